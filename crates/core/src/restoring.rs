//! Being signed in at the next start, and at a switch to an account that this run has not shown yet.

use std::sync::Arc;
use std::time::Duration;

use ollm_api::client::{Client, ClientOptions, ServerUrl};
use secrecy::SecretString;
use tokio::task::JoinHandle;

use crate::oauth::{RenewalLock, Tokens};
use crate::ports::{CredentialStore, LocalWorkspaces};
use crate::session::{Access, Credential};
use crate::sign_in::open_local;
use crate::{
    Account, AccountId, AccountKind, App, AppError, Connection, Session, SessionView, SignInMethod, credentials,
};

/// How long the keyring may take before the window says that it waits: about as long as a person does not wonder.
const PATIENCE: Duration = Duration::from_millis(700);

/// What of a restoration is under way: a question to the keyring, which a person may have to unlock first, or the start
/// of the embedded server.
#[derive(Default)]
pub(crate) struct Restoring(Option<(AccountId, Answer)>);

type Answer = JoinHandle<Result<Option<Access>, AppError>>;

enum Restored {
    Access(Box<Access>),
    /// There is no answer yet.
    Waiting,
    /// The entry was removed from the keyring, by the user or by a sign-out that got that far.
    Gone,
}

impl App {
    /// Who is signed in; at the first call after the start, who was when the app ended. Asks no remote server, so that
    /// the app opens without one, and waits for no person: where the keyring does, so does the view. Where there is an
    /// offline copy to show meanwhile, the first answer comes at once.
    pub async fn session(&self) -> SessionView {
        let mut restoring = self.changes.lock().await;
        self.forget_others_copies();
        self.show(&mut restoring).await
    }

    /// Shows the current account, which is restored if need be.
    pub(crate) async fn show(&self, restoring: &mut Restoring) -> SessionView {
        let mut last_server = None;
        loop {
            let known = self.known();
            let Some(account) = known.current().cloned() else { return self.signed_out_view(last_server) };
            if let Some(session) = self.open_session(&account.id) {
                return self.signed_in_view(&session);
            }
            let has_copy = self.held_of(&account).has_copy().await;
            match self.restore(&account, has_copy, restoring).await {
                Ok(Restored::Access(access)) => _ = self.admit(*access),
                Ok(Restored::Waiting) => return SessionView::Restoring { account, accounts: known.list, has_copy },
                Ok(Restored::Gone) => {
                    self.change_known(|known| known.remove(&account.id));
                    self.shut(&account).delete().await;
                    self.remember_accounts_or_log();
                    last_server = Some(account.server);
                }
                Err(error) => {
                    self.held_of(&account).status().set_connection(Connection::Refused, Some(error.clone()));
                    return SessionView::Interrupted { account, accounts: known.list, error, has_copy };
                }
            }
        }
    }

    /// Waits for what lets the account in, but not for long; and where there is a copy to show, the first time not at
    /// all.
    async fn restore(
        &self,
        account: &Account,
        has_copy: bool,
        restoring: &mut Restoring,
    ) -> Result<Restored, AppError> {
        let (mut answer, patience) = match restoring.0.take() {
            Some((id, answer)) if id == account.id => (answer, Some(PATIENCE)),
            _ => {
                self.held_of(account).status().set_connection(Connection::SigningIn, None);
                let (account, credentials) = (account.clone(), Arc::clone(&self.credentials));
                let (local, lock) = (Arc::clone(&self.local), self.renewal_lock());
                let answer = tokio::spawn(access_to(account, credentials, local, lock));
                (answer, if has_copy { None } else { Some(PATIENCE) })
            }
        };
        let answered = match patience {
            Some(patience) => tokio::time::timeout(patience, &mut answer).await.ok(),
            None => None,
        };
        let Some(answered) = answered else {
            restoring.0 = Some((account.id.clone(), answer));
            return Ok(Restored::Waiting);
        };
        let access = answered.map_err(|_| credentials::unanswered())??;
        Ok(access.map_or(Restored::Gone, |access| Restored::Access(Box::new(access))))
    }

    /// What the windows of this app share, so that one renews a grant at a time.
    pub(crate) fn renewal_lock(&self) -> RenewalLock {
        RenewalLock::new(self.machine.data_dir.join("token-renewal.lock"))
    }

    pub(crate) fn signed_out_view(&self, last_server: Option<String>) -> SessionView {
        SessionView::SignedOut { suggested_server: self.suggested_server.clone().or(last_server) }
    }

    pub(crate) fn signed_in_view(&self, session: &Session) -> SessionView {
        let accounts = self.known().list;
        // The list's own entry: it has the colour.
        let account = accounts.iter().find(|account| account.id == session.account.id);
        let account = account.unwrap_or(&session.account).clone();
        SessionView::SignedIn { account, accounts, not_remembered: session.not_remembered() }
    }
}

/// What lets an account in; `None` where nothing does any more.
async fn access_to(
    account: Account,
    credentials: Arc<dyn CredentialStore>,
    local: Arc<dyn LocalWorkspaces>,
    lock: RenewalLock,
) -> Result<Option<Access>, AppError> {
    match account.kind {
        AccountKind::Local | AccountKind::Sample => open_local(&*local, account.kind).await.map(Some),
        AccountKind::Remote => {
            let secret = credentials::read(&credentials, account.id.as_str().to_owned()).await?;
            secret.map(|secret| remote(account, secret, &credentials, lock)).transpose()
        }
    }
}

fn remote(
    account: Account,
    secret: SecretString,
    credentials: &Arc<dyn CredentialStore>,
    lock: RenewalLock,
) -> Result<Access, AppError> {
    let server = ServerUrl::parse(&account.server)?;
    let (client, credential) = match account.sign_in {
        SignInMethod::Browser => {
            let tokens = Tokens::restored(secret, credentials, account.id.as_str(), lock)?;
            let client = Client::with_tokens(server, Arc::new(tokens.clone()), ClientOptions::default())?;
            (client, Credential::Grant(tokens))
        }
        SignInMethod::Token | SignInMethod::Local => (Client::new(server, secret.clone())?, Credential::Token(secret)),
    };
    Ok(Access { account, client, credential })
}
