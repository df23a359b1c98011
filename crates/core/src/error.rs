//! The one error that crosses into the view. The view branches on `code` alone; its words live in the view.

use jiff::Timestamp;
use ollm_api::client::{ApiError, ClientError, ServerUrlError, TokenError};
use ollm_api::{EmailError, LowBalanceThresholdError, TeamNameError, TopUpAmountError};
use serde::Serialize;

use crate::ports::BrowserError;

/// What went wrong, as a closed set: a code that the view has no words for does not compile there.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
#[serde(rename_all = "snake_case")]
pub enum ErrorCode {
    /// A team's name is empty.
    TeamNameEmpty,
    /// A team's name has more than 64 characters.
    TeamNameTooLong,
    /// A team's name contains a control character.
    TeamNameControlCharacter,
    /// Not an e-mail address.
    EmailInvalid,
    /// Nobody was named.
    EmailMissing,
    /// The role can not be given by an invitation.
    RoleNotInvitable,
    /// The amount is not a number.
    AmountNotANumber,
    /// The amount has more than two decimals.
    AmountTooManyDecimals,
    /// The amount is below 1.00 or above 10000.00.
    AmountOutOfRange,
    /// A low-balance threshold that is not a number.
    ThresholdNotANumber,
    /// A low-balance threshold with more than two decimals.
    ThresholdTooManyDecimals,
    /// A low-balance threshold that is not above 0, or above a billion.
    ThresholdOutOfRange,
    /// Not a URL.
    ServerUrlInvalid,
    /// Plain HTTP to another machine.
    ServerUrlInsecure,
    /// The URL carries a user, a query or a fragment.
    ServerUrlUnsupported,
    /// The text can not be a token.
    TokenMalformed,
    /// The server does not accept the token.
    Unauthorized,
    /// The caller's role does not allow it.
    Forbidden,
    /// Gone, or never there for this caller.
    NotFound,
    /// Already in the team.
    AlreadyMember,
    /// An invitation of that address is waiting.
    InvitationPending,
    /// The invitation has been answered, revoked or has expired.
    InvitationNotPending,
    /// The last owner can not go.
    LastOwner,
    /// The team changed since it was shown.
    VersionMismatch,
    /// Too many requests.
    RateLimited,
    /// The server refused the input; `detail.param` names the field.
    InvalidRequest,
    /// A top-up of this team is on its way already.
    TopUpInProgress,
    /// What became of an earlier top-up of this team is not known yet; it comes first.
    TopUpUnsettled,
    /// The same team got the same amount a short while ago; `detail.earlier_at` says when. Nothing was sent.
    TopUpRepeats,
    /// The payment journal can not be read or written; `detail.path` names it. Nothing was sent.
    JournalUnavailable,
    /// The address of the payment page is not one to open.
    CheckoutUrlRefused,
    /// The server failed.
    ServerError,
    /// The server could not be reached.
    Unreachable,
    /// The server did not answer in time.
    TimedOut,
    /// The answer is not what the contract says.
    UnexpectedAnswer,
    /// A change was sent, and whether it happened is not known.
    OutcomeUnknown,
    /// Nobody is signed in, or not with this account.
    SignedOut,
    /// The user stopped the sign-in in the browser.
    SignInCanceled,
    /// The browser never came back.
    SignInTimedOut,
    /// The user, or the authorization server for them, said no.
    SignInDenied,
    /// What came back from the browser or from the authorization server can not be trusted or used.
    SignInFailed,
    /// The server does not offer to sign in with a browser.
    BrowserSignInUnsupported,
    /// The authorization server could not be reached.
    AuthorizationServerUnreachable,
    /// The operating system's keyring is locked.
    KeyringLocked,
    /// There is no keyring on this system, or none that runs.
    KeyringAbsent,
    /// The keyring does not let this app in.
    KeyringDenied,
    /// The keyring takes nothing more.
    KeyringFull,
    /// The keyring does not work for another reason, or does not answer.
    KeyringUnavailable,
    /// The app's own files can not be read or written.
    StorageUnavailable,
    /// No browser could be opened.
    BrowserUnavailable,
    /// No file manager could be opened.
    FileManagerUnavailable,
    /// The system's print dialog could not be opened.
    PrintDialogUnavailable,
    /// The system does not let the app start at a login, or stop to.
    AutostartUnavailable,
    /// The local workspace's file can not be read; `detail.path` names it.
    LocalWorkspaceUnreadable,
    /// The local workspace did not start.
    LocalWorkspaceFailed,
    /// The publisher's server does not say whether there is a newer version.
    UpdateServerUnreachable,
    /// What the publisher's server says can not be read.
    UpdateUnreadable,
    /// What was downloaded is not what the publisher signed. It was thrown away.
    UpdateRefused,
    /// The newer version could not be put in the place of this one.
    UpdateNotInstalled,
}

