//! A server of its own for each test, and the people who use it.

use std::sync::Arc;
use std::sync::atomic::{AtomicI64, Ordering};

use jiff::{SignedDuration, Timestamp};
use ollm_api::client::{Client, ServerUrl};
use ollm_api::{Email, TeamId, TopUp};
use ollm_server::{Clock, Database, Environment, Payments, RunningServer, ServerOptions, UsageBooking, start_in};
use secrecy::{ExposeSecret, SecretString};
use tempfile::TempDir;

/// The time of the machine, and as much more as a test has skipped.
#[derive(Debug, Default)]
pub(crate) struct MovableClock(AtomicI64);

impl MovableClock {
    pub(crate) fn advance_seconds(&self, seconds: i64) {
        self.0.fetch_add(seconds, Ordering::SeqCst);
    }

    pub(crate) fn time(&self) -> Timestamp {
        Timestamp::now() + SignedDuration::from_secs(self.0.load(Ordering::SeqCst))
    }
}

impl Clock for MovableClock {
    fn now(&self) -> Timestamp {
        self.time()
    }
}

/// A running server on a database that is deleted with it.
pub(crate) struct Server {
    pub(crate) url: String,
    running: RunningServer,
    clock: Arc<MovableClock>,
    folder: TempDir,
}

impl Server {
    pub(crate) async fn start() -> Self {
        let folder = tempfile::tempdir().unwrap();
        let clock = Arc::new(MovableClock::default());
        let environment = Environment { clock: clock.clone(), ..Environment::default() };
        let options = ServerOptions {
            database: folder.path().join("teams.db"),
            listen: ([127, 0, 0, 1], 0).into(),
            payments: Payments::Checkout,
            sample_data: false,
            oidc: None,
        };
        let running = start_in(environment, options).await.unwrap();
        Self { url: running.url(), running, clock, folder }
    }

    pub(crate) async fn token(&self, email: &str) -> SecretString {
        self.running.issue_token(&Email::parse(email).unwrap()).await.unwrap()
    }
}

/// Everybody in the scenario, each with a client.
pub(crate) struct Stage {
    pub(crate) owner: Client,
    pub(crate) admin: Client,
    pub(crate) member: Client,
    pub(crate) viewer: Client,
    /// Somebody who is in none of the teams.
    pub(crate) stranger: Client,
    /// Somebody whose token the server does not know.
    pub(crate) nobody: Client,
    pub(crate) clock: Arc<MovableClock>,
    database: Database,
}

impl Stage {
    pub(crate) const OWNER: &'static str = "owner@example.com";
    pub(crate) const ADMIN: &'static str = "admin@example.com";
    pub(crate) const MEMBER: &'static str = "member@example.com";
    pub(crate) const VIEWER: &'static str = "viewer@example.com";
    pub(crate) const STRANGER: &'static str = "stranger@example.org";

    /// `url` is where the clients find the server: its own address, or that of a proxy.
    pub(crate) async fn set(server: &Server, url: &str) -> Self {
        let client = |token| Client::new(ServerUrl::parse(url).unwrap(), token).unwrap();
        Self {
            owner: client(server.token(Self::OWNER).await),
            admin: client(server.token(Self::ADMIN).await),
            member: client(server.token(Self::MEMBER).await),
            viewer: client(server.token(Self::VIEWER).await),
            stranger: client(server.token(Self::STRANGER).await),
            nobody: client(SecretString::from("sk-ollm-nobody")),
            clock: server.clock.clone(),
            database: Database::open(&server.folder.path().join("teams.db")).await.unwrap(),
        }
    }

    /// Lets a team use what costs so many dollars.
    pub(crate) async fn book_usage(&self, team: &TeamId, dollars: &str) {
        let booking = UsageBooking {
            team: team.clone(),
            cost: dollars.parse().unwrap(),
            model: Some("example-model".to_owned()),
            input_tokens: 1200,
            output_tokens: 300,
            at: self.clock.time(),
        };
        self.database.book_usage(&booking).await.unwrap();
    }
}

/// What somebody presses on the page where a top-up is paid.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Press {
    Pay,
    Decline,
}

/// Opens the page of a pending top-up in no browser. It is not part of the API, so no proxy stands before it.
pub(crate) async fn check_out(top_up: &TopUp, press: Press) {
    let page = top_up.checkout_url.as_ref().unwrap();
    let action = match press {
        Press::Pay => "pay",
        Press::Decline => "decline",
    };
    let http = reqwest::Client::builder().no_proxy().build().unwrap();
    http.post(format!("{page}/{action}")).send().await.unwrap().error_for_status().unwrap();
}

/// For requests that the client would not send.
pub(crate) fn bearer(token: &SecretString) -> &str {
    token.expose_secret()
}
