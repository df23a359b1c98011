//! Accepting connections. axum's own loop has no time-out for the head of a request, and a client that never ends
//! its head would hold a connection for ever.

use std::io;
use std::pin::pin;
use std::time::Duration;

use axum::Router;
use hyper::server::conn::http1;
use hyper_util::rt::{TokioIo, TokioTimer};
use hyper_util::server::graceful::GracefulShutdown;
use hyper_util::service::TowerToHyperService;
use tokio::net::{TcpListener, TcpStream};
use tokio::task::JoinSet;

/// How long nothing is accepted after the system refused to: it has no file descriptors left, as a rule.
const ACCEPT_PAUSE: Duration = Duration::from_millis(100);

/// Serves until `stopped` ends, then lets the requests that are running end. Dropping it ends them at once.
pub(crate) async fn serve(
    listener: TcpListener,
    router: Router,
    head_timeout: Duration,
    stopped: impl Future<Output = ()>,
) {
    let mut http = http1::Builder::new();
    http.timer(TokioTimer::new()).header_read_timeout(head_timeout);
    let graceful = GracefulShutdown::new();
    let mut connections = JoinSet::new();
    let mut stopped = pin!(stopped);
    loop {
        tokio::select! {
            accepted = accept(&listener) => {
                let Some(stream) = accepted else { continue };
                let service = TowerToHyperService::new(router.clone());
                let connection = graceful.watch(http.serve_connection(TokioIo::new(stream), service));
                connections.spawn(async {
                    if let Err(error) = connection.await {
                        tracing::debug!(%error, "a connection broke");
                    }
                });
            }
            // What has ended is forgotten as it ends, not at the end.
            Some(_) = connections.join_next() => {}
            () = &mut stopped => break,
        }
    }
    drop(listener);
    graceful.shutdown().await;
}

async fn accept(listener: &TcpListener) -> Option<TcpStream> {
    let accepted: io::Result<TcpStream> = async {
        let (stream, _) = listener.accept().await?;
        // An answer is one small write: waiting to fill a packet would only delay it.
        stream.set_nodelay(true)?;
        Ok(stream)
    }
    .await;
    match accepted {
        Ok(stream) => Some(stream),
        Err(error) => {
            tracing::warn!(%error, "a connection was not accepted");
            tokio::time::sleep(ACCEPT_PAUSE).await;
            None
        }
    }
}
