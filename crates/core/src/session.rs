//! Who is signed in, and what is only true while they are.

use std::sync::{Arc, Mutex, PoisonError};

use ollm_api::client::Client;
use secrecy::SecretString;
use tokio::sync::Notify;

use crate::held::Held;
use crate::journal::{Journal, Settler, SettlerTask, Waits};
use crate::oauth::Tokens;
use crate::open_creations::OpenCreations;
use crate::sync::{self, SyncNeeds, SyncTask};
use crate::{Account, AccountId, AppError};

/// One account, signed in. Several are at a time; what one of them asks for is answered with its own data, whichever is
/// shown. Its methods stand in one file for each noun.
pub struct Session {
    pub(crate) account: Account,
    pub(crate) client: Client,
    pub(crate) credential: Credential,
    pub(crate) settler: Settler,
    pub(crate) open_creations: OpenCreations,
    pub(crate) held: Held,
    _sync: SyncTask,
    _settling: SettlerTask,
    not_remembered: Mutex<Option<AppError>>,
}

/// What lets an account in.
pub(crate) enum Credential {
    /// A token of the embedded server, for this run alone: nothing to keep.
    Run,
    /// An API token.
    Token(SecretString),
    /// A sign-in in the browser.
    Grant(Tokens),
}

/// An account that can be let in.
pub(crate) struct Access {
    pub(crate) account: Account,
    pub(crate) client: Client,
    pub(crate) credential: Credential,
}

impl Session {
    /// Signs in, begins to keep what this computer holds of the account up to date, and goes on with its payments.
    pub(crate) fn start(access: Access, journal: &Arc<Journal>, held: Held, sync: SyncNeeds) -> Self {
        let Access { account, client, credential } = access;
        let settler = Settler {
            account: account.id.clone(),
            client: client.clone(),
            journal: Arc::clone(journal),
            held: held.clone(),
            wake: Arc::new(Notify::new()),
            waits: Waits::default(),
        };
        Self {
            account,
            credential,
            _settling: settler.clone().start(sync.attention.clone()),
            settler,
            open_creations: OpenCreations::default(),
            _sync: sync::start(client.clone(), held.clone(), sync),
            client,
            held,
            not_remembered: Mutex::default(),
        }
    }

    /// Whose session it is.
    #[must_use]
    pub fn account_id(&self) -> &AccountId {
        &self.account.id
    }

    /// Why the next start will not sign in by itself, if it will not.
    pub(crate) fn not_remembered(&self) -> Option<AppError> {
        let reason = self.not_remembered.lock().unwrap_or_else(PoisonError::into_inner).clone();
        reason.or_else(|| match &self.credential {
            Credential::Grant(tokens) => tokens.not_kept(),
            Credential::Run | Credential::Token(_) => None,
        })
    }

    pub(crate) fn set_not_remembered(&self, reason: Option<AppError>) {
        *self.not_remembered.lock().unwrap_or_else(PoisonError::into_inner) = reason;
    }

    /// Whether the keyring has an entry of this account, be it an old one: the next start looks for it.
    pub(crate) fn is_kept(&self) -> bool {
        self.not_remembered.lock().unwrap_or_else(PoisonError::into_inner).is_none()
    }
}
