//! The Secret Service: gnome-keyring, KWallet, KeePassXC. Every call connects anew, so that a service that was started
//! late, ended or started again is found without a restart of the app.

use std::collections::HashMap;
use std::io::ErrorKind;
use std::pin::pin;
use std::time::Duration;

use futures::future::{Either, select};
use ollm_teams_core::ports::{CredentialError, CredentialFault, CredentialStore};
use secrecy::zeroize::Zeroize as _;
use secrecy::{ExposeSecret, SecretString};
use secret_service::{Collection, EncryptionType, Error, SecretService};
use zbus::{DBusError as _, fdo};

use super::{SERVICE, faults};

/// How long a call waits for a person to unlock the keyring.
const UNLOCK_LIMIT: Duration = Duration::from_secs(50);
/// How long a service may take for everything, that waiting included.
const LIMIT: Duration = Duration::from_secs(55);
/// How often a locked keyring is looked at: it may be unlocked by another program, or by hand.
const POLL: Duration = Duration::from_millis(250);

#[derive(Clone, Copy, PartialEq, Eq)]
enum Dismissed {
    /// Nothing can be shown without what is read, and the keyring may be unlocked in another way. A system without a
    /// program that asks for the password dismisses at once.
    WaitOn,
    /// The person does not want to, and can go on without.
    GiveUp,
}

pub(crate) struct OsKeyring;

impl CredentialStore for OsKeyring {
    fn is_locked(&self) -> Result<bool, CredentialError> {
        call(async || connect().await?.get_default_collection().await?.is_locked().await)
    }

    fn read(&self, name: &str) -> Result<Option<SecretString>, CredentialError> {
        let secret = call(async || {
            let service = connect().await?;
            unlock(&service.get_default_collection().await?, Dismissed::WaitOn).await?;
            let found = service.search_items(attributes(name)).await?;
            let Some(item) = found.unlocked.first().or(found.locked.first()) else { return Ok(None) };
            if item.is_locked().await? {
                item.unlock().await?;
            }
            item.get_secret().await.map(Some)
        })?;
        secret.map(text).transpose()
    }

    fn write(&self, name: &str, secret: &SecretString) -> Result<(), CredentialError> {
        call(async || {
            let service = connect().await?;
            let collection = service.get_default_collection().await?;
            unlock(&collection, Dismissed::GiveUp).await?;
            let label = format!("{SERVICE}: {name}");
            let secret = secret.expose_secret().as_bytes();
            collection.create_item(&label, attributes(name), secret, true, "text/plain").await?;
            Ok(())
        })
    }

    fn delete(&self, name: &str) -> Result<(), CredentialError> {
        call(async || {
            let service = connect().await?;
            unlock(&service.get_default_collection().await?, Dismissed::GiveUp).await?;
            let found = service.search_items(attributes(name)).await?;
            for item in found.unlocked.iter().chain(&found.locked) {
                if item.is_locked().await? {
                    item.unlock().await?;
                }
                item.delete().await?;
            }
            Ok(())
        })
    }
}

/// By these a secret is found; other programs of the keyring-rs family use the same ones.
fn attributes(name: &str) -> HashMap<&str, &str> {
    HashMap::from([("service", SERVICE), ("username", name)])
}

async fn connect() -> Result<SecretService<'static>, Error> {
    SecretService::connect(EncryptionType::Dh).await
}

/// Has the system ask for the password, once, and waits until the collection is unlocked, in whichever way.
async fn unlock(collection: &Collection<'_>, dismissed: Dismissed) -> Result<(), Error> {
    if !collection.is_locked().await? {
        return Ok(());
    }
    let opened = pin!(async {
        while collection.is_locked().await? {
            tokio::time::sleep(POLL).await;
        }
        Ok(())
    });
    let waited = async {
        match select(opened, pin!(collection.unlock())).await {
            Either::Left((opened, _)) => opened,
            Either::Right((Err(Error::Prompt), _)) if dismissed == Dismissed::GiveUp => Err(Error::Prompt),
            Either::Right((_, opened)) => opened.await,
        }
    };
    tokio::time::timeout(UNLOCK_LIMIT, waited).await.unwrap_or(Err(Error::Locked))
}

fn text(bytes: Vec<u8>) -> Result<SecretString, CredentialError> {
    String::from_utf8(bytes).map(SecretString::from).map_err(|error| {
        error.into_bytes().zeroize();
        CredentialError { fault: CredentialFault::Failed, reason: "the keyring's entry is not text".into() }
    })
}

/// Runs the conversation with the service on the calling thread, and no longer than the limit.
fn call<T>(conversation: impl AsyncFnOnce() -> Result<T, Error>) -> Result<T, CredentialError> {
    let failed = |reason: String| CredentialError { fault: CredentialFault::Failed, reason };
    let runtime = tokio::runtime::Builder::new_current_thread()
        .enable_time()
        .build()
        .map_err(|error| failed(error.to_string()))?;
    runtime.block_on(async {
        let unanswered = |_| failed(format!("the keyring did not answer within {} seconds", LIMIT.as_secs()));
        tokio::time::timeout(LIMIT, conversation()).await.map_err(unanswered)?.map_err(of)
    })
}

fn of(error: Error) -> CredentialError {
    let fault = match &error {
        Error::Locked | Error::Prompt => CredentialFault::Locked,
        // Without a default collection it is not known whether a secret is not there or not in sight.
        Error::Unavailable | Error::PromptDisconnected | Error::NoResult => CredentialFault::Absent,
        Error::Zbus(error) => of_zbus(error),
        Error::ZbusFdo(error) => of_fdo(error),
        _ => CredentialFault::Failed,
    };
    let reason = match error {
        Error::Locked => "the keyring is locked".into(),
        Error::Prompt => "the keyring is locked, and nobody unlocked it".into(),
        Error::NoResult => "there is no default keyring".into(),
        error => error.to_string(),
    };
    CredentialError { fault, reason }
}

fn of_zbus(error: &zbus::Error) -> CredentialFault {
    match error {
        zbus::Error::MethodError(name, ..) => faults::of_bus(name),
        zbus::Error::FDO(error) => of_fdo(error),
        zbus::Error::Handshake(_) => CredentialFault::Denied,
        zbus::Error::Address(_) | zbus::Error::InterfaceNotFound => CredentialFault::Absent,
        // The bus is not there, or gone.
        zbus::Error::InputOutput(error) | zbus::Error::Connection(error, _) => match error.kind() {
            ErrorKind::PermissionDenied => CredentialFault::Denied,
            _ => CredentialFault::Absent,
        },
        _ => CredentialFault::Failed,
    }
}

fn of_fdo(error: &fdo::Error) -> CredentialFault {
    match error {
        fdo::Error::ZBus(error) => of_zbus(error),
        error => faults::of_bus(error.name().as_str()),
    }
}
