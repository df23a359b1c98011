//! Which buckets of usage a request asks for, and the filling of those without usage.

use jiff::{SignedDuration, Timestamp};
use ollm_api::{UsageBucket, UsageInterval};

use crate::amount::money;
use crate::error::{ApiError, Result};
use crate::store::Moment;
use crate::store::usage::UsageSum;

const HOUR: SignedDuration = SignedDuration::from_hours(1);
const DAY: SignedDuration = SignedDuration::from_hours(24);
/// The longest windows: what a chart can show, and what bounds the length of the answer.
const MAX_HOURS: i64 = 31 * 24;
const MAX_DAYS: i64 = 366;
/// How far back a request without `from` looks.
const DEFAULT_HOURS: i64 = 24;
const DEFAULT_DAYS: i64 = 30;

/// From the start of a bucket (inclusive) to a time (exclusive).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Window {
    pub(crate) from: Timestamp,
    pub(crate) to: Timestamp,
    /// Microseconds in a bucket.
    pub(crate) width: i64,
}

impl Window {
    /// Checks what was asked for.
    pub(crate) fn parse(from: Option<&str>, to: Option<&str>, bucket: Option<&str>, now: Timestamp) -> Result<Self> {
        let (length, default, max) = match bucket.map_or(UsageInterval::Day, UsageInterval::from) {
            UsageInterval::Hour => (HOUR, DEFAULT_HOURS, MAX_HOURS),
            UsageInterval::Day => (DAY, DEFAULT_DAYS, MAX_DAYS),
            UsageInterval::Other(_) => return Err(ApiError::invalid("bucket", "a bucket is an hour or a day")),
        };
        let width = i64::try_from(length.as_micros()).map_err(|_| ApiError::Internal)?;
        let to = match to {
            Some(text) => parse_time("to", text)?,
            None => now,
        };
        let from = match from {
            Some(text) => parse_time("from", text)?,
            None => to.checked_sub(length * default as i32).map_err(|_| ApiError::invalid("to", "too early"))?,
        };
        if from >= to {
            return Err(ApiError::invalid("from", "the start lies before the end"));
        }
        let start = Moment::from(from).0.div_euclid(width) * width;
        let buckets = (Moment::from(to).0 - start + width - 1).div_euclid(width);
        if buckets > max + 1 {
            return Err(ApiError::invalid("from", "at most 366 days, or 31 days of hours"));
        }
        Ok(Self { from: Moment(start).into(), to, width })
    }

    /// Every bucket of the window, with zeroes where nothing was used, oldest first.
    pub(crate) fn fill(&self, sums: &[UsageSum]) -> Vec<UsageBucket> {
        let mut sums = sums.iter().peekable();
        let mut buckets = Vec::new();
        let mut start = Moment::from(self.from).0;
        while start < Moment::from(self.to).0 {
            let sum = sums.next_if(|sum| sum.start == start);
            buckets.push(bucket(sum.unwrap_or(&UsageSum { start, ..UsageSum::default() })));
            start += self.width;
        }
        buckets
    }
}

/// A sum as it is on the wire.
pub(crate) fn bucket(sum: &UsageSum) -> UsageBucket {
    UsageBucket {
        start: Moment(sum.start).into(),
        model: sum.model.clone(),
        cost: money(sum.cost),
        requests: unsigned(sum.requests),
        input_tokens: unsigned(sum.input_tokens),
        output_tokens: unsigned(sum.output_tokens),
    }
}

fn unsigned(count: i64) -> u64 {
    u64::try_from(count).unwrap_or(0)
}

/// Reads a time of a query.
pub(crate) fn parse_time(param: &'static str, text: &str) -> Result<Timestamp> {
    text.parse().map_err(|_| ApiError::invalid(param, "a time is written as in 2026-01-31T12:00:00Z"))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn parse(from: &str, to: &str, bucket: &str) -> Result<Window> {
        Window::parse(Some(from), Some(to), Some(bucket), Timestamp::UNIX_EPOCH)
    }

    #[test]
    fn the_start_is_rounded_down_to_a_bucket() {
        let window = parse("2026-03-01T10:20:30Z", "2026-03-01T12:00:00Z", "hour").unwrap();
        assert_eq!(window.from.to_string(), "2026-03-01T10:00:00Z");
        assert_eq!(window.fill(&[]).len(), 2);
    }

    #[test]
    fn buckets_without_usage_are_zero() {
        let window = parse("2026-03-01T00:00:00Z", "2026-03-04T00:00:00Z", "day").unwrap();
        let second = Moment::from("2026-03-02T00:00:00Z".parse::<Timestamp>().unwrap()).0;
        let sum = UsageSum { start: second, cost: 1_500_000, requests: 2, ..UsageSum::default() };
        let costs: Vec<_> = window.fill(&[sum]).iter().map(|bucket| bucket.cost.amount.to_string()).collect();
        assert_eq!(costs, ["0.00", "1.50", "0.00"]);
    }

    #[test]
    fn windows_are_bounded() {
        assert_eq!(parse("2026-01-01T00:00:00Z", "2027-01-02T00:00:00Z", "day").unwrap().fill(&[]).len(), 366);
        for (from, to, bucket) in [
            ("2026-01-01T00:00:00Z", "2027-01-04T00:00:00Z", "day"),
            ("2026-01-01T00:00:00Z", "2026-03-01T00:00:00Z", "hour"),
            ("2026-01-02T00:00:00Z", "2026-01-01T00:00:00Z", "day"),
            ("2026-01-01T00:00:00Z", "2026-01-01T00:00:00Z", "day"),
            ("yesterday", "2026-01-01T00:00:00Z", "day"),
            ("2026-01-01T00:00:00Z", "2026-01-02T00:00:00Z", "week"),
        ] {
            assert!(parse(from, to, bucket).is_err(), "{from} {to} {bucket}");
        }
    }

    #[test]
    fn the_default_is_the_last_30_days() {
        let now = "2026-03-31T12:00:00Z".parse().unwrap();
        let window = Window::parse(None, None, None, now).unwrap();
        assert_eq!((window.from.to_string().as_str(), window.to), ("2026-03-01T00:00:00Z", now));
    }
}
