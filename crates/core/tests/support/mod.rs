//! A machine in memory for the core: a keyring that can break, preferences, and the real server as local workspace.
#![allow(dead_code, clippy::panic, reason = "each test program uses its own part; a test fails by panicking")]

use std::collections::HashMap;
use std::path::PathBuf;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex};

use futures::FutureExt;
use futures::future::BoxFuture;
use ollm_api::client::{Client, ServerUrl};
use ollm_api::{Email, TeamId};
use ollm_server::{LOCAL_USER_EMAIL, Payments, RunningServer, ServerOptions};
use ollm_teams_core::ports::{
    Browser, BrowserError, CredentialError, CredentialFault, CredentialStore, LocalWorkspace, LocalWorkspaceError,
    LocalWorkspaces, Notifications, PreferenceStore, StorageError,
};
use ollm_teams_core::{
    AccountKind, App, AppError, ErrorCode, KnownAccounts, ListRequest, LowBalance, Ports, Preferences, Reader, Session,
    SessionView, Snapshot, TeamList, TeamView, UpdateObstacle, Url, Words,
};
use secrecy::{ExposeSecret, SecretString};
use tempfile::TempDir;
use tokio::sync::Notify;

#[derive(Default)]
pub(crate) struct MemoryKeyring {
    pub(crate) entries: Mutex<HashMap<String, String>>,
    pub(crate) broken: AtomicBool,
    /// In which way it is broken; absent unless told.
    pub(crate) fault: Mutex<Option<CredentialFault>>,
}

impl MemoryKeyring {
    fn works(&self) -> Result<(), CredentialError> {
        if !self.broken.load(Ordering::SeqCst) {
            return Ok(());
        }
        let fault = self.fault.lock().unwrap().unwrap_or(CredentialFault::Absent);
        Err(CredentialError { fault, reason: "the keyring is broken".into() })
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
    kept: Mutex<(KnownAccounts, Preferences)>,
    pub(crate) broken: AtomicBool,
}

impl MemoryPreferences {
    fn works(&self) -> Result<(), StorageError> {
        if self.broken.load(Ordering::SeqCst) { Err(StorageError("the disk is full".into())) } else { Ok(()) }
    }
}

impl PreferenceStore for MemoryPreferences {
    fn accounts(&self) -> KnownAccounts {
        self.kept.lock().unwrap().0.clone()
    }

