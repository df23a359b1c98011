//! A publisher of newer versions: a server on this machine, and a key that is made for one test.

use std::sync::{Arc, Mutex};

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use minisign::KeyPair;
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::{TcpListener, TcpStream};

/// What is answered to `/latest.json`, and to anything else.
#[derive(Clone, Default)]
struct Offer {
    /// Without one, the server fails.
    manifest: Option<String>,
    file: Vec<u8>,
}

pub(crate) struct Publisher {
    keys: KeyPair,
    url: String,
    offer: Arc<Mutex<Offer>>,
    server: tokio::task::JoinHandle<()>,
}

impl Publisher {
    pub(crate) async fn start() -> Self {
        let listener = TcpListener::bind(("127.0.0.1", 0)).await.expect("a port");
        let url = format!("http://{}", listener.local_addr().expect("an address"));
        let offer = Arc::<Mutex<Offer>>::default();
        let server = tokio::spawn(serve(listener, Arc::clone(&offer)));
        let keys = KeyPair::generate_unencrypted_keypair().expect("keys");
        Self { keys, url, offer, server }
    }

    /// What the app is told of it.
    pub(crate) fn variable(&self) -> String {
        let key = self.keys.pk.to_box().expect("a public key").to_string();
        format!("{}/latest.json {}", self.url, STANDARD.encode(key))
    }

    /// Offers `file` as `announced`, signed for the version `signed` with this publisher's key or another's.
    pub(crate) fn offers(&self, announced: &str, signed: &str, by: &Self, file: &[u8]) {
        let comment = format!("timestamp:1700000000\tfile:app\tversion:{signed}");
        let signature = minisign::sign(Some(&by.keys.pk), &by.keys.sk, file, Some(&comment), None);
        let signature = signature.expect("a signature").to_string();
        let manifest = serde_json::json!({
            "version": announced,
            "notes": "Faster.",
            "url": format!("{}/app", self.url),
            "signature": STANDARD.encode(signature),
        });
        let offer = Offer { manifest: Some(manifest.to_string()), file: file.to_vec() };
        *self.offer.lock().expect("the offer") = offer;
    }

    /// Closes the server.
    pub(crate) fn goes_away(&self) {
        self.server.abort();
    }
}

async fn serve(listener: TcpListener, offer: Arc<Mutex<Offer>>) {
    loop {
        let (connection, _) = listener.accept().await.expect("a connection");
        let offer = offer.lock().expect("the offer").clone();
        // A broken connection is the app's to notice.
        drop(tokio::spawn(async move { answer(connection, offer).await.ok() }));
    }
}

async fn answer(mut connection: TcpStream, offer: Offer) -> std::io::Result<()> {
    let mut head = Vec::new();
    while !head.ends_with(b"\r\n\r\n") {
        head.push(connection.read_u8().await?);
    }
    let body = if head.starts_with(b"GET /latest.json ") {
        offer.manifest.unwrap_or_default().into_bytes()
    } else {
        offer.file
    };
    let status = if body.is_empty() { "503 Service Unavailable" } else { "200 OK" };
    let length = body.len();
    let head = format!("HTTP/1.1 {status}\r\nContent-Length: {length}\r\nConnection: close\r\n\r\n");
    connection.write_all(head.as_bytes()).await?;
    connection.write_all(&body).await?;
    connection.shutdown().await
}
