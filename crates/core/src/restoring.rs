//! Being signed in at the next start, and at a switch to an account that this run has not shown yet.

use std::sync::Arc;
use std::time::Duration;

use ollm_api::client::{Client, ClientOptions, ServerUrl};
use secrecy::SecretString;
use tokio::task::JoinHandle;

use crate::oauth::Tokens;
use crate::session::Credential;
use crate::{Account, AccountId, AccountKind, App, AppError, Session, SessionView, SignInMethod, credentials};

/// How long the keyring may take before the window says that it waits: about as long as a person does not wonder.
const PATIENCE: Duration = Duration::from_millis(700);

/// What of a restoration is under way: a question to the keyring, which a person may have to unlock first.
#[derive(Default)]
pub(crate) struct Restoring(Option<(AccountId, Answer)>);

type Answer = JoinHandle<Result<Option<SecretString>, AppError>>;

enum Restored {
    Session(Box<Session>),
    /// The keyring has not answered yet.
    Unlocking,
    /// The entry was removed from the keyring, by the user or by a sign-out that got that far.
    Gone,
}

impl App {
    /// Who is signed in; at the first call after the start, who was when the app ended. Asks no remote server, so that
    /// the app opens without one, and waits for no person: where the keyring does, so does the view.
    pub async fn session(&self) -> SessionView {
        let mut restoring = self.changes.lock().await;
        self.show(&mut restoring).await
    }

    /// Shows the current account, which is restored if need be.
    pub(crate) async fn show(&self, restoring: &mut Restoring) -> SessionView {
        let mut last_server = None;
        loop {
            let known = self.known();
            let Some(account) = known.current().cloned() else { return self.signed_out_view(last_server) };
            if let Some(session) = self.open_session(&account.id) {
                return signed_in_view(&session, known.list);
            }
            let restored = match account.kind {
                AccountKind::Local | AccountKind::Sample => {
                    self.open_local(account.kind).await.map(|session| Restored::Session(Box::new(session)))
                }
                AccountKind::Remote => self.restore_remote(&account, restoring).await,
            };
            match restored {
                Ok(Restored::Session(session)) => _ = self.admit(*session),
                Ok(Restored::Unlocking) => return SessionView::Unlocking { account, accounts: known.list },
                Ok(Restored::Gone) => {
                    self.change_known(|known| known.remove(&account.id));
                    self.remember_accounts_or_log();
                    last_server = Some(account.server);
                }
                Err(error) => return SessionView::Interrupted { account, accounts: known.list, error },
            }
        }
    }

    async fn restore_remote(&self, account: &Account, restoring: &mut Restoring) -> Result<Restored, AppError> {
        let mut answer = match restoring.0.take() {
            Some((id, answer)) if id == account.id => answer,
            _ => {
                let (store, entry) = (Arc::clone(&self.credentials), account.id.as_str().to_owned());
                tokio::spawn(async move { credentials::read(&store, entry).await })
            }
        };
        let Ok(answered) = tokio::time::timeout(PATIENCE, &mut answer).await else {
            restoring.0 = Some((account.id.clone(), answer));
            return Ok(Restored::Unlocking);
        };
        let Some(secret) = answered.map_err(|_| credentials::unanswered())?? else { return Ok(Restored::Gone) };
        let server = ServerUrl::parse(&account.server)?;
        let (client, credential) = match account.sign_in {
            SignInMethod::Browser => {
                let tokens = Tokens::restored(secret, &self.credentials, account.id.as_str())?;
                let client = Client::with_tokens(server, Arc::new(tokens.clone()), ClientOptions::default())?;
                (client, Credential::Grant(tokens))
            }
            SignInMethod::Token | SignInMethod::Local => {
                (Client::new(server, secret.clone())?, Credential::Token(secret))
            }
        };
        Ok(Restored::Session(Box::new(self.new_session(account.clone(), client, credential))))
    }

    pub(crate) fn new_session(&self, account: Account, client: Client, credential: Credential) -> Session {
        Session::new(account, client, credential, &self.open_top_ups)
    }

    pub(crate) fn signed_out_view(&self, last_server: Option<String>) -> SessionView {
        SessionView::SignedOut { suggested_server: self.suggested_server.clone().or(last_server) }
    }
}

pub(crate) fn signed_in_view(session: &Session, accounts: Vec<Account>) -> SessionView {
    // The list's own entry: it has the colour.
    let account = accounts.iter().find(|account| account.id == session.account.id).unwrap_or(&session.account).clone();
    SessionView::SignedIn { account, accounts, not_remembered: session.not_remembered() }
}
