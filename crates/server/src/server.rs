use std::fmt;
use std::io;
use std::net::{IpAddr, Ipv4Addr, Ipv6Addr, SocketAddr};
use std::path::PathBuf;
use std::sync::Arc;
use std::time::Duration;

use ollm_api::Email;
use secrecy::SecretString;
use tokio::net::TcpListener;
use tokio::sync::oneshot;
use tokio::task::JoinHandle;

use crate::clock::{Clock, SystemClock};
use crate::connections::serve;
use crate::database::{Database, DatabaseError, OpenError};
use crate::oidc::{OidcOptions, ResourceServer};
use crate::operations::tokens;
use crate::routes::router;
use crate::state::{AppState, Limits};
use crate::{Payments, sample_data};

/// How long requests that are running when the server stops may take to end.
const STOP_TIMEOUT: Duration = Duration::from_secs(5);

/// What a server is told.
#[derive(Clone, Debug)]
pub struct ServerOptions {
    /// The SQLite file; it is made if need be.
    pub database: PathBuf,
    /// Where to listen. Port 0 lets the system choose.
    pub listen: SocketAddr,
    /// How top-ups are paid for.
    pub payments: Payments,
    /// Whether to fill an empty database with a believable workspace around [`crate::LOCAL_USER_EMAIL`].
    pub sample_data: bool,
    /// Whose access tokens count beside those that the server makes itself.
    pub oidc: Option<OidcOptions>,
}

/// What a server has from its surroundings. The default is the real thing; tests bring their own.
#[derive(Clone)]
pub struct Environment {
    /// Where the time comes from.
    pub clock: Arc<dyn Clock>,
    /// How long a request may take.
    pub limits: Limits,
}

impl Default for Environment {
    fn default() -> Self {
        Self { clock: Arc::new(SystemClock), limits: Limits::default() }
    }
}

/// Why a server does not start.
#[derive(Debug, thiserror::Error)]
pub enum StartError {
    /// The database can not be opened.
    #[error(transparent)]
    Database(#[from] OpenError),
    /// The sample data can not be written.
    #[error("the sample data can not be written: {0}")]
    SampleData(DatabaseError),
    /// Nothing can be fetched from the authorization server, wherever it is.
    #[error("the HTTP client for the authorization server can not be made: {0}")]
    HttpClient(reqwest::Error),
    /// The address can not be listened on.
    #[error("can not listen on {address}: {source}")]
    Listen {
        /// What was asked for.
        address: SocketAddr,
        /// Why not.
        source: io::Error,
    },
}

/// A server that answers until it is stopped or dropped.
pub struct RunningServer {
    address: SocketAddr,
    app: Arc<AppState>,
    stop: oneshot::Sender<()>,
    serving: JoinHandle<()>,
}

/// Starts a server.
///
/// # Errors
/// When the database can not be opened or filled, no HTTP client can be made for the authorization server, or the
/// address can not be listened on.
pub async fn start(options: ServerOptions) -> Result<RunningServer, StartError> {
    start_in(Environment::default(), options).await
}

/// Starts a server in other surroundings than the real ones.
///
/// # Errors
/// As [`start`].
pub async fn start_in(environment: Environment, options: ServerOptions) -> Result<RunningServer, StartError> {
    let resource_server = options.oidc.map(ResourceServer::new).transpose().map_err(StartError::HttpClient)?;
    let Database { store } = Database::open(&options.database).await?;
    if options.sample_data {
        let now = crate::clock::now(environment.clock.as_ref());
        sample_data::seed(&store, now).await.map_err(|error| StartError::SampleData(error.into()))?;
    }
    let refused = |source| StartError::Listen { address: options.listen, source };
    let listener = TcpListener::bind(options.listen).await.map_err(refused)?;
    let address = listener.local_addr().map_err(refused)?;
    let app = Arc::new(AppState {
        clock: environment.clock,
        payments: options.payments,
        limits: environment.limits,
        resource_server,
        ..AppState::new(store, url(address))
    });
    let (stop, stopped) = oneshot::channel();
    // A sender that is dropped without a word stops the server as well.
    let stopped = async { drop(stopped.await) };
    let serving = tokio::spawn(serve(listener, router(app.clone()), environment.limits.head, stopped));
    Ok(RunningServer { address, app, stop, serving })
}

/// Where this machine finds the server: one that listens on every interface is also on the loopback.
fn url(address: SocketAddr) -> String {
    let ip = match address.ip() {
        IpAddr::V4(ip) if ip.is_unspecified() => Ipv4Addr::LOCALHOST.into(),
        IpAddr::V6(ip) if ip.is_unspecified() => Ipv6Addr::LOCALHOST.into(),
        ip => ip,
    };
    format!("http://{}", SocketAddr::new(ip, address.port()))
}

impl fmt::Debug for RunningServer {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("RunningServer").field("address", &self.address).finish_non_exhaustive()
    }
}

impl RunningServer {
    /// Where it listens.
    #[must_use]
    pub fn address(&self) -> SocketAddr {
        self.address
    }

    /// The address for a client on this machine, without a slash at the end.
    #[must_use]
    pub fn url(&self) -> String {
        self.app.base_url.clone()
    }

    /// Makes a bearer token for somebody, who is made if need be. It counts until it is revoked.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn issue_token(&self, email: &Email) -> Result<SecretString, DatabaseError> {
        Ok(tokens::issue(&self.app.store, email, self.app.now()).await?)
    }

    /// Makes a bearer token that counts until this server stops. It is known to this server alone and is not stored.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn issue_run_token(&self, email: &Email) -> Result<SecretString, DatabaseError> {
        Ok(tokens::issue_for_run(&self.app.store, &self.app.run_tokens, email, self.app.now()).await?)
    }

    /// Ends: no new requests, a moment for those that run, then the database is closed.
    pub async fn stop(self) {
        // The receiver is gone only where serving has ended already.
        let _ = self.stop.send(());
        let mut serving = self.serving;
        if tokio::time::timeout(STOP_TIMEOUT, &mut serving).await.is_err() {
            serving.abort();
        }
        self.app.store.close().await;
    }
}
