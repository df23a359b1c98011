//! Calls of the credential store, off the async workers and with a limit: a keyring that waits for a person, or for a
//! D-Bus that never answers, must not hold up anything else.

mod parts;
mod probe;

use std::sync::Arc;
use std::time::Duration;

use secrecy::SecretString;

use crate::ports::{CredentialError, CredentialFault, CredentialStore};
use crate::{AppError, ErrorCode};

pub(crate) use probe::Health;
pub use probe::{CredentialState, CredentialStateView};

/// Long enough for a person to type the password of a locked keyring. A store that can tell that it is locked says so
/// earlier by itself.
const LIMIT: Duration = Duration::from_secs(60);

pub(crate) async fn read(store: &Arc<dyn CredentialStore>, name: String) -> Result<Option<SecretString>, AppError> {
    Ok(call(store, LIMIT, move |store| parts::read(store, &name)).await?)
}

pub(crate) async fn write(
    store: &Arc<dyn CredentialStore>,
    name: String,
    secret: SecretString,
) -> Result<(), AppError> {
    Ok(call(store, LIMIT, move |store| parts::write(store, &name, &secret)).await?)
}

pub(crate) async fn delete(store: &Arc<dyn CredentialStore>, name: String) -> Result<(), AppError> {
    Ok(call(store, LIMIT, move |store| parts::delete(store, &name)).await?)
}

async fn call<T: Send + 'static>(
    store: &Arc<dyn CredentialStore>,
    limit: Duration,
    operation: impl FnOnce(&dyn CredentialStore) -> Result<T, CredentialError> + Send + 'static,
) -> Result<T, CredentialError> {
    let store = Arc::clone(store);
    let task = tokio::task::spawn_blocking(move || operation(store.as_ref()));
    match tokio::time::timeout(limit, task).await {
        Ok(Ok(result)) => result,
        Ok(Err(_)) => Err(failed("the keyring call failed")),
        Err(_) => Err(failed(&format!("the keyring did not answer within {} seconds", limit.as_secs_f32()))),
    }
}

/// A call that ended without an answer, because it panicked or the app ends.
pub(crate) fn unanswered() -> AppError {
    failed("the keyring call failed").into()
}

fn failed(reason: &str) -> CredentialError {
    CredentialError { fault: CredentialFault::Failed, reason: reason.to_owned() }
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

#[cfg(test)]
mod tests {
    use std::sync::mpsc;

    use super::*;

    /// A store that answers when it is told to, as a keyring behind a dead D-Bus does.
    struct Silent(std::sync::Mutex<mpsc::Receiver<()>>);

    impl CredentialStore for Silent {
        fn read(&self, _name: &str) -> Result<Option<SecretString>, CredentialError> {
            let _ = self.0.lock().unwrap().recv();
            Ok(None)
        }

        fn write(&self, _name: &str, _secret: &SecretString) -> Result<(), CredentialError> {
            self.read("").map(drop)
        }

        fn delete(&self, _name: &str) -> Result<(), CredentialError> {
            self.read("").map(drop)
        }
    }

    #[tokio::test(flavor = "current_thread")]
    async fn a_store_that_never_answers_holds_nothing_up() {
        let (answer, wait) = mpsc::channel();
        let store: Arc<dyn CredentialStore> = Arc::new(Silent(std::sync::Mutex::new(wait)));
        let limit = Duration::from_millis(50);
        let call = call(&store, limit, |store| parts::read(store, "https://api.example.com usr_1"));
        // The only worker goes on with something else meanwhile: this branch ends first.
        let mut call = std::pin::pin!(call);
        let other = tokio::select! {
            biased;
            _ = &mut call => false,
            () = tokio::task::yield_now() => true,
        };
        assert!(other, "the call was not waited for");

        let error = AppError::from(call.await.unwrap_err());
        assert_eq!((error.code, error.retryable), (ErrorCode::KeyringUnavailable, true));
        assert_eq!(error.message, "the keyring did not answer within 0.05 seconds");
        drop(answer);
    }
}
