//! `ETag` and `If-Match` (RFC 9110, sections 8.8.3 and 13.1.1).

use axum::http::HeaderMap;
use axum::http::header::IF_MATCH;

use crate::error::{ApiError, Result};

/// The strong entity tag of a team's version.
pub(crate) fn etag(version: u32) -> String {
    format!("\"{version}\"")
}

/// Refuses a request that was made for another version. Without `If-Match` every version will do.
pub(crate) fn check(headers: &HeaderMap, version: u32) -> Result<()> {
    if !headers.contains_key(IF_MATCH) {
        return Ok(());
    }
    let current = etag(version);
    let tags = headers.get_all(IF_MATCH).iter().filter_map(|value| value.to_str().ok());
    // Our tags hold no commas, so a list can be cut at them. A weak tag (W/"…") never equals a strong one.
    let matches = tags.flat_map(|value| value.split(',')).map(str::trim).any(|tag| tag == "*" || tag == current);
    if matches { Ok(()) } else { Err(ApiError::VersionMismatch) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn if_match() {
        let cases: [(&[&str], bool); 9] = [
            (&[], true),
            (&["\"7\""], true),
            (&["*"], true),
            (&["\"6\", \"7\""], true),
            (&["\"6\"", "\"7\""], true),
            (&["\"6\""], false),
            (&["W/\"7\""], false),
            (&["7"], false),
            (&[""], false),
        ];
        for (values, passes) in cases {
            let mut headers = HeaderMap::new();
            for value in values {
                headers.append(IF_MATCH, value.parse().unwrap());
            }
            assert_eq!(check(&headers, 7).is_ok(), passes, "{values:?}");
        }
    }
}
