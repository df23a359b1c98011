use std::collections::HashMap;
use std::sync::{Arc, PoisonError, RwLock};

use crate::browser_sign_in::BrowserSignIns;
use crate::credentials::Health;
use crate::diagnostics::LastReport;
use crate::open_top_ups::OpenTopUps;
use crate::ports::{Browser, CredentialStore, LocalWorkspaces, PreferenceStore};
use crate::restoring::Restoring;
use crate::{AccountId, AppError, ErrorCode, KnownAccounts, Machine, Session};

/// The use cases, over the ports of one machine: here those of the accounts; those of one account are [`Session`]'s.
pub struct App {
    pub(crate) credentials: Arc<dyn CredentialStore>,
    pub(crate) credential_health: Health,
    pub(crate) preferences: Arc<dyn PreferenceStore>,
    pub(crate) local: Arc<dyn LocalWorkspaces>,
    pub(crate) browser: Arc<dyn Browser>,
    pub(crate) machine: Machine,
    pub(crate) suggested_server: Option<String>,
    pub(crate) browser_sign_ins: BrowserSignIns,
    pub(crate) last_report: LastReport,
    /// One sign-in, restoration or sign-out at a time, and what of a restoration is under way.
    pub(crate) changes: tokio::sync::Mutex<Restoring>,
    pub(crate) open_top_ups: Arc<OpenTopUps>,
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
}

/// The accounts of this run: those that the preferences hold, and those that could not be written there.
struct Accounts {
    known: KnownAccounts,
    open: HashMap<AccountId, Arc<Session>>,
}

impl App {
    /// An app with nobody signed in yet. `suggested_server` fills in the server's URL on the welcome screen.
    pub fn new(ports: Ports, machine: Machine, suggested_server: Option<String>) -> Self {
        let Ports { credentials, preferences, local, browser } = ports;
        let known = preferences.accounts();
        Self {
            credentials,
            credential_health: Health::default(),
            preferences,
            local,
            browser,
            machine,
            suggested_server,
            browser_sign_ins: BrowserSignIns::default(),
            last_report: LastReport::default(),
            changes: tokio::sync::Mutex::default(),
            open_top_ups: Arc::default(),
            accounts: RwLock::new(Accounts { known, open: HashMap::new() }),
        }
    }

    /// The session of an account, whichever account is shown.
    ///
    /// # Errors
    /// `signed_out` where it is not signed in (any more).
    pub fn session_of(&self, id: &AccountId) -> Result<Arc<Session>, AppError> {
        self.open_session(id).ok_or_else(|| AppError::new(ErrorCode::SignedOut, "this account is not signed in"))
    }

    pub(crate) fn open_session(&self, id: &AccountId) -> Option<Arc<Session>> {
        self.accounts.read().unwrap_or_else(PoisonError::into_inner).open.get(id).cloned()
    }

    pub(crate) fn open_sessions(&self) -> Vec<Arc<Session>> {
        self.accounts.read().unwrap_or_else(PoisonError::into_inner).open.values().cloned().collect()
    }

    /// All accounts, and which one is shown.
    pub(crate) fn known(&self) -> KnownAccounts {
        self.accounts.read().unwrap_or_else(PoisonError::into_inner).known.clone()
    }

    /// Changes which accounts there are.
    pub(crate) fn change_known<T>(&self, change: impl FnOnce(&mut KnownAccounts) -> T) -> T {
        change(&mut self.accounts.write().unwrap_or_else(PoisonError::into_inner).known)
    }

    pub(crate) fn open(&self, session: Arc<Session>) {
        let id = session.account.id.clone();
        self.accounts.write().unwrap_or_else(PoisonError::into_inner).open.insert(id, session);
    }

    pub(crate) fn shut(&self, id: &AccountId) {
        self.accounts.write().unwrap_or_else(PoisonError::into_inner).open.remove(id);
    }
}
