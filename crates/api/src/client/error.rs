use super::{ApiError, TokenError};
use crate::ErrorCode;

/// Why a call did not give what it was asked for. No variant holds the token or the text of a body.
#[derive(Debug, thiserror::Error)]
pub enum ClientError {
    /// The token can not be sent: it is empty, or holds white space or characters outside ASCII.
    #[error("the token is empty or holds characters that a token can not have")]
    InvalidToken,
    /// This machine can not speak HTTP or TLS: its certificate store is unreadable, for example.
    #[error("the HTTP client can not start")]
    Setup {
        /// What is missing.
        source: reqwest::Error,
    },
    /// An identifier that no path can hold: an empty one, `.` or `..`.
    #[error("an identifier is empty or a relative path")]
    InvalidId,
    /// No connection, or one that broke. A certificate that is not trusted is also here.
    #[error("the server can not be reached")]
    Unreachable {
        /// What the network said.
        source: reqwest::Error,
    },
    /// The server did not answer in time.
    #[error("the server did not answer in time")]
    TimedOut {
        /// What timed out.
        source: reqwest::Error,
    },
    /// The server said no.
    #[error(transparent)]
    Api(#[from] ApiError),
    /// A success whose body is not what the contract says.
    #[error("the answer is not what the API promises: {problem} at `{path}` (status {status})")]
    UnexpectedBody {
        /// The HTTP status.
        status: u16,
        /// The field at fault, such as `data[0].balance.amount`; `.` is the body itself.
        path: String,
        /// What is wrong there.
        problem: BodyProblem,
        /// The server's name for this request.
        request_id: Option<String>,
    },
    /// The answer is larger than any that the contract allows.
    #[error("the answer is larger than {limit} bytes")]
    TooLarge {
        /// The most bytes that are read.
        limit: usize,
        /// The server's name for this request.
        request_id: Option<String>,
    },
    /// The server sends to another address. It is not followed, because the token is for this server alone.
    #[error("the server redirects to {} (status {status})", to.as_deref().unwrap_or("nowhere"))]
    Redirected {
        /// The HTTP status.
        status: u16,
        /// The origin that it names, such as `https://login.example.com`.
        to: Option<String>,
        /// The server's name for this request.
        request_id: Option<String>,
    },
    /// There is no token to send.
    #[error(transparent)]
    Token(#[from] TokenError),
    /// A list whose cursors go in a circle or never end.
    #[error("the list does not end")]
    EndlessList,
}

/// What is wrong with a body. The value itself is left out on purpose: it can be somebody's e-mail address.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum BodyProblem {
    /// Not JSON at all.
    #[error("not JSON")]
    Syntax,
    /// JSON that stops in the middle.
    #[error("cut off")]
    Truncated,
    /// A value of the wrong type or form.
    #[error("a value of another form")]
    Mismatch,
    /// A field that must be there and is not.
    #[error("a missing field")]
    Missing,
}

impl ClientError {
    /// Whether the same call may well succeed soon: the server or the network has a passing problem.
    #[must_use]
    pub fn is_retryable(&self) -> bool {
        match self {
            Self::Unreachable { .. } | Self::TimedOut { .. } | Self::Token(TokenError::Unavailable { .. }) => true,
            Self::Api(error) => matches!(error.status, 408 | 429 | 502 | 503 | 504),
            _ => false,
        }
    }

    /// Whether a write that failed like this may have happened all the same. If so, ask for the truth (or send again
    /// with the same idempotency key) instead of telling that nothing was done.
    #[must_use]
    pub fn outcome_unknown(&self) -> bool {
        match self {
            // Nothing was sent, or what was sent was refused for its token.
            Self::InvalidToken | Self::Setup { .. } | Self::InvalidId | Self::Token(_) => false,
            // Without a connection nothing was sent.
            Self::Unreachable { source } | Self::TimedOut { source } => !source.is_connect(),
            Self::Api(error) => {
                error.status == 408 || error.status >= 500 || error.code == ErrorCode::IdempotencyInProgress
            }
            Self::UnexpectedBody { .. } | Self::TooLarge { .. } | Self::Redirected { .. } | Self::EndlessList => true,
        }
    }

    /// Whether the server does not know who asks.
    #[must_use]
    pub fn is_unauthorized(&self) -> bool {
        matches!(self, Self::Api(error) if error.status == 401)
    }

    /// The server's name for the request, to find it in its logs.
    #[must_use]
    pub fn request_id(&self) -> Option<&str> {
        match self {
            Self::Api(ApiError { request_id, .. })
            | Self::UnexpectedBody { request_id, .. }
            | Self::TooLarge { request_id, .. }
            | Self::Redirected { request_id, .. } => request_id.as_deref(),
            _ => None,
        }
    }

    /// A failure of the network, without the address that it may name.
    pub(super) fn from_transport(error: reqwest::Error) -> Self {
        let source = error.without_url();
        if source.is_timeout() { Self::TimedOut { source } } else { Self::Unreachable { source } }
    }
}
