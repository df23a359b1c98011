//! Finding out what the credential store is worth, before a secret depends on it.

use std::sync::{PoisonError, RwLock};

use secrecy::{ExposeSecret, SecretString};
use serde::Serialize;
use uuid::Uuid;

use super::{LIMIT, call, failed};
use crate::App;
use crate::ports::{CredentialError, CredentialFault, CredentialStore};

/// The entry of the probe, for the moment that it takes: a person who sees it knows what it is. One that an end of the
/// app leaves behind goes with the next probe.
const NAME: &str = "probe (can be deleted)";

/// What the credential store is worth.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
#[serde(rename_all = "snake_case")]
pub enum CredentialState {
    /// Not known yet.
    Checking,
    /// It keeps what is written, gives it back, and forgets it.
    Working,
    /// A person has to unlock it.
    Locked,
    /// There is none, or none that runs.
    Absent,
    /// It does not let this app in.
    Denied,
    /// It takes nothing more.
    Full,
    /// Anything else, a store that does not answer among it.
    Failed,
}

/// The same for the view.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct CredentialStateView {
    /// What it is worth.
    pub state: CredentialState,
    /// The store's own words about it, for 'Details'.
    pub reason: Option<String>,
}

impl From<Result<(), CredentialError>> for CredentialStateView {
    fn from(probed: Result<(), CredentialError>) -> Self {
        let Err(CredentialError { fault, reason }) = probed else {
            return Self { state: CredentialState::Working, reason: None };
        };
        let state = match fault {
            CredentialFault::Locked => CredentialState::Locked,
            CredentialFault::Absent => CredentialState::Absent,
            CredentialFault::Denied => CredentialState::Denied,
            CredentialFault::Full => CredentialState::Full,
            CredentialFault::Failed => CredentialState::Failed,
        };
        Self { state, reason: Some(reason) }
    }
}

/// What the last probe found.
pub(crate) struct Health {
    found: RwLock<CredentialStateView>,
    /// Two probes at once would read each other's entry.
    one_at_a_time: tokio::sync::Mutex<()>,
}

impl Default for Health {
    fn default() -> Self {
        let found = CredentialStateView { state: CredentialState::Checking, reason: None };
        Self { found: RwLock::new(found), one_at_a_time: tokio::sync::Mutex::default() }
    }
}

impl App {
    /// What the last check of the credential store found.
    pub fn credential_state(&self) -> CredentialStateView {
        self.credential_health.found.read().unwrap_or_else(PoisonError::into_inner).clone()
    }

    /// Checks the credential store: writes an entry, reads it back and deletes it. A locked store is left alone, so
    /// that nobody is asked for a password only because the app started.
    pub async fn check_credentials(&self) -> CredentialStateView {
        self.probe_credentials().await.into()
    }

    pub(crate) async fn probe_credentials(&self) -> Result<(), CredentialError> {
        let _one_at_a_time = self.credential_health.one_at_a_time.lock().await;
        let probed = call(&self.credentials, LIMIT, probe).await;
        *self.credential_health.found.write().unwrap_or_else(PoisonError::into_inner) = probed.clone().into();
        probed
    }
}

fn probe(store: &dyn CredentialStore) -> Result<(), CredentialError> {
    if store.is_locked()? {
        return Err(CredentialError { fault: CredentialFault::Locked, reason: "the keyring is locked".into() });
    }
    let nonce = Uuid::new_v4().to_string();
    store.write(NAME, &SecretString::from(&*nonce))?;
    let read = store.read(NAME);
    // Whatever the reading brought, the entry has served.
    let deleted = store.delete(NAME);
    match read? {
        Some(secret) if secret.expose_secret() == nonce => deleted,
        _ => Err(failed("the keyring does not give back what is written to it")),
    }
}

#[cfg(test)]
mod tests {
    use std::sync::Mutex;

    use super::*;

    /// A store with one entry, and what its calls do otherwise.
    #[derive(Default)]
    struct Store {
        entry: Mutex<Option<SecretString>>,
        writes: Mutex<usize>,
        locked: bool,
        forgetful: bool,
        unreadable: bool,
    }

    impl CredentialStore for Store {
        fn is_locked(&self) -> Result<bool, CredentialError> {
            Ok(self.locked)
        }

        fn read(&self, _name: &str) -> Result<Option<SecretString>, CredentialError> {
            let entry = self.entry.lock().unwrap().clone();
            if self.unreadable { Err(failed("the entry can not be read")) } else { Ok(entry) }
        }

        fn write(&self, _name: &str, secret: &SecretString) -> Result<(), CredentialError> {
            *self.writes.lock().unwrap() += 1;
            *self.entry.lock().unwrap() = (!self.forgetful).then(|| secret.clone());
            Ok(())
        }

        fn delete(&self, _name: &str) -> Result<(), CredentialError> {
            *self.entry.lock().unwrap() = None;
            Ok(())
        }
    }

    fn probed(store: &Store) -> (CredentialState, usize) {
        let view = CredentialStateView::from(probe(store));
        assert!(store.entry.lock().unwrap().is_none(), "the entry stays behind");
        (view.state, *store.writes.lock().unwrap())
    }

    #[test]
    fn a_store_works_that_gives_back_what_it_was_given() {
        assert_eq!(probed(&Store::default()), (CredentialState::Working, 1));
        assert_eq!(probed(&Store { forgetful: true, ..Store::default() }), (CredentialState::Failed, 1));
        assert_eq!(probed(&Store { unreadable: true, ..Store::default() }), (CredentialState::Failed, 1));
    }

    #[test]
    fn a_locked_store_is_left_alone_so_that_nobody_is_asked_for_a_password() {
        assert_eq!(probed(&Store { locked: true, ..Store::default() }), (CredentialState::Locked, 0));
    }
}
