//! A machine for the core that keeps what is not measured in memory: tokens, accounts and preferences.

use std::collections::HashMap;
use std::path::Path;
use std::sync::{Arc, Mutex, PoisonError};

use futures::FutureExt;
use futures::future::BoxFuture;
use ollm_teams_core::ports::{
    Browser, BrowserError, CredentialError, CredentialStore, LocalWorkspace, LocalWorkspaceError, LocalWorkspaces,
    Notifications, PreferenceStore, StorageError,
};
use ollm_teams_core::{
    AccountKind, App, KnownAccounts, LowBalance, Machine, Ports, Preferences, UpdateObstacle, Url, Words,
};
use secrecy::SecretString;

/// The core over the files in `data_dir`, with these accounts.
pub(crate) fn app(data_dir: &Path, accounts: KnownAccounts) -> App {
    let ports = Ports {
        credentials: Arc::new(Keyring::default()),
        preferences: Arc::new(Remembered(Mutex::new(accounts))),
        local: Arc::new(Absent),
        browser: Arc::new(Absent),
        notifications: Arc::new(Absent),
        updates: Arc::new(UpdateObstacle::NoKey),
    };
    let machine = Machine {
        version: env!("CARGO_PKG_VERSION").to_owned(),
        system: std::env::consts::OS.to_owned(),
        web_view: None,
        safe_mode: false,
        languages: Vec::new(),
        data_dir: data_dir.to_owned(),
        log_dir: data_dir.join("logs"),
        save_dir: data_dir.join("saved"),
        home_dir: None,
    };
    App::new(ports, machine, None)
}

#[derive(Default)]
struct Keyring(Mutex<HashMap<String, SecretString>>);

impl Keyring {
    fn with<T>(&self, act: impl FnOnce(&mut HashMap<String, SecretString>) -> T) -> T {
        act(&mut self.0.lock().unwrap_or_else(PoisonError::into_inner))
    }
}

impl CredentialStore for Keyring {
    fn read(&self, name: &str) -> Result<Option<SecretString>, CredentialError> {
        Ok(self.with(|entries| entries.get(name).cloned()))
    }

    fn write(&self, name: &str, secret: &SecretString) -> Result<(), CredentialError> {
        self.with(|entries| entries.insert(name.to_owned(), secret.clone()));
        Ok(())
    }

    fn delete(&self, name: &str) -> Result<(), CredentialError> {
        self.with(|entries| entries.remove(name));
        Ok(())
    }
}

struct Remembered(Mutex<KnownAccounts>);

impl PreferenceStore for Remembered {
    fn accounts(&self) -> KnownAccounts {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).clone()
    }

    fn set_accounts(&self, accounts: &KnownAccounts) -> Result<(), StorageError> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).clone_from(accounts);
        Ok(())
    }

    fn preferences(&self) -> Preferences {
        Preferences::default()
    }

    fn set_preferences(&self, _preferences: &Preferences) -> Result<(), StorageError> {
        Ok(())
    }
}

/// What is on no such machine.
struct Absent;

impl LocalWorkspaces for Absent {
    fn open(&self, _kind: AccountKind) -> BoxFuture<'_, Result<LocalWorkspace, LocalWorkspaceError>> {
        async { Err(LocalWorkspaceError::Failed("there are no local workspaces".to_owned())) }.boxed()
    }

    fn check(&self) -> BoxFuture<'_, Result<(), LocalWorkspaceError>> {
        async { Ok(()) }.boxed()
    }

    fn close(&self, _kind: AccountKind) -> BoxFuture<'_, ()> {
        async {}.boxed()
    }
}

impl Browser for Absent {
    fn open(&self, _page: &Url) -> Result<(), BrowserError> {
        Err(BrowserError("there is no browser".to_owned()))
    }
}

impl Notifications for Absent {
    fn low_balances(&self, _teams: &[LowBalance], _words: Words) {}
}
