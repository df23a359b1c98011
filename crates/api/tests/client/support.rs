//! A client with short time-outs, and a server that can misbehave below HTTP.

use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::Duration;

use ollm_api::client::{Client, ClientOptions, ServerUrl, TokenError, TokenFuture, TokenSource};
use secrecy::{ExposeSecret, SecretString};
use serde_json::{Value, json};
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::{TcpListener, TcpStream};

/// Long enough for an answer on a busy machine, short enough to wait for.
pub(crate) const OPTIONS: ClientOptions = ClientOptions {
    connect_timeout: Duration::from_secs(5),
    try_timeout: Duration::from_secs(5),
    total_timeout: Duration::from_secs(10),
    max_tries: 3,
    first_wait: Duration::from_millis(1),
    max_retry_after: Duration::from_secs(2),
};

/// For a server that never answers.
pub(crate) const IMPATIENT: ClientOptions =
    ClientOptions { try_timeout: Duration::from_millis(300), total_timeout: Duration::from_secs(2), ..OPTIONS };

pub(crate) fn client(server: &str) -> Client {
    client_with(server, OPTIONS)
}

pub(crate) fn client_with(server: &str, options: ClientOptions) -> Client {
    let server = ServerUrl::parse(server).unwrap();
    Client::with_options(server, SecretString::from("a-token"), options).unwrap()
}

pub(crate) fn user() -> Value {
    json!({"id": "u1", "email": "ana@example.com", "name": null})
}

pub(crate) fn team(id: &str) -> Value {
    json!({
        "id": id, "name": "Research", "role": "owner", "balance": {"amount": "12.50", "currency": "USD"},
        "low_balance_threshold": null, "member_count": 1, "pending_invitation_count": 0,
        "created_at": "2026-01-01T00:00:00Z", "updated_at": "2026-01-01T00:00:00Z", "version": 1
    })
}

pub(crate) fn error_body(code: &str) -> Value {
    json!({"error": {"message": "No.", "type": "server_error", "code": code, "param": null}})
}

pub(crate) fn page(data: Vec<Value>, next_cursor: Option<&str>) -> Value {
    json!({"data": data, "next_cursor": next_cursor})
}

/// A server that reads each request whole and then does with the connection what it was told.
pub(crate) struct RawServer {
    pub(crate) url: String,
    requests: Arc<AtomicUsize>,
}

impl RawServer {
    /// `act` gets the head of the request and the connection; when it returns, the connection is closed.
    pub(crate) async fn start<F, Fut>(act: F) -> Self
    where
        F: Fn(String, TcpStream) -> Fut + Send + Sync + 'static,
        Fut: Future<Output = ()> + Send + 'static,
    {
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let url = format!("http://{}", listener.local_addr().unwrap());
        let requests = Arc::new(AtomicUsize::new(0));
        let seen = requests.clone();
        tokio::spawn(async move {
            while let Ok((mut connection, _)) = listener.accept().await {
                let Some(head) = read_request(&mut connection).await else { continue };
                seen.fetch_add(1, Ordering::SeqCst);
                tokio::spawn(act(head, connection));
            }
        });
        Self { url, requests }
    }

    /// How many requests arrived.
    pub(crate) fn requests(&self) -> usize {
        self.requests.load(Ordering::SeqCst)
    }
}

async fn read_request(connection: &mut TcpStream) -> Option<String> {
    let mut bytes = Vec::new();
    loop {
        if connection.read_buf(&mut bytes).await.ok()? == 0 {
            return None;
        }
        let text = String::from_utf8_lossy(&bytes);
        let Some((head, body)) = text.split_once("\r\n\r\n") else { continue };
        let length = head.lines().find_map(|line| line.strip_prefix("content-length: ")?.parse().ok()).unwrap_or(0);
        if body.len() >= length {
            return Some(head.to_owned());
        }
    }
}

/// Writes what it can: the client may have hung up already.
pub(crate) async fn write(connection: &mut TcpStream, text: impl AsRef<[u8]>) -> bool {
    connection.write_all(text.as_ref()).await.is_ok()
}

/// An answer with a `Content-Length`.
pub(crate) fn answer(status: &str, headers: &str, body: &str) -> String {
    format!("HTTP/1.1 {status}\r\ncontent-length: {}\r\n{headers}\r\n{body}", body.len())
}

/// Keeps the connection open and says nothing more.
pub(crate) async fn say_nothing(connection: TcpStream) {
    let _open = connection;
    std::future::pending().await
}

/// Ends the connection with RST instead of FIN.
pub(crate) fn reset(connection: TcpStream) {
    connection.set_zero_linger().unwrap();
    drop(connection);
}

/// Tokens one after the other: each lasts until it is refused. After the last there is none.
pub(crate) struct Tokens {
    tokens: Vec<SecretString>,
    current: AtomicUsize,
    after_the_last: TokenError,
}

impl Tokens {
    pub(crate) fn new<const N: usize>(tokens: [&str; N]) -> Self {
        let tokens = tokens.map(SecretString::from).into();
        Self { tokens, current: AtomicUsize::new(0), after_the_last: TokenError::Refused }
    }

    /// After the last token, whoever gives them does not answer.
    pub(crate) fn unavailable(self) -> Self {
        Self { after_the_last: TokenError::Unavailable { reason: "no route".to_owned() }, ..self }
    }

    /// How often there was another token.
    pub(crate) fn renewals(&self) -> usize {
        self.current.load(Ordering::SeqCst)
    }

    fn current(&self) -> Result<SecretString, TokenError> {
        self.tokens.get(self.renewals()).cloned().ok_or(self.after_the_last.clone())
    }
}

impl TokenSource for Tokens {
    fn token(&self) -> TokenFuture<'_> {
        Box::pin(async { self.current() })
    }

    fn renew<'a>(&'a self, refused: &'a SecretString) -> TokenFuture<'a> {
        Box::pin(async {
            let place = self.tokens.iter().position(|token| token.expose_secret() == refused.expose_secret()).unwrap();
            // Somebody else may have renewed it.
            let _ = self.current.compare_exchange(place, place + 1, Ordering::SeqCst, Ordering::SeqCst);
            self.current()
        })
    }
}