/// More about an error, for the 'Details' behind it. Never a secret.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct ErrorContext {
    /// The server's identifier of the request.
    pub request_id: Option<String>,
    /// The field that the server names.
    pub param: Option<String>,
    /// The file that is at fault.
    pub path: Option<String>,
    /// When the same was done before.
    #[cfg_attr(test, ts(type = "string | null"))]
    pub earlier_at: Option<Timestamp>,
    /// In how many seconds to try again, where the server said it.
    pub retry_after_seconds: Option<u32>,
}

/// What went wrong.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, thiserror::Error)]
#[cfg_attr(test, derive(ts_rs::TS))]
#[error("{message}")]
pub struct AppError {
    /// The word that the view branches on.
    pub code: ErrorCode,
    /// A technical sentence for 'Details' and for logs.
    pub message: String,
    /// Whether the same call can succeed later.
    pub retryable: bool,
    /// More about it.
    pub detail: Box<ErrorContext>,
}

impl AppError {
    /// An error that trying again does not mend.
    pub fn new(code: ErrorCode, message: impl Into<String>) -> Self {
        Self { code, message: message.into(), retryable: false, detail: Box::default() }
    }

    /// An error that may pass.
    pub fn retryable(code: ErrorCode, message: impl Into<String>) -> Self {
        Self { retryable: true, ..Self::new(code, message) }
    }

    /// What a failed change means: where it may have happened all the same, that is the error.
    pub(crate) fn of_write(error: ClientError) -> Self {
        let unknown = error.outcome_unknown();
        let error = Self::from(error);
        if unknown { Self { code: ErrorCode::OutcomeUnknown, retryable: false, ..error } } else { error }
    }
}

impl From<ClientError> for AppError {
    fn from(error: ClientError) -> Self {
        let request_id = error.request_id().map(str::to_owned);
        let retryable = error.is_retryable();
        let message = with_causes(&error);
        let (code, detail) = match error {
            ClientError::Api(error) => of_api(error),
            ClientError::InvalidToken => (ErrorCode::TokenMalformed, ErrorContext::default()),
            ClientError::InvalidId => (ErrorCode::InvalidRequest, ErrorContext::default()),
            ClientError::Unreachable { .. } | ClientError::Setup { .. } => {
                (ErrorCode::Unreachable, ErrorContext::default())
            }
            ClientError::Token(TokenError::Refused) => (ErrorCode::Unauthorized, ErrorContext::default()),
            ClientError::Token(TokenError::Unavailable { .. }) => {
                (ErrorCode::AuthorizationServerUnreachable, ErrorContext::default())
            }
            ClientError::TimedOut { .. } => (ErrorCode::TimedOut, ErrorContext::default()),
            ClientError::UnexpectedBody { .. }
            | ClientError::TooLarge { .. }
            | ClientError::Redirected { .. }
            | ClientError::EndlessList => (ErrorCode::UnexpectedAnswer, ErrorContext::default()),
        };
        let detail = ErrorContext { request_id, ..detail };
        Self { code, message, retryable, detail: Box::new(detail) }
    }
}

/// 'the server can not be reached: connection refused': the cause is what helps whoever reads the details.
pub(crate) fn with_causes(error: &dyn std::error::Error) -> String {
    let causes = std::iter::successors(Some(error), |error| error.source());
    causes.map(ToString::to_string).collect::<Vec<_>>().join(": ")
}

