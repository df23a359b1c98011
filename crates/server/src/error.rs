//! Everything that a request can end in other than success, and the one place that gives it a status and a body.

use std::borrow::Cow;

use axum::Json;
use axum::http::{HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};
use ollm_api::{ErrorBody, ErrorCode, ErrorDetail, ErrorType};

pub(crate) type Result<T, E = ApiError> = std::result::Result<T, E>;

/// Why a request is refused, or what went wrong with it.
#[derive(Debug, thiserror::Error)]
pub(crate) enum ApiError {
    #[error("a valid bearer token is needed")]
    Unauthorized { token_sent: bool, resource_metadata: Option<String> },
    #[error("the authorization server can not be reached, so the token can not be checked now")]
    TokenNotCheckable,
    #[error("your role in this team does not allow this")]
    Forbidden,
    #[error("there is nothing here that you may see")]
    NotFound,
    #[error("this path does not take that method")]
    MethodNotAllowed,
    #[error("this address is in the team already")]
    AlreadyMember,
    #[error("an invitation of this address is pending already")]
    InvitationPending,
    #[error("this invitation is not pending any more")]
    InvitationNotPending,
    #[error("the last owner of a team can not leave, be removed or be demoted")]
    LastOwner,
    #[error("a first request with this idempotency key is still running")]
    IdempotencyInProgress,
    #[error("this point is too old: list everything again")]
    CursorExpired,
    #[error("the team changed since you saw it")]
    VersionMismatch,
    #[error("a request's body has at most 1 MiB")]
    PayloadTooLarge,
    #[error("the body must be JSON, sent as application/json")]
    UnsupportedMediaType,
    #[error("{0}")]
    Malformed(Cow<'static, str>),
    #[error("{message}")]
    Invalid { param: Cow<'static, str>, message: Cow<'static, str> },
    #[error("{0}")]
    IdempotencyKeyReused(&'static str),
    #[error("this request needs the header Idempotency-Key")]
    IdempotencyKeyRequired,
    #[error("too soon: come back in {retry_after} s")]
    RateLimited { retry_after: u64 },
    #[error("the body of the request did not arrive in time")]
    SlowRequest,
    #[error("the server is too busy to answer in time")]
    SlowAnswer,
    #[error("something went wrong on the server")]
    Internal,
    #[error("something went wrong on the server")]
    Database(#[from] sqlx::Error),
}

impl ApiError {
    /// A field, parameter or header that breaks a rule.
    pub(crate) fn invalid(param: impl Into<Cow<'static, str>>, message: impl Into<Cow<'static, str>>) -> Self {
        Self::Invalid { param: param.into(), message: message.into() }
    }

    fn classify(&self) -> (StatusCode, ErrorType, ErrorCode) {
        use ErrorCode as Code;
        use ErrorType as Type;
        match self {
            Self::Unauthorized { .. } => (StatusCode::UNAUTHORIZED, Type::Authentication, Code::Unauthorized),
            Self::Forbidden => (StatusCode::FORBIDDEN, Type::Permission, Code::Forbidden),
            Self::NotFound => (StatusCode::NOT_FOUND, Type::NotFound, Code::NotFound),
            Self::MethodNotAllowed => (StatusCode::METHOD_NOT_ALLOWED, Type::InvalidRequest, Code::MethodNotAllowed),
            Self::AlreadyMember => (StatusCode::CONFLICT, Type::Conflict, Code::AlreadyMember),
            Self::InvitationPending => (StatusCode::CONFLICT, Type::Conflict, Code::InvitationPending),
            Self::InvitationNotPending => (StatusCode::CONFLICT, Type::Conflict, Code::InvitationNotPending),
            Self::LastOwner => (StatusCode::CONFLICT, Type::Conflict, Code::LastOwner),
            Self::IdempotencyInProgress => (StatusCode::CONFLICT, Type::Conflict, Code::IdempotencyInProgress),
            Self::CursorExpired => (StatusCode::GONE, Type::InvalidRequest, Code::CursorExpired),
            Self::VersionMismatch => (StatusCode::PRECONDITION_FAILED, Type::Conflict, Code::VersionMismatch),
            Self::PayloadTooLarge => (StatusCode::PAYLOAD_TOO_LARGE, Type::InvalidRequest, Code::PayloadTooLarge),
            Self::UnsupportedMediaType => {
                (StatusCode::UNSUPPORTED_MEDIA_TYPE, Type::InvalidRequest, Code::InvalidRequest)
            }
            Self::Malformed(_) => (StatusCode::BAD_REQUEST, Type::InvalidRequest, Code::InvalidRequest),
            Self::Invalid { .. } => (StatusCode::UNPROCESSABLE_ENTITY, Type::InvalidRequest, Code::InvalidRequest),
            Self::IdempotencyKeyReused(_) => {
                (StatusCode::UNPROCESSABLE_ENTITY, Type::InvalidRequest, Code::IdempotencyKeyReused)
            }
            Self::IdempotencyKeyRequired => {
                (StatusCode::BAD_REQUEST, Type::InvalidRequest, Code::IdempotencyKeyRequired)
            }
            Self::RateLimited { .. } => (StatusCode::TOO_MANY_REQUESTS, Type::RateLimit, Code::RateLimited),
            Self::SlowRequest => (StatusCode::REQUEST_TIMEOUT, Type::InvalidRequest, Code::Timeout),
            Self::SlowAnswer | Self::TokenNotCheckable => {
                (StatusCode::SERVICE_UNAVAILABLE, Type::Server, Code::Timeout)
            }
            Self::Database(error) if is_congestion(error) => {
                (StatusCode::SERVICE_UNAVAILABLE, Type::Server, Code::Timeout)
            }
            Self::Internal | Self::Database(_) => (StatusCode::INTERNAL_SERVER_ERROR, Type::Server, Code::Internal),
        }
    }

    fn param(&self) -> Option<String> {
        match self {
            Self::Invalid { param, .. } => Some(param.clone().into_owned()),
            Self::IdempotencyKeyRequired | Self::IdempotencyKeyReused(_) => Some("Idempotency-Key".to_owned()),
            _ => None,
        }
    }
}

/// Whether the database was only too busy, so that the same request may well succeed later.
fn is_congestion(error: &sqlx::Error) -> bool {
    const SQLITE_BUSY: &str = "5";
    match error {
        sqlx::Error::PoolTimedOut | sqlx::Error::PoolClosed => true,
        sqlx::Error::Database(error) => error.code().as_deref() == Some(SQLITE_BUSY),
        _ => false,
    }
}

/// RFC 6750, section 3: the error is named only where a token was sent. RFC 9728, section 5.1: where to learn how to
/// get one is named wherever there is such a place.
fn challenge(token_sent: bool, resource_metadata: Option<&str>) -> String {
    let error = token_sent.then(|| r#"error="invalid_token""#.to_owned());
    let metadata = resource_metadata.map(|url| format!(r#"resource_metadata="{url}""#));
    let parameters: Vec<_> = error.into_iter().chain(metadata).collect();
    format!("Bearer {}", parameters.join(", ")).trim_end().to_owned()
}

impl IntoResponse for ApiError {
    fn into_response(self) -> Response {
        if let Self::Database(error) = &self {
            // SQLite names tables and columns in its messages, never values.
            tracing::error!(%error, "database");
        }
        let (status, kind, code) = self.classify();
        let detail = ErrorDetail { message: self.to_string(), kind, code, param: self.param() };
        let mut response = (status, Json(ErrorBody { error: detail })).into_response();
        let headers = response.headers_mut();
        match self {
            Self::Unauthorized { token_sent, resource_metadata } => {
                if let Ok(value) = HeaderValue::try_from(challenge(token_sent, resource_metadata.as_deref())) {
                    headers.insert(header::WWW_AUTHENTICATE, value);
                }
            }
            Self::RateLimited { retry_after } => {
                headers.insert(header::RETRY_AFTER, HeaderValue::from(retry_after));
            }
            _ => {}
        }
        response
    }
}
