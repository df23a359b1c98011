use ollm_api::ErrorCode;
use ollm_api::client::{ClientError, TokenError};

use crate::{AppError, Connection};

/// Why a round of the sync came to nothing.
#[derive(Debug, thiserror::Error)]
pub(super) enum SyncError {
    #[error(transparent)]
    Server(#[from] ClientError),
    /// The copy takes nothing.
    #[error(transparent)]
    Copy(#[from] AppError),
}

impl SyncError {
    /// What it says of the connection.
    pub(super) fn connection(&self) -> Connection {
        match self {
            Self::Server(
                ClientError::Unreachable { .. }
                | ClientError::TimedOut { .. }
                | ClientError::Token(TokenError::Unavailable { .. }),
            ) => Connection::Offline,
            Self::Server(ClientError::Token(TokenError::Refused)) => Connection::Refused,
            Self::Server(error) if error.is_unauthorized() => Connection::Refused,
            Self::Server(_) | Self::Copy(_) => Connection::Failing,
        }
    }

    /// Whether the server no longer knows where the feed was left: everything has to be listed again.
    pub(super) fn is_lost(&self) -> bool {
        matches!(self, Self::Server(ClientError::Api(error))
            if error.code == ErrorCode::CursorExpired || (error.status == 400 || error.status == 422) && error.param.as_deref() == Some("since"))
    }
}

impl From<SyncError> for AppError {
    fn from(error: SyncError) -> Self {
        match error {
            SyncError::Server(error) => error.into(),
            SyncError::Copy(error) => error,
        }
    }
}
