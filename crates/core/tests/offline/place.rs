//! A server that goes away and comes back at the same address, and an app whose user is signed in there.

use std::net::SocketAddr;
use std::time::Duration;

use ollm_api::client::{Client, IdempotencyKey, ServerUrl};
use ollm_api::{TeamId, TeamName};
use ollm_server::{Payments, RunningServer, ServerOptions};
use ollm_teams_core::{App, Connection, Reader, SyncView};
use tempfile::TempDir;

use crate::support::{Machine, shown, token};

pub(crate) const OWNER: &str = "owner@example.com";

pub(crate) struct Place {
    folder: TempDir,
    address: SocketAddr,
    server: Option<RunningServer>,
    pub(crate) machine: Machine,
}

impl Place {
    pub(crate) async fn new() -> Self {
        let folder = tempfile::tempdir().unwrap();
        let server = start(&folder, ([127, 0, 0, 1], 0).into()).await;
        let address = server.url().trim_start_matches("http://").parse().unwrap();
        Self { folder, address, server: Some(server), machine: Machine::default() }
    }

    pub(crate) fn server(&self) -> &RunningServer {
        self.server.as_ref().unwrap()
    }

    pub(crate) async fn stop(&mut self) {
        self.server.take().unwrap().stop().await;
    }

    pub(crate) async fn start_again(&mut self) {
        self.server = Some(start(&self.folder, self.address).await);
    }

    /// A start of the app, in which the owner signs in.
    pub(crate) async fn signed_in(&self) -> App {
        let app = self.machine.start();
        app.sign_in_with_token(&self.server().url(), token(self.server(), OWNER).await).await.unwrap();
        app
    }

    pub(crate) async fn client(&self, email: &str) -> Client {
        let url = ServerUrl::parse(&self.server().url()).unwrap();
        Client::new(url, token(self.server(), email).await).unwrap()
    }

    /// A team that the owner makes elsewhere.
    pub(crate) async fn team(&self, name: &str) -> TeamId {
        let name = TeamName::parse(name).unwrap();
        self.client(OWNER).await.create_team(&name, &IdempotencyKey::new()).await.unwrap().id
    }
}

async fn start(folder: &TempDir, listen: SocketAddr) -> RunningServer {
    let options = ServerOptions {
        database: folder.path().join("server.db"),
        listen,
        payments: Payments::Instant,
        sample_data: false,
        oidc: None,
    };
    ollm_server::start(options).await.unwrap()
}

/// What can be read of the account that is shown, without asking for anything.
pub(crate) async fn reader(app: &App) -> Reader {
    app.reader_of(shown(app).await.account_id()).unwrap()
}

/// Waits for a state of the sync.
pub(crate) async fn until(reader: &Reader, what: &str, is_so: impl Fn(&SyncView) -> bool) -> SyncView {
    let mut seen = 0;
    let waited = async {
        loop {
            let state = reader.sync_state(seen).await;
            if is_so(&state) {
                return state;
            }
            seen = state.revision;
        }
    };
    tokio::time::timeout(Duration::from_secs(20), waited).await.unwrap_or_else(|_| panic!("it never was {what}"))
}

pub(crate) async fn until_live(reader: &Reader) -> SyncView {
    until(reader, "live", |state| state.connection == Connection::Live).await
}

pub(crate) async fn until_offline(reader: &Reader) -> SyncView {
    until(reader, "offline", |state| state.connection == Connection::Offline).await
}
