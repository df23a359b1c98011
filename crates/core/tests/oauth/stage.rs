//! Everything that a sign-in passes through.

use std::sync::Arc;
use std::time::Duration;

use jiff::{SignedDuration, Timestamp};
use ollm_authorization_server::{AuthorizationServer, Browser, Options, Page, RedirectUrl};
use ollm_server::{Clock, Environment, IssuerUrl, OidcOptions, Payments, RunningServer, ServerOptions};
use ollm_teams_core::{AccountId, App, AppError, SessionView, Url};
use serde_json::Value;
use tempfile::TempDir;

use crate::support::Machine;

pub(crate) const EMAIL: &str = "ana@example.com";

pub(crate) struct Stage {
    pub(crate) authorization: AuthorizationServer,
    pub(crate) server: RunningServer,
    pub(crate) machine: Machine,
    _folder: TempDir,
}

/// A clock that is ahead.
struct Ahead(SignedDuration);

impl Clock for Ahead {
    fn now(&self) -> Timestamp {
        Timestamp::now() + self.0
    }
}

impl Stage {
    pub(crate) async fn new() -> Self {
        Self::with(Options::default()).await
    }

    pub(crate) async fn with(options: Options) -> Self {
        Self::with_server_ahead(options, 0).await
    }

    /// The server's clock is ahead of everybody else's by so many seconds.
    pub(crate) async fn with_server_ahead(options: Options, seconds: i64) -> Self {
        let audience = options.audience.clone();
        let authorization = AuthorizationServer::start(options).await.unwrap();
        let folder = tempfile::tempdir().unwrap();
        let issuer = IssuerUrl::parse(&authorization.url).unwrap();
        let options = ServerOptions {
            database: folder.path().join("server.db"),
            listen: ([127, 0, 0, 1], 0).into(),
            payments: Payments::Instant,
            sample_data: false,
            oidc: Some(OidcOptions { issuer, audience }),
        };
        let clock = Arc::new(Ahead(SignedDuration::from_secs(seconds)));
        let server = ollm_server::start_in(Environment { clock, ..Environment::default() }, options).await.unwrap();
        Self { authorization, server, machine: Machine::default(), _folder: folder }
    }

    /// A sign-in of somebody who does in the browser what `person` says, and the page that they see at the end.
    pub(crate) async fn sign_in_as(
        &self,
        app: &App,
        person: impl AsyncFnOnce(&Browser, Url) -> RedirectUrl,
    ) -> (Result<SessionView, AppError>, Page) {
        let browser = Browser::new().unwrap();
        let person = async {
            let redirect = person(&browser, self.machine.browser.next_page().await).await;
            browser.follow(&redirect).await.unwrap()
        };
        let url = self.server.url();
        tokio::join!(app.sign_in_with_browser(&url), person)
    }

    /// A sign-in of somebody who allows what is asked for.
    pub(crate) async fn sign_in(&self, app: &App) -> Result<SessionView, AppError> {
        self.sign_in_as(app, allow).await.0
    }

    /// A new start of the app, after a sign-in whose access token is old by now.
    pub(crate) async fn start_with_an_old_token(&self) -> App {
        self.sign_in(&self.machine.start()).await.unwrap();
        self.change_entry(|entry| entry["lifetime"]["received_at"] = "2026-01-01T00:00:00Z".into());
        self.machine.start()
    }

    /// What the keyring holds.
    pub(crate) fn entry(&self) -> Value {
        serde_json::from_str(self.machine.keyring.entries.lock().unwrap().values().next().unwrap()).unwrap()
    }

    pub(crate) fn change_entry(&self, change: impl FnOnce(&mut Value)) {
        let mut entry = self.entry();
        change(&mut entry);
        *self.machine.keyring.entries.lock().unwrap().values_mut().next().unwrap() = entry.to_string();
    }
}

pub(crate) async fn allow(browser: &Browser, page: Url) -> RedirectUrl {
    browser.sign_in(&page, EMAIL).await.unwrap()
}

/// The account of a view of somebody who is signed in.
pub(crate) fn account_of(view: &SessionView) -> AccountId {
    let SessionView::SignedIn { account, .. } = view else { panic!("{view:?}") };
    account.id.clone()
}

/// Waits for what another task does in a moment.
pub(crate) async fn eventually(done: impl AsyncFn() -> bool) {
    let limit = Duration::from_secs(10);
    let polled = async {
        while !done().await {
            tokio::time::sleep(Duration::from_millis(20)).await;
        }
    };
    tokio::time::timeout(limit, polled).await.unwrap();
}
