//! A network between the core and its server that counts what goes over it.

use std::sync::{Arc, Mutex, PoisonError};

use anyhow::{Context, Result};
use tokio::io::{AsyncRead, AsyncReadExt, AsyncWrite, AsyncWriteExt};
use tokio::net::{TcpListener, TcpStream};

/// What went over the network.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Traffic {
    /// The paths that were asked for, in order, for each connection.
    pub(crate) connections: Vec<Vec<String>>,
    /// Bytes in both directions, heads and bodies.
    pub(crate) bytes: usize,
}

impl Traffic {
    pub(crate) fn requests(&self) -> usize {
        self.connections.iter().map(Vec::len).sum()
    }
}

pub(crate) struct CountingProxy {
    pub(crate) url: String,
    traffic: Arc<Mutex<Traffic>>,
}

impl CountingProxy {
    /// Stands before the server at this URL.
    pub(crate) async fn before(server: &str) -> Result<Self> {
        let upstream = server.strip_prefix("http://").context("only plain HTTP can be counted")?.to_owned();
        let listener = TcpListener::bind(("127.0.0.1", 0)).await?;
        let url = format!("http://{}", listener.local_addr()?);
        let traffic = Arc::new(Mutex::new(Traffic::default()));
        let counted = Arc::clone(&traffic);
        tokio::spawn(async move {
            let mut connection = 0;
            while let Ok((client, _)) = listener.accept().await {
                tokio::spawn(forward(client, upstream.clone(), Arc::clone(&counted), connection));
                connection += 1;
            }
        });
        Ok(Self { url, traffic })
    }

    /// What went over it so far.
    pub(crate) fn traffic(&self) -> Traffic {
        lock(&self.traffic).clone()
    }

    /// The same, and counts from here on.
    pub(crate) fn take(&self) -> Traffic {
        std::mem::take(&mut *lock(&self.traffic))
    }
}

fn lock(traffic: &Mutex<Traffic>) -> std::sync::MutexGuard<'_, Traffic> {
    traffic.lock().unwrap_or_else(PoisonError::into_inner)
}

async fn forward(client: TcpStream, upstream: String, traffic: Arc<Mutex<Traffic>>, connection: usize) {
    let Ok(server) = TcpStream::connect(upstream).await else { return };
    let (from_client, to_client) = client.into_split();
    let (from_server, to_server) = server.into_split();
    let mut heads = Heads::default();
    let asked = |bytes: &[u8]| {
        let mut traffic = lock(&traffic);
        traffic.bytes += bytes.len();
        for path in heads.read(bytes) {
            if traffic.connections.len() <= connection {
                traffic.connections.resize(connection + 1, Vec::new());
            }
            traffic.connections[connection].push(path);
        }
    };
    let answered = |bytes: &[u8]| lock(&traffic).bytes += bytes.len();
    // When either side ends, both connections are closed.
    tokio::select! {
        () = pass_on(from_client, to_server, asked) => {}
        () = pass_on(from_server, to_client, answered) => {}
    }
}

async fn pass_on(mut from: impl AsyncRead + Unpin, mut to: impl AsyncWrite + Unpin, mut seen: impl FnMut(&[u8])) {
    let mut buffer = vec![0; 64 * 1024];
    while let Ok(read @ 1..) = from.read(&mut buffer).await {
        seen(&buffer[..read]);
        if to.write_all(&buffer[..read]).await.is_err() {
            return;
        }
    }
}

/// The heads of requests, wherever the network cuts them. None of them has a body: a sync only reads.
#[derive(Default)]
struct Heads(Vec<u8>);

impl Heads {
    /// The paths of the requests that are whole with these bytes.
    fn read(&mut self, bytes: &[u8]) -> Vec<String> {
        const END: &[u8] = b"\r\n\r\n";
        self.0.extend_from_slice(bytes);
        let mut paths = Vec::new();
        while let Some(end) = self.0.windows(END.len()).position(|window| window == END) {
            let head: Vec<u8> = self.0.drain(..end + END.len()).collect();
            let line = String::from_utf8_lossy(&head);
            paths.extend(line.split(' ').nth(1).map(str::to_owned));
        }
        paths
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn requests_are_found_however_they_are_cut() {
        let requests =
            b"GET /v1/teams?limit=100 HTTP/1.1\r\nhost: a\r\n\r\nGET /v1/changes HTTP/1.1\r\nhost: a\r\n\r\n";
        for cut in 0..requests.len() {
            let mut heads = Heads::default();
            let mut paths = heads.read(&requests[..cut]);
            paths.extend(heads.read(&requests[cut..]));
            assert_eq!(paths, ["/v1/teams?limit=100", "/v1/changes"], "cut at {cut}");
        }
    }

    #[tokio::test]
    async fn bytes_of_both_directions_are_counted() {
        let server = TcpListener::bind(("127.0.0.1", 0)).await.unwrap();
        let address = server.local_addr().unwrap();
        let answering = tokio::spawn(async move {
            let (mut client, _) = server.accept().await.unwrap();
            let mut request = [0; 21];
            client.read_exact(&mut request).await.unwrap();
            client.write_all(b"HTTP/1.1 204 No Content\r\n\r\n").await.unwrap();
        });
        let proxy = CountingProxy::before(&format!("http://{address}")).await.unwrap();
        let mut client = TcpStream::connect(proxy.url.trim_start_matches("http://")).await.unwrap();
        client.write_all(b"GET /a?b HTTP/1.1\r\n\r\n").await.unwrap();
        let mut answer = Vec::new();
        client.read_to_end(&mut answer).await.unwrap();
        answering.await.unwrap();
        assert_eq!(proxy.take(), Traffic { connections: vec![vec!["/a?b".to_owned()]], bytes: 21 + 27 });
        assert_eq!(proxy.traffic(), Traffic::default());
    }
}
