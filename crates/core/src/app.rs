use std::collections::HashMap;
use std::path::PathBuf;
use std::sync::{Arc, Once, PoisonError, RwLock};

use tokio::sync::watch;

use crate::browser_sign_in::BrowserSignIns;
use crate::credentials::Health;
use crate::diagnostics::LastReport;
use crate::export::LastExport;
use crate::held::Held;
use crate::journal::Journal;
use crate::low_balance::Announcer;
use crate::offline::remove_others;
use crate::opened_link::WaitingLink;
use crate::ports::{Browser, CredentialStore, LocalWorkspaces, Notifications, PreferenceStore, UpdateSource};
use crate::restoring::Restoring;
use crate::updates::Updates;
use crate::{Account, AccountId, AppError, ErrorCode, KnownAccounts, Machine, Reader, Session};

/// The use cases, over the ports of one machine: here those of the accounts; those of one account are [`Session`]'s.
pub struct App {
    pub(crate) credentials: Arc<dyn CredentialStore>,
    pub(crate) credential_health: Health,
    pub(crate) preferences: Arc<dyn PreferenceStore>,
    pub(crate) local: Arc<dyn LocalWorkspaces>,
    pub(crate) browser: Arc<dyn Browser>,
    notifications: Arc<dyn Notifications>,
    pub(crate) machine: Machine,
    pub(crate) suggested_server: Option<String>,
    pub(crate) browser_sign_ins: BrowserSignIns,
    pub(crate) last_report: LastReport,
    pub(crate) last_export: LastExport,
    /// One sign-in, restoration or sign-out at a time, and what of a restoration is under way.
    pub(crate) changes: tokio::sync::Mutex<Restoring>,
    /// What was tried with money, by all accounts.
    pub(crate) journal: Arc<Journal>,
    pub(crate) updates: Updates,
    /// Tells that other accounts are there or shown, or that the user set something.
    pub(crate) changes_of_app: watch::Sender<()>,
    /// Whether somebody may be looking at the window.
    attention: watch::Sender<bool>,
    pub(crate) waiting_link: WaitingLink,
    others_are_forgotten: Once,
    accounts: RwLock<Accounts>,
}

/// The machine that an [`App`] runs on.
pub struct Ports {
    /// Where secrets are kept.
    pub credentials: Arc<dyn CredentialStore>,
    /// Where everything else is remembered.
    pub preferences: Arc<dyn PreferenceStore>,
    /// The embedded server.
    pub local: Arc<dyn LocalWorkspaces>,
    /// The system's browser.
    pub browser: Arc<dyn Browser>,
    /// The desktop's notifications.
    pub notifications: Arc<dyn Notifications>,
    /// Newer versions of the app.
    pub updates: Arc<dyn UpdateSource>,
}

/// The accounts of this run: those that the preferences hold, and those that could not be written there.
struct Accounts {
    known: KnownAccounts,
    open: HashMap<AccountId, Arc<Session>>,
    held: HashMap<AccountId, Held>,
}

impl App {
    /// An app with nobody signed in yet. `suggested_server` fills in the server's URL on the welcome screen.
    pub fn new(ports: Ports, machine: Machine, suggested_server: Option<String>) -> Self {
        let Ports { credentials, preferences, local, browser, notifications, updates } = ports;
        let known = preferences.accounts();
        Self {
            credentials,
            credential_health: Health::default(),
            preferences,
            local,
            browser,
            notifications,
            journal: Arc::new(Journal::new(&machine.data_dir)),
            updates: Updates::new(updates),
            machine,
            suggested_server,
            browser_sign_ins: BrowserSignIns::default(),
            last_report: LastReport::default(),
            last_export: LastExport::default(),
            changes: tokio::sync::Mutex::default(),
            changes_of_app: watch::Sender::new(()),
            attention: watch::Sender::new(true),
            waiting_link: WaitingLink::default(),
            others_are_forgotten: Once::new(),
            accounts: RwLock::new(Accounts { known, open: HashMap::new(), held: HashMap::new() }),
        }
    }

