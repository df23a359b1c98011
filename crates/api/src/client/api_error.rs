use std::fmt;
use std::time::Duration;

use jiff::Timestamp;
use reqwest::StatusCode;
use reqwest::header::{HeaderMap, RETRY_AFTER};
use serde::Deserialize;

use crate::ErrorCode;

/// What the server said went wrong.
///
/// Where the body is not the contract's (a proxy's page, say), `status`, `request_id` and `retry_after` still hold, and
/// `code` is guessed from the status, but only where a wrong guess does no harm: a 404 that the API itself did not
/// write is `http_404` and never `not_found`, because the caller would forget a team that still exists.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ApiError {
    /// The HTTP status.
    pub status: u16,
    /// The word to branch on.
    pub code: ErrorCode,
    /// A sentence for people, in English, from the server.
    pub message: String,
    /// The field of the request that is at fault, if one is.
    pub param: Option<String>,
    /// The server's name for this request, to find it in its logs.
    pub request_id: Option<String>,
    /// How long the server asks to wait before the next try.
    pub retry_after: Option<Duration>,
}

/// The contract's error body, read leniently: OLLM's inference API writes `null` for a `code` that it does not have.
#[derive(Deserialize)]
struct Body {
    error: Detail,
}

#[derive(Deserialize)]
struct Detail {
    message: String,
    #[serde(default)]
    code: Option<String>,
    #[serde(default)]
    param: Option<String>,
}

impl ApiError {
    pub(super) fn new(status: StatusCode, headers: &HeaderMap, body: &str) -> Self {
        let detail = serde_json::from_str::<Body>(body).ok().map(|body| body.error);
        let (message, code, param) = match detail {
            Some(Detail { message, code, param }) => (message, code, param),
            None => (format!("The server answered with status {status}."), None, None),
        };
        Self {
            status: status.as_u16(),
            code: code.map_or_else(|| guess(status), |word| ErrorCode::from(word.as_str())),
            message,
            param,
            request_id: request_id(headers),
            retry_after: retry_after(headers, Timestamp::now()),
        }
    }
}

impl fmt::Display for ApiError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} ({}, status {})", self.message, self.code, self.status)
    }
}

impl std::error::Error for ApiError {}

/// The code where the server named none.
fn guess(status: StatusCode) -> ErrorCode {
    match status {
        StatusCode::UNAUTHORIZED => ErrorCode::Unauthorized,
        StatusCode::REQUEST_TIMEOUT | StatusCode::GATEWAY_TIMEOUT => ErrorCode::Timeout,
        StatusCode::PAYLOAD_TOO_LARGE => ErrorCode::PayloadTooLarge,
        StatusCode::TOO_MANY_REQUESTS => ErrorCode::RateLimited,
        status if status.is_server_error() => ErrorCode::Internal,
        status => ErrorCode::Other(format!("http_{}", status.as_u16())),
    }
}

pub(super) fn request_id(headers: &HeaderMap) -> Option<String> {
    headers.get("x-request-id")?.to_str().ok().map(str::to_owned)
}

/// RFC 9110, section 10.2.3: seconds, or an HTTP date.
fn retry_after(headers: &HeaderMap, now: Timestamp) -> Option<Duration> {
    let text = headers.get(RETRY_AFTER)?.to_str().ok()?.trim();
    if let Ok(seconds) = text.parse() {
        return Some(Duration::from_secs(seconds));
    }
    let date = jiff::fmt::rfc2822::parse(text).ok()?.timestamp();
    // A date in the past means 'now'.
    Some(Duration::try_from(date.duration_since(now)).unwrap_or_default())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn headers(retry_after: &str) -> HeaderMap {
        HeaderMap::from_iter([(RETRY_AFTER, retry_after.parse().unwrap())])
    }

    #[test]
    fn retry_after_in_seconds_or_as_a_date() {
        let now: Timestamp = "2026-03-01T12:00:00Z".parse().unwrap();
        let read = |text: &str| retry_after(&headers(text), now);
        assert_eq!(read("7"), Some(Duration::from_secs(7)));
        assert_eq!(read("Sun, 01 Mar 2026 12:00:30 GMT"), Some(Duration::from_secs(30)));
        assert_eq!(read("Sun, 01 Mar 2026 11:00:00 GMT"), Some(Duration::ZERO));
        assert_eq!(read("soon"), None);
        assert_eq!(read("-1"), None);
        assert_eq!(retry_after(&HeaderMap::new(), now), None);
    }

    #[test]
    fn a_page_that_is_not_the_apis_never_says_that_something_is_gone() {
        let error = ApiError::new(StatusCode::NOT_FOUND, &HeaderMap::new(), "<html>not here</html>");
        assert_eq!(error.code, ErrorCode::Other("http_404".to_owned()));
    }

    #[test]
    fn a_null_code_is_guessed_and_the_words_are_kept() {
        let body = r#"{"error":{"message":"No such key.","type":"x","code":null,"param":null}}"#;
        let error = ApiError::new(StatusCode::UNAUTHORIZED, &HeaderMap::new(), body);
        assert_eq!((error.code, error.message.as_str()), (ErrorCode::Unauthorized, "No such key."));
    }
}
