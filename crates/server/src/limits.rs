//! What keeps one request from taking the server with it.

use std::any::Any;

use axum::extract::{Request, State};
use axum::http::header::CONTENT_LENGTH;
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};

use crate::error::ApiError;
use crate::extract::MAX_BODY;
use crate::state::App;

/// Refuses a body that says that it is too large, whoever reads it, and a request that takes too long.
pub(crate) async fn limit(State(app): State<App>, request: Request, next: Next) -> Response {
    let length = request.headers().get(CONTENT_LENGTH).and_then(|value| value.to_str().ok()?.parse::<u64>().ok());
    if length.is_some_and(|length| length > MAX_BODY as u64) {
        return ApiError::PayloadTooLarge.into_response();
    }
    match tokio::time::timeout(app.limits.total, next.run(request)).await {
        Ok(response) => response,
        Err(_) => ApiError::SlowAnswer.into_response(),
    }
}

/// The answer where a handler panicked. The panic's message may hold anything, so it is not logged.
pub(crate) fn panicked(_: Box<dyn Any + Send>) -> Response {
    tracing::error!("a handler panicked");
    ApiError::Internal.into_response()
}
