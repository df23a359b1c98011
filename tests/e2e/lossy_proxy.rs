//! A network between the app and its server that can lose answers, or keep them back.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::{TcpListener, TcpStream};

pub(crate) struct LossyProxy {
    pub(crate) url: String,
    losing: Arc<AtomicBool>,
    frozen: Arc<AtomicBool>,
}

impl LossyProxy {
    /// Stands before the server at this URL.
    pub(crate) async fn before(server: &str) -> Self {
        let upstream = server.trim_start_matches("http://").to_owned();
        let listener = TcpListener::bind(("127.0.0.1", 0)).await.expect("a port");
        let url = format!("http://{}", listener.local_addr().expect("an address"));
        let (losing, frozen) = (Arc::new(AtomicBool::new(false)), Arc::new(AtomicBool::new(false)));
        let now = (Arc::clone(&losing), Arc::clone(&frozen));
        tokio::spawn(async move {
            while let Ok((client, _)) = listener.accept().await {
                tokio::spawn(forward(client, upstream.clone(), now.clone()));
            }
        });
        Self { url, losing, frozen }
    }

    /// Whether requests arrive and their answers are lost.
    pub(crate) fn lose_answers(&self, lose: bool) {
        self.losing.store(lose, Ordering::SeqCst);
    }

    /// Whether requests arrive, and neither an answer nor an end of the connection ever comes.
    pub(crate) fn freeze(&self, freeze: bool) {
        self.frozen.store(freeze, Ordering::SeqCst);
    }
}

async fn forward(client: TcpStream, upstream: String, (losing, frozen): (Arc<AtomicBool>, Arc<AtomicBool>)) {
    let Ok(server) = TcpStream::connect(upstream).await else { return };
    let (mut from_client, mut to_client) = client.into_split();
    let (mut from_server, mut to_server) = server.into_split();
    let requests = async {
        let _ = tokio::io::copy(&mut from_client, &mut to_server).await;
    };
    let answers = async {
        let mut buffer = vec![0; 64 * 1024];
        while let Ok(read @ 1..) = from_server.read(&mut buffer).await {
            if frozen.load(Ordering::SeqCst) {
                continue;
            }
            if losing.load(Ordering::SeqCst) || to_client.write_all(&buffer[..read]).await.is_err() {
                return;
            }
        }
    };
    // When either side ends, both connections are closed.
    tokio::select! { () = requests => {}, () = answers => {} }
}
