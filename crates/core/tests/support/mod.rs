//! A machine in memory for the core: a keyring that can break, preferences, and the real server as local workspace.
#![allow(dead_code, reason = "each test program uses its own part")]

use std::collections::HashMap;
use std::path::PathBuf;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex};

use futures::FutureExt;
use futures::future::BoxFuture;
use ollm_api::Email;
use ollm_api::client::{Client, ServerUrl};
use ollm_server::{LOCAL_USER_EMAIL, Payments, RunningServer, ServerOptions};
use ollm_teams_core::ports::{
    CredentialError, CredentialStore, LocalWorkspace, LocalWorkspaceError, LocalWorkspaces, PreferenceStore,
    StorageError,
};
use ollm_teams_core::{Account, AccountKind, App, Preferences};
use secrecy::{ExposeSecret, SecretString};

#[derive(Default)]
pub(crate) struct MemoryKeyring {
    pub(crate) entries: Mutex<HashMap<String, String>>,
    pub(crate) broken: AtomicBool,
}

impl MemoryKeyring {
    fn works(&self) -> Result<(), CredentialError> {
        if self.broken.load(Ordering::SeqCst) { Err(CredentialError("no Secret Service".into())) } else { Ok(()) }
    }
}

impl CredentialStore for MemoryKeyring {
    fn read(&self, name: &str) -> Result<Option<SecretString>, CredentialError> {
        self.works()?;
        Ok(self.entries.lock().unwrap().get(name).cloned().map(SecretString::from))
    }

    fn write(&self, name: &str, secret: &SecretString) -> Result<(), CredentialError> {
        self.works()?;
        self.entries.lock().unwrap().insert(name.to_owned(), secret.expose_secret().to_owned());
        Ok(())
    }

    fn delete(&self, name: &str) -> Result<(), CredentialError> {
        self.works()?;
        self.entries.lock().unwrap().remove(name);
        Ok(())
    }
}

#[derive(Default)]
pub(crate) struct MemoryPreferences {
    kept: Mutex<(Option<Account>, Preferences)>,
    pub(crate) broken: AtomicBool,
}

impl MemoryPreferences {
    fn works(&self) -> Result<(), StorageError> {
        if self.broken.load(Ordering::SeqCst) { Err(StorageError("the disk is full".into())) } else { Ok(()) }
    }
}

impl PreferenceStore for MemoryPreferences {
    fn account(&self) -> Option<Account> {
        self.kept.lock().unwrap().0.clone()
    }

    fn set_account(&self, account: Option<&Account>) -> Result<(), StorageError> {
        self.works()?;
        self.kept.lock().unwrap().0 = account.cloned();
        Ok(())
    }

    fn preferences(&self) -> Preferences {
        self.kept.lock().unwrap().1.clone()
    }

    fn set_preferences(&self, preferences: &Preferences) -> Result<(), StorageError> {
        self.works()?;
        self.kept.lock().unwrap().1 = preferences.clone();
        Ok(())
    }
}

/// The real server over a database in `folder`; without a folder it does not start.
pub(crate) struct LocalServer {
    folder: Option<PathBuf>,
    running: tokio::sync::Mutex<Option<RunningServer>>,
}

impl LocalWorkspaces for LocalServer {
    fn open(&self, _kind: AccountKind) -> BoxFuture<'_, Result<LocalWorkspace, LocalWorkspaceError>> {
        async move {
            let folder = self.folder.clone().ok_or_else(|| LocalWorkspaceError::Failed("the disk is full".into()))?;
            let server = start_server(folder, Payments::Instant).await;
            let token = server.issue_run_token(&Email::parse(LOCAL_USER_EMAIL).unwrap()).await.unwrap();
            let workspace = LocalWorkspace { url: server.url(), token };
            *self.running.lock().await = Some(server);
            Ok(workspace)
        }
        .boxed()
    }

    fn close(&self) -> BoxFuture<'_, ()> {
        async move {
            if let Some(server) = self.running.lock().await.take() {
                server.stop().await;
            }
        }
        .boxed()
    }
}

pub(crate) async fn start_server(folder: PathBuf, payments: Payments) -> RunningServer {
    let listen = ([127, 0, 0, 1], 0).into();
    let options = ServerOptions { database: folder.join("server.db"), listen, payments, sample_data: false };
    ollm_server::start(options).await.unwrap()
}

pub(crate) async fn token(server: &RunningServer, email: &str) -> SecretString {
    server.issue_token(&Email::parse(email).unwrap()).await.unwrap()
}

pub(crate) async fn client(server: &RunningServer, email: &str) -> Client {
    Client::new(ServerUrl::parse(&server.url()).unwrap(), token(server, email).await).unwrap()
}

/// What survives the end of the app.
#[derive(Default)]
pub(crate) struct Machine {
    pub(crate) keyring: Arc<MemoryKeyring>,
    pub(crate) preferences: Arc<MemoryPreferences>,
    pub(crate) folder: Option<PathBuf>,
}

impl Machine {
    /// A start of the app on this machine.
    pub(crate) fn start(&self) -> App {
        let local = Arc::new(LocalServer { folder: self.folder.clone(), running: tokio::sync::Mutex::default() });
        App::new(Arc::clone(&self.keyring) as _, Arc::clone(&self.preferences) as _, local, None)
    }
}