    /// The session of an account, whichever account is shown.
    ///
    /// # Errors
    /// `signed_out` where it is not signed in (any more).
    pub fn session_of(&self, id: &AccountId) -> Result<Arc<Session>, AppError> {
        self.open_session(id).ok_or_else(|| AppError::new(ErrorCode::SignedOut, "this account is not signed in"))
    }

    /// What can be read of an account, be it signed in to or still being restored.
    ///
    /// # Errors
    /// `signed_out` where there is no such account (any more).
    pub fn reader_of(&self, id: &AccountId) -> Result<Reader, AppError> {
        let account = self.known().find(id).cloned();
        let account = account.ok_or_else(|| AppError::new(ErrorCode::SignedOut, "there is no such account"))?;
        let (held, session) = (self.held_of(&account), self.open_session(id));
        Ok(Reader { account, held, session })
    }

    /// Says whether somebody may be looking at the window: who does sees what is new.
    pub fn set_visible(&self, is_visible: bool) {
        self.attention.send_if_modified(|visible| std::mem::replace(visible, is_visible) != is_visible);
    }

    pub(crate) fn attention(&self) -> watch::Receiver<bool> {
        self.attention.subscribe()
    }

    /// What tells the user of low balances.
    pub(crate) fn announcer(&self) -> Announcer {
        let (preferences, notifications) = (Arc::clone(&self.preferences), Arc::clone(&self.notifications));
        let languages = self.machine.languages.as_slice().into();
        Announcer { preferences, notifications, languages }
    }

    /// What this computer holds of an account, which need not be known yet.
    pub(crate) fn held_of(&self, account: &Account) -> Held {
        let mut accounts = self.accounts.write().unwrap_or_else(PoisonError::into_inner);
        let new = || Held::new(&self.copies(), account);
        accounts.held.entry(account.id.clone()).or_insert_with(new).clone()
    }

    /// The folder of the offline copies.
    fn copies(&self) -> PathBuf {
        self.machine.data_dir.join("offline")
    }

    /// Removes what was left of accounts that are not there any more, once.
    pub(crate) fn forget_others_copies(&self) {
        self.others_are_forgotten.call_once(|| {
            let known = self.known();
            let accounts = known.list.iter().map(|account| &account.id);
            if let Err(error) = remove_others(&self.copies(), accounts) {
                tracing::warn!(%error, "offline copies of nobody are left");
            }
        });
    }

    pub(crate) fn open_session(&self, id: &AccountId) -> Option<Arc<Session>> {
        self.accounts.read().unwrap_or_else(PoisonError::into_inner).open.get(id).cloned()
    }

    /// All accounts, and which one is shown.
    pub(crate) fn known(&self) -> KnownAccounts {
        self.accounts.read().unwrap_or_else(PoisonError::into_inner).known.clone()
    }

    /// Changes which accounts there are.
    pub(crate) fn change_known<T>(&self, change: impl FnOnce(&mut KnownAccounts) -> T) -> T {
        let changed = change(&mut self.accounts.write().unwrap_or_else(PoisonError::into_inner).known);
        self.changes_of_app.send_replace(());
        changed
    }

    pub(crate) fn open(&self, session: Arc<Session>) {
        let id = session.account.id.clone();
        self.accounts.write().unwrap_or_else(PoisonError::into_inner).open.insert(id, session);
    }

    /// Nobody is signed in to the account any more, and its sync ends. Gives what this computer holds of it.
    pub(crate) fn shut(&self, account: &Account) -> Held {
        let held = self.held_of(account);
        let mut accounts = self.accounts.write().unwrap_or_else(PoisonError::into_inner);
        accounts.open.remove(&account.id);
        accounts.held.remove(&account.id);
        held
    }

    /// Ends every sync. Gives what this computer holds of all accounts of this run, and whether the next start knows them.
    pub(crate) fn shut_all(&self) -> Vec<(Held, bool)> {
        let mut accounts = self.accounts.write().unwrap_or_else(PoisonError::into_inner);
        let open = std::mem::take(&mut accounts.open);
        let is_kept = |id: &AccountId| open.get(id).is_none_or(|session| session.is_kept());
        std::mem::take(&mut accounts.held).into_iter().map(|(id, held)| (held, is_kept(&id))).collect()
    }
}
