use jiff::Timestamp;
use jiff::fmt::rfc2822::DateTimeParser;
use reqwest::header::{DATE, HeaderMap};

/// What a server says of itself to anybody.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Health {
    /// The time there, to the second, where it says so (RFC 9110, 'Date').
    pub date: Option<Timestamp>,
}

impl Health {
    pub(super) fn of(headers: &HeaderMap) -> Self {
        let date = headers.get(DATE).and_then(|date| date.to_str().ok());
        Self { date: date.and_then(|date| DateTimeParser::new().parse_timestamp(date).ok()) }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_date_is_read_where_there_is_one() {
        let of = |date: &str| {
            let mut headers = HeaderMap::new();
            headers.insert(DATE, date.parse().unwrap());
            Health::of(&headers).date
        };
        assert_eq!(of("Sun, 06 Nov 1994 08:49:37 GMT"), Some("1994-11-06T08:49:37Z".parse().unwrap()));
        assert_eq!(of("yesterday"), None);
        assert_eq!(Health::of(&HeaderMap::new()).date, None);
    }
}
