use keyring::{Entry, Error};
use ollm_teams_core::ports::{CredentialError, CredentialFault, CredentialStore};
use secrecy::{ExposeSecret, SecretString};

/// The name under which a person finds the app's entries in the system's password app.
const SERVICE: &str = "OLLM Teams";

/// The operating system's keyring: Keychain, Credential Manager or Secret Service.
pub(crate) struct OsKeyring;

impl CredentialStore for OsKeyring {
    fn read(&self, name: &str) -> Result<Option<SecretString>, CredentialError> {
        match entry(name)?.get_password() {
            Ok(secret) => Ok(Some(secret.into())),
            Err(Error::NoEntry) => Ok(None),
            Err(error) => Err(unavailable(&error)),
        }
    }

    fn write(&self, name: &str, secret: &SecretString) -> Result<(), CredentialError> {
        entry(name)?.set_password(secret.expose_secret()).map_err(|error| unavailable(&error))
    }

    fn delete(&self, name: &str) -> Result<(), CredentialError> {
        match entry(name)?.delete_credential() {
            Ok(()) | Err(Error::NoEntry) => Ok(()),
            Err(error) => Err(unavailable(&error)),
        }
    }
}

fn entry(name: &str) -> Result<Entry, CredentialError> {
    Entry::new(SERVICE, name).map_err(|error| match (error, Entry::store_status()) {
        (Error::NoDefaultStore, Err(reason)) => unavailable(reason),
        (error, _) => unavailable(&error),
    })
}

/// The keyring's own words. Two of its errors carry what was stored, so those are named and not printed.
fn unavailable(error: &Error) -> CredentialError {
    let reason = match error {
        Error::BadEncoding(_) => "the keyring's entry is not text".into(),
        Error::BadDataFormat(..) => "the keyring's entry is not in the form that it was written in".into(),
        error => error.to_string(),
    };
    CredentialError { fault: CredentialFault::Failed, reason }
}
