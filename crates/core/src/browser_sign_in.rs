//! The way in through the browser.

use std::sync::Arc;
use std::time::Duration;

use ollm_api::User;
use ollm_api::client::{Client, ClientOptions, ServerUrl};
use secrecy::SecretString;
use tokio::sync::watch;

use crate::oauth::{self, Authorized, Tokens};
use crate::session::{Access, Credential};
use crate::{Account, AccountKind, App, AppError, ErrorCode, SessionView, SignInMethod};

/// How long a user may take in the browser.
const LIMIT: Duration = Duration::from_secs(5 * 60);

impl App {
    /// Opens the browser at the server's authorization server, waits for the user to sign in there, and signs them in
    /// here. A sign-in that is still waiting is ended by the next one.
    ///
    /// # Errors
    /// `browser_sign_in_unsupported` where the server names no authorization server; `sign_in_canceled`,
    /// `sign_in_denied`, `sign_in_timed_out` or `sign_in_failed` for what became of it.
    pub async fn sign_in_with_browser(&self, server: &str) -> Result<SessionView, AppError> {
        let server = ServerUrl::parse(server)?;
        let mut turn = self.browser_sign_ins.begin();
        let Authorized { grant, landing } = turn.unless_ended(self.authorize(&server)).await?;
        let seen = turn.unless_ended(user_of(&server, grant.access_token())).await;
        landing.show(seen.as_ref().err());
        let user = match seen {
            Ok(user) => user,
            Err(error) => {
                // Nobody waits for it.
                tokio::spawn(async move { oauth::revoke(&grant).await });
                return Err(error);
            }
        };
        let account = Account::new(AccountKind::Remote, SignInMethod::Browser, &server, user);
        let tokens = Tokens::new(grant, &self.credentials, account.id.as_str(), self.renewal_lock());
        let client = Client::with_tokens(server, Arc::new(tokens.clone()), ClientOptions::default())?;
        let (id, is_new) = (account.id.clone(), self.known().find(&account.id).is_none());
        let view = self.welcome(Access { account, client, credential: Credential::Grant(tokens) }).await;
        // The keyring can take long enough for a change of mind. An account that was there before stays signed in.
        if turn.is_over() && is_new {
            self.sign_out(&id).await?;
            return Err(canceled());
        }
        Ok(view)
    }

    /// Ends the sign-in that waits for the browser, if one does.
    pub fn cancel_browser_sign_in(&self) {
        self.browser_sign_ins.end();
    }

    async fn authorize(&self, server: &ServerUrl) -> Result<Authorized, AppError> {
        let provider = oauth::discover(server).await?.ok_or_else(|| {
            AppError::new(ErrorCode::BrowserSignInUnsupported, "the server names no authorization server")
        })?;
        oauth::authorize(&provider, &self.browser, LIMIT, self.words()).await
    }
}

/// Whom a new token lets in. It is the server's word that counts, and its first chance to say no.
async fn user_of(server: &ServerUrl, token: &SecretString) -> Result<User, AppError> {
    let client = Client::new(server.clone(), token.clone())?;
    client.me().await.map_err(|error| {
        if error.is_unauthorized() {
            let message = "the server does not accept what its authorization server issued: their clocks may differ, or \
                           they do not fit together";
            AppError { message: message.to_owned(), code: ErrorCode::SignInFailed, ..AppError::from(error) }
        } else {
            error.into()
        }
    })
}

/// Which sign-in waits for the browser: the latest, and none after an end.
#[derive(Default)]
pub(crate) struct BrowserSignIns(watch::Sender<u64>);

/// One sign-in's turn.
struct Turn {
    number: u64,
    latest: watch::Receiver<u64>,
}

impl BrowserSignIns {
    fn begin(&self) -> Turn {
        let mut number = 0;
        self.0.send_modify(|latest| {
            *latest += 1;
            number = *latest;
        });
        Turn { number, latest: self.0.subscribe() }
    }

    fn end(&self) {
        self.0.send_modify(|latest| *latest += 1);
    }
}

fn canceled() -> AppError {
    AppError::new(ErrorCode::SignInCanceled, "the sign-in was canceled")
}

impl Turn {
    fn is_over(&self) -> bool {
        *self.latest.borrow() != self.number
    }

    /// Goes on with a sign-in, or drops it when its turn ends.
    async fn unless_ended<T>(&mut self, work: impl Future<Output = Result<T, AppError>>) -> Result<T, AppError> {
        let Self { number, latest } = self;
        tokio::select! {
            biased;
            _ = latest.wait_for(|latest| latest != number) => Err(canceled()),
            done = work => done,
        }
    }
}
