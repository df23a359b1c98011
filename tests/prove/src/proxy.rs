//! What stands between the app and its server, and breaks what passes.

use std::collections::VecDeque;
use std::net::SocketAddr;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use anyhow::{Context, Result};
use fastrand::Rng;
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::{TcpListener, TcpStream};
use tokio::sync::Notify;
use tokio::task::JoinHandle;

/// Longer than the app waits for an answer to a change.
const TOO_LONG: Duration = Duration::from_secs(22);

/// What happens to one request about a top-up.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Fault {
    /// The server takes it; the answer comes when nobody waits any more.
    Delay,
    /// The connection breaks before the server has it.
    ResetBefore,
    /// The connection breaks after the server has handled it.
    ResetAfter,
    /// The server handles it; the answer stops in the middle.
    Truncated,
    /// The server handles it; the answer is not JSON.
    Malformed,
    /// The server handles it; the answer is a success with an error inside.
    ErrorInside,
    /// The server handles it; the answer says this status.
    StatusAfter(u16),
    /// The server never has it; the answer says this status.
    StatusBefore(u16),
    /// The server never has it, and there is no answer as long as the app lives.
    HoldBefore,
    /// The server handles it, and there is no answer as long as the app lives.
    HoldAfter,
}

impl Fault {
    /// Any that an app lives through.
    pub(crate) fn any(rng: &mut Rng) -> Self {
        let status = *rng.choice([500, 502, 503, 429].iter()).unwrap_or(&500);
        match rng.u8(0..9) {
            0 => Self::Delay,
            1 => Self::ResetBefore,
            2 | 3 => Self::ResetAfter,
            4 => Self::Truncated,
            5 => Self::Malformed,
            6 => Self::ErrorInside,
            7 => Self::StatusAfter(status),
            _ => Self::StatusBefore(status),
        }
    }
}

/// The proxy of one case. It ends with the case.
pub(crate) struct Proxy {
    address: SocketAddr,
    course: Arc<Course>,
    serving: JoinHandle<()>,
}

/// What happens to the requests.
struct Course {
    script: Mutex<VecDeque<Fault>>,
    held: Notify,
}

impl Course {
    fn script(&self) -> MutexGuard<'_, VecDeque<Fault>> {
        self.script.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Drop for Proxy {
    fn drop(&mut self) {
        self.serving.abort();
    }
}

impl Proxy {
    /// Stands before the server at `upstream`. Each request about a top-up takes the next fault; what comes after the
    /// last one passes.
    pub(crate) async fn start(upstream: String, faults: Vec<Fault>) -> Result<Self> {
        let listener = TcpListener::bind("127.0.0.1:0").await?;
        let address = listener.local_addr()?;
        let course = Arc::new(Course { script: Mutex::new(faults.into()), held: Notify::new() });
        let passing = Arc::clone(&course);
        let serving = tokio::spawn(async move {
            while let Ok((client, _)) = listener.accept().await {
                let (upstream, course) = (upstream.clone(), Arc::clone(&passing));
                // A connection that ends early is what this is for.
                tokio::spawn(async move { pass(client, &upstream, &course).await.ok() });
            }
        });
        Ok(Self { address, course, serving })
    }

    /// What happens to the next request about a top-up, in place of what was left to happen.
    pub(crate) fn then(&self, fault: Option<Fault>) {
        *self.course.script() = fault.into_iter().collect();
    }

    /// Waits until a request is held.
    pub(crate) async fn held(&self) {
        self.course.held.notified().await;
    }

    pub(crate) fn url(&self) -> String {
        format!("http://{}", self.address)
    }
}

async fn pass(mut client: TcpStream, upstream: &str, course: &Course) -> Result<()> {
    let request = read_request(&mut client).await?;
    let line = request.split(|byte| *byte == b'\r').next().unwrap_or_default();
    let is_about_top_ups = String::from_utf8_lossy(line).contains("/top-ups");
    let next = || course.script().pop_front();
    let Some(fault) = is_about_top_ups.then(next).flatten() else {
        let answer = ask(upstream, &request).await?;
        return Ok(client.write_all(&answer).await?);
    };
    let answer = match fault {
        Fault::ResetBefore | Fault::StatusBefore(_) | Fault::HoldBefore => Vec::new(),
        _ => ask(upstream, &request).await?,
    };
    match fault {
        Fault::Delay => {
            tokio::time::sleep(TOO_LONG).await;
            client.write_all(&answer).await?;
        }
        Fault::HoldBefore | Fault::HoldAfter => {
            course.held.notify_one();
            // It is over when the app is.
            client.read_to_end(&mut Vec::new()).await?;
        }
        Fault::ResetBefore | Fault::ResetAfter => reset(client)?,
        Fault::Truncated => client.write_all(&answer[..answer.len().saturating_sub(20)]).await?,
        Fault::Malformed => client.write_all(&respond(201, "<html>not this</html>")).await?,
        Fault::ErrorInside => client.write_all(&respond(200, ERROR)).await?,
        Fault::StatusAfter(status) | Fault::StatusBefore(status) => client.write_all(&respond(status, ERROR)).await?,
    }
    Ok(())
}

const ERROR: &str = r#"{"error":{"message":"Broken.","type":"server_error","code":null,"param":null}}"#;

fn respond(status: u16, body: &str) -> Vec<u8> {
    let wait = if status == 429 || status == 503 { "retry-after: 1\r\n" } else { "" };
    let length = body.len();
    format!("HTTP/1.1 {status} X\r\ncontent-type: application/json\r\n{wait}content-length: {length}\r\nconnection: close\r\n\r\n{body}")
        .into_bytes()
}

/// Closes at once, so that the other side sees a reset and no end.
fn reset(client: TcpStream) -> Result<()> {
    client.set_zero_linger()?;
    drop(client);
    Ok(())
}

/// Sends a request on, asks for the connection to end with the answer, and reads that.
async fn ask(upstream: &str, request: &[u8]) -> Result<Vec<u8>> {
    let mut server = TcpStream::connect(upstream.trim_start_matches("http://")).await?;
    let end = request.iter().position(|byte| *byte == b'\n').context("no request line")? + 1;
    server.write_all(&request[..end]).await?;
    server.write_all(b"connection: close\r\n").await?;
    server.write_all(&request[end..]).await?;
    let mut answer = Vec::new();
    server.read_to_end(&mut answer).await?;
    Ok(answer)
}

async fn read_request(client: &mut TcpStream) -> Result<Vec<u8>> {
    let mut request = Vec::new();
    let head = loop {
        if let Some(at) = request.windows(4).position(|window| window == b"\r\n\r\n") {
            break at + 4;
        }
        anyhow::ensure!(client.read_buf(&mut request).await? > 0, "no request");
    };
    let text = String::from_utf8_lossy(&request[..head]).to_ascii_lowercase();
    let length = text.lines().find_map(|line| line.strip_prefix("content-length:")?.trim().parse().ok());
    while request.len() < head + length.unwrap_or(0) {
        anyhow::ensure!(client.read_buf(&mut request).await? > 0, "half a request");
    }
    Ok(request)
}
