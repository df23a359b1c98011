//! Keychain and Credential Manager. Both are there and unlocked as long as the person is logged in; Keychain itself asks
//! for the password where it is not.

use keyring::{Entry, Error};
use ollm_teams_core::ports::{CredentialError, CredentialFault, CredentialStore};
use secrecy::{ExposeSecret, SecretString};

use super::{SERVICE, faults};

pub(crate) struct OsKeyring;

impl CredentialStore for OsKeyring {
    fn read(&self, name: &str) -> Result<Option<SecretString>, CredentialError> {
        match entry(name)?.get_password() {
            Ok(secret) => Ok(Some(secret.into())),
            Err(Error::NoEntry) => Ok(None),
            Err(error) => Err(of(&error)),
        }
    }

    fn write(&self, name: &str, secret: &SecretString) -> Result<(), CredentialError> {
        entry(name)?.set_password(secret.expose_secret()).map_err(|error| of(&error))
    }

    fn delete(&self, name: &str) -> Result<(), CredentialError> {
        match entry(name)?.delete_credential() {
            Ok(()) | Err(Error::NoEntry) => Ok(()),
            Err(error) => Err(of(&error)),
        }
    }
}

fn entry(name: &str) -> Result<Entry, CredentialError> {
    Entry::new(SERVICE, name).map_err(|error| of(&error))
}

/// The keyring's own words. Two of its errors carry what was stored, so those are named and not printed.
fn of(error: &Error) -> CredentialError {
    let (fault, reason) = match error {
        Error::PlatformFailure(cause) | Error::NoStorageAccess(cause) => (of_platform(&**cause), error.to_string()),
        Error::TooLong(..) => (CredentialFault::Full, error.to_string()),
        Error::NoDefaultStore | Error::NotSupportedByStore(_) => (CredentialFault::Absent, error.to_string()),
        Error::BadEncoding(_) => (CredentialFault::Failed, "the keyring's entry is not text".into()),
        Error::BadDataFormat(..) => {
            (CredentialFault::Failed, "the keyring's entry is not in the form that it was written in".into())
        }
        _ => (CredentialFault::Failed, error.to_string()),
    };
    CredentialError { fault, reason }
}

#[cfg(target_os = "macos")]
fn of_platform(cause: &(dyn std::error::Error + Send + Sync + 'static)) -> CredentialFault {
    cause
        .downcast_ref::<security_framework::base::Error>()
        .map_or(CredentialFault::Failed, |error| faults::of_keychain(error.code()))
}

/// The store keeps the type of its errors to itself; their text is the code.
#[cfg(windows)]
fn of_platform(cause: &(dyn std::error::Error + Send + Sync + 'static)) -> CredentialFault {
    faults::of_credential_manager(&cause.to_string())
}
