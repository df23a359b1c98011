//! Calls of the credential store, off the async workers and with a limit: a keyring that waits for a person, or for a
//! D-Bus that never answers, must not hold up anything else.

use std::sync::Arc;
use std::time::Duration;

use secrecy::SecretString;

use crate::ports::{CredentialError, CredentialFault, CredentialStore};
use crate::{AppError, ErrorCode};

/// Long enough for a person to type the password of a locked keyring.
const LIMIT: Duration = Duration::from_secs(60);

pub(crate) async fn read(store: &Arc<dyn CredentialStore>, name: String) -> Result<Option<SecretString>, AppError> {
    call(store, move |store| store.read(&name)).await
}

pub(crate) async fn write(
    store: &Arc<dyn CredentialStore>,
    name: String,
    secret: SecretString,
) -> Result<(), AppError> {
    call(store, move |store| store.write(&name, &secret)).await
}

pub(crate) async fn delete(store: &Arc<dyn CredentialStore>, name: String) -> Result<(), AppError> {
    call(store, move |store| store.delete(&name)).await
}

async fn call<T: Send + 'static>(
    store: &Arc<dyn CredentialStore>,
    operation: impl FnOnce(&dyn CredentialStore) -> Result<T, CredentialError> + Send + 'static,
) -> Result<T, AppError> {
    let store = Arc::clone(store);
    let task = tokio::task::spawn_blocking(move || operation(store.as_ref()));
    match tokio::time::timeout(LIMIT, task).await {
        Ok(Ok(result)) => result.map_err(AppError::from),
        Ok(Err(_)) => Err(unanswered()),
        Err(_) => {
            Err(AppError::retryable(ErrorCode::KeyringUnavailable, "the keyring did not answer within 60 seconds"))
        }
    }
}

/// A call that ended without an answer, because it panicked or the app ends.
pub(crate) fn unanswered() -> AppError {
    AppError::retryable(ErrorCode::KeyringUnavailable, "the keyring call failed")
}

impl From<CredentialError> for AppError {
    fn from(error: CredentialError) -> Self {
        let code = match error.fault {
            CredentialFault::Locked => ErrorCode::KeyringLocked,
            CredentialFault::Absent => ErrorCode::KeyringAbsent,
            CredentialFault::Denied => ErrorCode::KeyringDenied,
            CredentialFault::Full => ErrorCode::KeyringFull,
            CredentialFault::Failed => ErrorCode::KeyringUnavailable,
        };
        Self::retryable(code, error.reason)
    }
}
