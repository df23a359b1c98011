use std::sync::{Arc, PoisonError, RwLock};

use ollm_api::client::Client;

use crate::open_creations::OpenCreations;
use crate::open_top_ups::OpenTopUps;
use crate::ports::{CredentialStore, LocalWorkspaces, PreferenceStore};
use crate::search::PeopleIndex;
use crate::{Account, AppError, ErrorCode, Snapshot, TeamList};

/// The use cases, over the ports of one machine. Methods stand in one file for each noun.
pub struct App {
    pub(crate) credentials: Arc<dyn CredentialStore>,
    pub(crate) preferences: Arc<dyn PreferenceStore>,
    pub(crate) local: Arc<dyn LocalWorkspaces>,
    pub(crate) suggested_server: Option<String>,
    /// One sign-in, restoration or sign-out at a time.
    pub(crate) session_changes: tokio::sync::Mutex<()>,
    pub(crate) open_top_ups: OpenTopUps,
    session: RwLock<Option<Arc<Session>>>,
}

/// Who is signed in, and what is only true while they are.
pub(crate) struct Session {
    pub(crate) account: Account,
    pub(crate) client: Client,
    /// Why the token is in memory alone, if it is.
    pub(crate) not_remembered: Option<AppError>,
    pub(crate) open_creations: OpenCreations,
    pub(crate) people: PeopleIndex,
    /// What to show while the server can not be reached.
    pub(crate) last_list: RwLock<Option<Snapshot<TeamList>>>,
}

impl Session {
    pub(crate) fn new(account: Account, client: Client, not_remembered: Option<AppError>) -> Self {
        Self {
            account,
            client,
            not_remembered,
            open_creations: OpenCreations::default(),
            people: PeopleIndex::default(),
            last_list: RwLock::default(),
        }
    }
}

impl App {
    /// An app with nobody signed in. `suggested_server` fills in the server's URL on the welcome screen.
    pub fn new(
        credentials: Arc<dyn CredentialStore>,
        preferences: Arc<dyn PreferenceStore>,
        local: Arc<dyn LocalWorkspaces>,
        suggested_server: Option<String>,
    ) -> Self {
        Self {
            credentials,
            preferences,
            local,
            suggested_server,
            session_changes: tokio::sync::Mutex::default(),
            open_top_ups: OpenTopUps::default(),
            session: RwLock::default(),
        }
    }

    /// The session of who is signed in.
    pub(crate) fn session_now(&self) -> Option<Arc<Session>> {
        self.session.read().unwrap_or_else(PoisonError::into_inner).clone()
    }

    /// The same, for a use case that needs one.
    pub(crate) fn signed_in(&self) -> Result<Arc<Session>, AppError> {
        self.session_now().ok_or_else(|| AppError::new(ErrorCode::SignedOut, "nobody is signed in"))
    }

    pub(crate) fn set_session(&self, session: Option<Session>) {
        *self.session.write().unwrap_or_else(PoisonError::into_inner) = session.map(Arc::new);
    }
}