fn of_api(error: ApiError) -> (ErrorCode, ErrorContext) {
    use ollm_api::ErrorCode as Wire;
    let code = match error.code {
        Wire::Unauthorized => ErrorCode::Unauthorized,
        Wire::Forbidden => ErrorCode::Forbidden,
        Wire::NotFound | Wire::MethodNotAllowed => ErrorCode::NotFound,
        Wire::AlreadyMember => ErrorCode::AlreadyMember,
        Wire::InvitationPending => ErrorCode::InvitationPending,
        Wire::InvitationNotPending => ErrorCode::InvitationNotPending,
        Wire::LastOwner => ErrorCode::LastOwner,
        Wire::IdempotencyInProgress => ErrorCode::TopUpInProgress,
        Wire::VersionMismatch => ErrorCode::VersionMismatch,
        Wire::RateLimited => ErrorCode::RateLimited,
        Wire::InvalidRequest
        | Wire::PayloadTooLarge
        | Wire::IdempotencyKeyReused
        | Wire::IdempotencyKeyRequired
        | Wire::CursorExpired => ErrorCode::InvalidRequest,
        Wire::Timeout => ErrorCode::TimedOut,
        Wire::Internal => ErrorCode::ServerError,
        Wire::Other(_) => match error.status {
            401 => ErrorCode::Unauthorized,
            403 => ErrorCode::Forbidden,
            404 => ErrorCode::NotFound,
            429 => ErrorCode::RateLimited,
            500.. => ErrorCode::ServerError,
            _ => ErrorCode::InvalidRequest,
        },
    };
    let retry_after_seconds = error.retry_after.and_then(|wait| u32::try_from(wait.as_secs()).ok());
    (code, ErrorContext { param: error.param, retry_after_seconds, ..ErrorContext::default() })
}

impl From<BrowserError> for AppError {
    fn from(error: BrowserError) -> Self {
        Self::retryable(ErrorCode::BrowserUnavailable, error.to_string())
    }
}

impl From<TeamNameError> for AppError {
    fn from(error: TeamNameError) -> Self {
        let code = match error {
            TeamNameError::Empty => ErrorCode::TeamNameEmpty,
            TeamNameError::TooLong => ErrorCode::TeamNameTooLong,
            TeamNameError::ControlCharacter => ErrorCode::TeamNameControlCharacter,
        };
        Self::new(code, error.to_string())
    }
}

impl From<EmailError> for AppError {
    fn from(error: EmailError) -> Self {
        Self::new(ErrorCode::EmailInvalid, error.to_string())
    }
}

impl From<TopUpAmountError> for AppError {
    fn from(error: TopUpAmountError) -> Self {
        let code = match error {
            TopUpAmountError::NotANumber => ErrorCode::AmountNotANumber,
            TopUpAmountError::TooManyDecimals => ErrorCode::AmountTooManyDecimals,
            TopUpAmountError::OutOfRange => ErrorCode::AmountOutOfRange,
        };
        Self::new(code, error.to_string())
    }
}

impl From<LowBalanceThresholdError> for AppError {
    fn from(error: LowBalanceThresholdError) -> Self {
        let code = match error {
            LowBalanceThresholdError::NotANumber => ErrorCode::ThresholdNotANumber,
            LowBalanceThresholdError::TooManyDecimals => ErrorCode::ThresholdTooManyDecimals,
            LowBalanceThresholdError::OutOfRange => ErrorCode::ThresholdOutOfRange,
        };
        Self::new(code, error.to_string())
    }
}

impl From<ServerUrlError> for AppError {
    fn from(error: ServerUrlError) -> Self {
        let code = match error {
            ServerUrlError::NotAUrl => ErrorCode::ServerUrlInvalid,
            ServerUrlError::Insecure => ErrorCode::ServerUrlInsecure,
            ServerUrlError::UnsupportedParts => ErrorCode::ServerUrlUnsupported,
        };
        Self::new(code, error.to_string())
    }
}
