use axum::body::Bytes;
use axum::extract::{FromRequest, Request};
use axum::http::header::CONTENT_TYPE;
use axum::http::{HeaderMap, StatusCode};
use serde::de::{DeserializeOwned, IgnoredAny};
use serde_json::error::Category;

use crate::error::{ApiError, Result};
use crate::state::App;

/// The most bytes that a body has.
pub(crate) const MAX_BODY: usize = 1024 * 1024;

/// The body of a request, whole but not yet understood.
pub(crate) struct RawBody {
    is_json: bool,
    pub(crate) bytes: Bytes,
}

impl FromRequest<App> for RawBody {
    type Rejection = ApiError;

    async fn from_request(request: Request, app: &App) -> Result<Self> {
        let is_json = is_json(request.headers());
        let reading = Bytes::from_request(request, app);
        let bytes = tokio::time::timeout(app.limits.body, reading).await.map_err(|_| ApiError::SlowRequest)?;
        let bytes = bytes.map_err(|rejection| match rejection.status() {
            StatusCode::PAYLOAD_TOO_LARGE => ApiError::PayloadTooLarge,
            _ => ApiError::Malformed("the body did not arrive whole".into()),
        })?;
        Ok(Self { is_json, bytes })
    }
}

impl RawBody {
    /// Reads the body as JSON. What is not JSON is 400; JSON of another shape is 422 and names the field.
    pub(crate) fn json<T: DeserializeOwned>(&self) -> Result<T> {
        if !self.is_json {
            return Err(ApiError::UnsupportedMediaType);
        }
        // Serde would also take an array for an object, its fields in order.
        if !self.bytes.trim_ascii_start().starts_with(b"{") {
            return Err(match serde_json::from_slice::<IgnoredAny>(&self.bytes) {
                Ok(_) => ApiError::invalid("body", "the body is an object"),
                Err(_) => ApiError::Malformed("the body is not JSON".into()),
            });
        }
        let mut deserializer = serde_json::Deserializer::from_slice(&self.bytes);
        let value = serde_path_to_error::deserialize(&mut deserializer).map_err(|error| {
            let path = error.path().to_string();
            shape_error(&path, error.inner())
        })?;
        deserializer.end().map_err(|_| ApiError::Malformed("the body is not one JSON value".into()))?;
        Ok(value)
    }
}

/// The message names the field and the kind of fault, and never repeats what was sent.
fn shape_error(path: &str, error: &serde_json::Error) -> ApiError {
    if error.classify() != Category::Data {
        return ApiError::Malformed("the body is not JSON".into());
    }
    let path = path.trim_start_matches('.');
    let text = error.to_string();
    let missing = text.strip_prefix("missing field `").and_then(|rest| rest.split('`').next());
    match (missing, path) {
        (Some(field), "" | "?") => ApiError::invalid(field.to_owned(), "this field is missing"),
        (Some(field), parent) => ApiError::invalid(format!("{parent}.{field}"), "this field is missing"),
        (None, "" | "?") => ApiError::invalid("body", "the body is not of the right shape"),
        (None, field) => ApiError::invalid(field.to_owned(), "this field is not of the right type"),
    }
}

fn is_json(headers: &HeaderMap) -> bool {
    let value = headers.get(CONTENT_TYPE).and_then(|value| value.to_str().ok()).unwrap_or_default();
    let essence = value.split(';').next().unwrap_or_default().trim();
    essence.eq_ignore_ascii_case("application/json")
}

#[cfg(test)]
mod tests {
    use axum::body::Body;
    use axum::response::IntoResponse;
    use ollm_api::{CreateTopUp, UpdateTeam};

    use super::*;

    fn parse<T: DeserializeOwned>(text: &'static str) -> Result<T> {
        RawBody { is_json: true, bytes: Bytes::from_static(text.as_bytes()) }.json()
    }

    fn param<T: DeserializeOwned>(text: &'static str) -> String {
        match parse::<T>(text) {
            Err(ApiError::Invalid { param, .. }) => param.into_owned(),
            Err(error) => format!("{error:?}"),
            Ok(_) => "accepted".to_owned(),
        }
    }

    #[test]
    fn the_field_at_fault_is_named() {
        assert_eq!(param::<CreateTopUp>("{}"), "amount");
        assert_eq!(param::<CreateTopUp>(r#"{"amount":{"currency":"USD"}}"#), "amount.amount");
        assert_eq!(param::<CreateTopUp>(r#"{"amount":{"amount":5,"currency":"USD"}}"#), "amount.amount");
        assert_eq!(param::<UpdateTeam>(r#"{"name":5}"#), "name");
        assert_eq!(param::<UpdateTeam>(r#"["a name"]"#), "body");
        assert_eq!(param::<UpdateTeam>("5"), "body");
    }

    #[test]
    fn what_is_not_json_is_malformed() {
        for text in ["", "{", "{} {}", "nonsense", "{\"name\":\"\u{0}\"}"] {
            assert!(matches!(parse::<UpdateTeam>(text), Err(ApiError::Malformed(_))), "{text:?}");
        }
    }

    #[tokio::test]
    async fn the_message_does_not_repeat_what_was_sent() {
        let error = parse::<CreateTopUp>(r#"{"amount":{"amount":"hunter2","currency":"USD"}}"#).unwrap_err();
        let body: Body = error.into_response().into_body();
        let bytes = axum::body::to_bytes(body, MAX_BODY).await.unwrap();
        assert!(!String::from_utf8_lossy(&bytes).contains("hunter2"));
    }
}
