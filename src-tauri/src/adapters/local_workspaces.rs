use std::collections::HashMap;
use std::path::{Path, PathBuf};

use futures::FutureExt;
use futures::future::BoxFuture;
use ollm_server::{Database, LOCAL_USER_EMAIL, OpenError, Payments, RunningServer, ServerOptions, StartError};
use ollm_teams_core::AccountKind;
use ollm_teams_core::api::Email;
use ollm_teams_core::ports::{LocalWorkspace, LocalWorkspaceError, LocalWorkspaces};
use tokio::sync::Mutex;

/// `ollm-server` inside the app, on a loopback port that the system picks. The user's own teams and the sample data
/// are two databases, so that neither ever touches the other.
pub(crate) struct EmbeddedServer {
    data_dir: PathBuf,
    running: Mutex<HashMap<AccountKind, RunningServer>>,
}

impl EmbeddedServer {
    /// A server that has not started; its databases stand in the data directory.
    pub(crate) fn new(data_dir: PathBuf) -> Self {
        Self { data_dir, running: Mutex::default() }
    }

    async fn start(&self, kind: AccountKind) -> Result<RunningServer, LocalWorkspaceError> {
        let sample_data = kind == AccountKind::Sample;
        let path = database(&self.data_dir, sample_data);
        let options = ServerOptions {
            database: path.clone(),
            listen: ([127, 0, 0, 1], 0).into(),
            payments: Payments::Instant,
            sample_data,
            oidc: None,
        };
        ollm_server::start(options).await.map_err(|error| match error {
            StartError::Database(OpenError::Schema(_) | OpenError::Database(_)) => {
                LocalWorkspaceError::Unreadable { path, reason: error.to_string() }
            }
            error => failed(&error),
        })
    }
}

fn database(data_dir: &Path, sample_data: bool) -> PathBuf {
    data_dir.join(if sample_data { "sample-workspace.db" } else { "local-workspace.db" })
}

fn failed(error: &dyn std::error::Error) -> LocalWorkspaceError {
    LocalWorkspaceError::Failed(error.to_string())
}

async fn local_user(server: &RunningServer) -> Result<LocalWorkspace, LocalWorkspaceError> {
    let email = Email::parse(LOCAL_USER_EMAIL).map_err(|error| failed(&error))?;
    let token = server.issue_run_token(&email).await.map_err(|error| failed(&error))?;
    Ok(LocalWorkspace { url: server.url(), token })
}

impl LocalWorkspaces for EmbeddedServer {
    fn open(&self, kind: AccountKind) -> BoxFuture<'_, Result<LocalWorkspace, LocalWorkspaceError>> {
        let opening = async move {
            let mut running = self.running.lock().await;
            if let Some(server) = running.get(&kind) {
                return local_user(server).await;
            }
            let server = self.start(kind).await?;
            let workspace = local_user(&server).await;
            running.insert(kind, server);
            workspace
        };
        opening.boxed()
    }

    fn check(&self) -> BoxFuture<'_, Result<(), LocalWorkspaceError>> {
        let checking = async move {
            for path in [false, true].map(|sample_data| database(&self.data_dir, sample_data)) {
                if path.exists() {
                    let checked = Database::check(&path).await;
                    checked.map_err(|error| LocalWorkspaceError::Unreadable { path, reason: error.to_string() })?;
                }
            }
            Ok(())
        };
        checking.boxed()
    }

    fn close(&self, kind: AccountKind) -> BoxFuture<'_, ()> {
        let closing = async move {
            if let Some(server) = self.running.lock().await.remove(&kind) {
                server.stop().await;
            }
        };
        closing.boxed()
    }
}