    fn set_accounts(&self, accounts: &KnownAccounts) -> Result<(), StorageError> {
        self.works()?;
        self.kept.lock().unwrap().0 = accounts.clone();
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

/// Remembers the pages that it was told to open.
#[derive(Default)]
pub(crate) struct RecordingBrowser {
    pub(crate) pages: Mutex<Vec<Url>>,
    opened: Notify,
}

impl RecordingBrowser {
    /// Takes the page that was opened last; waits for one.
    pub(crate) async fn next_page(&self) -> Url {
        loop {
            let page = self.pages.lock().unwrap().pop();
            match page {
                Some(page) => return page,
                None => self.opened.notified().await,
            }
        }
    }
}

impl Browser for RecordingBrowser {
    fn open(&self, page: &Url) -> Result<(), BrowserError> {
        self.pages.lock().unwrap().push(page.clone());
        self.opened.notify_one();
        Ok(())
    }
}

/// Remembers of which teams the user was told.
#[derive(Default)]
pub(crate) struct RecordingNotifications(pub(crate) Mutex<Vec<LowBalance>>);

impl Notifications for RecordingNotifications {
    fn low_balances(&self, teams: &[LowBalance], _words: Words) {
        self.0.lock().unwrap().extend_from_slice(teams);
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

    fn check(&self) -> BoxFuture<'_, Result<(), LocalWorkspaceError>> {
        async { Ok(()) }.boxed()
    }

    fn close(&self, _kind: AccountKind) -> BoxFuture<'_, ()> {
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
    let database = folder.join("server.db");
    let options = ServerOptions { database, listen, payments, sample_data: false, oidc: None };
    ollm_server::start(options).await.unwrap()
}

pub(crate) async fn token(server: &RunningServer, email: &str) -> SecretString {
    server.issue_token(&Email::parse(email).unwrap()).await.unwrap()
}

pub(crate) async fn client(server: &RunningServer, email: &str) -> Client {
    Client::new(ServerUrl::parse(&server.url()).unwrap(), token(server, email).await).unwrap()
}

/// What survives the end of the app.
pub(crate) struct Machine {
    pub(crate) keyring: Arc<MemoryKeyring>,
    pub(crate) preferences: Arc<MemoryPreferences>,
    /// Where the local workspace is, if there is to be one.
    pub(crate) folder: Option<PathBuf>,
    pub(crate) browser: Arc<RecordingBrowser>,
    pub(crate) notifications: Arc<RecordingNotifications>,
    /// Where everything else is.
    pub(crate) data_dir: TempDir,
}

impl Default for Machine {
    fn default() -> Self {
        Self {
            keyring: Arc::default(),
            preferences: Arc::default(),
            folder: None,
            browser: Arc::default(),
            notifications: Arc::default(),
            data_dir: tempfile::tempdir().unwrap(),
        }
    }
}

impl Machine {
    fn facts(&self) -> ollm_teams_core::Machine {
        let folder = self.folder.clone().unwrap_or_else(|| self.data_dir.path().to_owned());
        ollm_teams_core::Machine {
            version: "1.2.3".into(),
            system: "a test".into(),
            web_view: None,
            safe_mode: false,
            languages: Vec::new(),
            log_dir: folder.join("logs"),
            save_dir: folder.clone(),
            data_dir: folder,
            home_dir: None,
        }
    }

    /// A start of the app on this machine.
    pub(crate) fn start(&self) -> App {
        let local = Arc::new(LocalServer { folder: self.folder.clone(), running: tokio::sync::Mutex::default() });
        let ports = Ports {
            credentials: Arc::clone(&self.keyring) as _,
            preferences: Arc::clone(&self.preferences) as _,
            local,
            browser: Arc::clone(&self.browser) as _,
            notifications: Arc::clone(&self.notifications) as _,
            updates: Arc::new(UpdateObstacle::NoKey),
        };
        App::new(ports, self.facts(), None)
    }
}

/// What the app shows once the account is let in or refused: the keyring's answer was waited for.
pub(crate) async fn settled(app: &App) -> SessionView {
    loop {
        match app.session().await {
            SessionView::Restoring { .. } => {}
            view => return view,
        }
    }
}

/// The session of the account that the app shows.
pub(crate) async fn shown(app: &App) -> Arc<Session> {
    let view = settled(app).await;
    let SessionView::SignedIn { account, .. } = view else { panic!("{view:?}") };
    app.session_of(&account.id).unwrap()
}

/// A request with a session's own credential: whether the server lets it in. Of a team that nobody is in it says so to
/// whom it knows alone.
pub(crate) async fn ask(session: &Session) -> Result<(), AppError> {
    match session.rename_team(&TeamId::new("nobody-00000000"), "Nobody").await {
        Err(error) if error.code == ErrorCode::NotFound => Ok(()),
        answer => answer.map(drop),
    }
}

/// What can be read of the account that the app shows, as the server says it now.
pub(crate) async fn synced(app: &App) -> Reader {
    let reader = app.reader_of(shown(app).await.account_id()).unwrap();
    reader.sync_now().await;
    reader
}

/// The list of all teams, which must have been fetched.
pub(crate) async fn list(reader: &Reader) -> Snapshot<TeamList> {
    reader.list_teams(&ListRequest::default()).await.unwrap().unwrap()
}

/// All teams, by name.
pub(crate) async fn teams(reader: &Reader) -> Vec<TeamView> {
    found(reader, "").await
}

/// The teams that a search finds, by name.
pub(crate) async fn found(reader: &Reader, search: &str) -> Vec<TeamView> {
    let request = ListRequest { search: search.to_owned(), ..ListRequest::default() };
    let list = reader.list_teams(&request).await.unwrap().unwrap();
    reader.team_rows(&list.data.ids, search).await.unwrap().into_iter().map(|row| row.view).collect()
}
