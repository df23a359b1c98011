//! Calls of the credential store, off the async workers and with a limit: a keyring that waits for a person, or for a
//! D-Bus that never answers, must not hold up anything else.

use std::sync::Arc;
use std::time::Duration;

use secrecy::SecretString;

use crate::ports::{CredentialError, CredentialStore};
use crate::{Account, AppError, ErrorCode};

/// Long enough for a person to type the password of a locked keyring.
const LIMIT: Duration = Duration::from_secs(60);

/// The name of an account's entry, which a person finds in the system's password app.
pub(crate) fn entry_name(account: &Account) -> String {
    format!("{} {}", account.server, account.user.id)
}

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
    let unavailable = |reason: String| AppError::retryable(ErrorCode::KeyringUnavailable, reason);
    match tokio::time::timeout(LIMIT, task).await {
        Ok(Ok(result)) => result.map_err(|error| unavailable(error.to_string())),
        Ok(Err(_)) => Err(unavailable("the keyring call failed".into())),
        Err(_) => Err(unavailable("the keyring did not answer within 60 seconds".into())),
    }
}
