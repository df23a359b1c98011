//! A proxy that lets everything through and remembers what it saw: which operations were asked for, and what the
//! validating proxy behind it complained about.

use std::sync::{Arc, Mutex};

use axum::Router;
use axum::body::{Body, to_bytes};
use axum::extract::{Request, State};
use axum::http::{StatusCode, header};
use axum::response::Response;
use tokio::net::TcpListener;
use tokio::task::JoinHandle;

/// What Prism puts into an answer that it let through although something was wrong.
const VIOLATIONS: &str = "sl-violations";
/// What Prism answers with instead.
const PROBLEM: &str = "application/problem+json";
/// More than any answer of the scenario.
const MAX_BODY: usize = 1 << 20;

/// One request and how it was answered.
#[derive(Clone, Debug)]
pub(crate) struct Exchange {
    pub(crate) method: String,
    pub(crate) path: String,
    pub(crate) status: u16,
    /// What breaks the contract, in the words of the validating proxy.
    pub(crate) violation: Option<String>,
}

/// The proxy; it stops when it is dropped.
pub(crate) struct Recorder {
    pub(crate) url: String,
    exchanges: Arc<Mutex<Vec<Exchange>>>,
    serving: JoinHandle<()>,
}

#[derive(Clone)]
struct Upstream {
    url: String,
    http: reqwest::Client,
    exchanges: Arc<Mutex<Vec<Exchange>>>,
}

impl Recorder {
    pub(crate) async fn start(upstream: &str) -> Self {
        let exchanges = Arc::default();
        let http = reqwest::Client::builder().no_proxy().build().unwrap();
        let state = Upstream { url: upstream.to_owned(), http, exchanges: Arc::clone(&exchanges) };
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let url = format!("http://{}", listener.local_addr().unwrap());
        let router = Router::new().fallback(pass_on).with_state(state);
        let serving = tokio::spawn(async move { axum::serve(listener, router).await.unwrap() });
        Self { url, exchanges, serving }
    }

    pub(crate) fn exchanges(&self) -> Vec<Exchange> {
        self.exchanges.lock().unwrap().clone()
    }

    /// A line for each violation.
    pub(crate) fn violations(&self) -> Vec<String> {
        let line = |exchange: Exchange| {
            let Exchange { method, path, status, violation } = exchange;
            violation.map(|violation| format!("{method} {path} -> {status}: {violation}"))
        };
        self.exchanges().into_iter().filter_map(line).collect()
    }
}

impl Drop for Recorder {
    fn drop(&mut self) {
        self.serving.abort();
    }
}

async fn pass_on(State(upstream): State<Upstream>, request: Request) -> Response {
    let (parts, body) = request.into_parts();
    let body = to_bytes(body, MAX_BODY).await.unwrap();
    let mut headers = parts.headers;
    headers.remove(header::HOST);
    let url = format!("{}{}", upstream.url, parts.uri);
    let answer = upstream.http.request(parts.method.clone(), url).headers(headers).body(body).send().await.unwrap();

    let status = answer.status();
    let mut headers = answer.headers().clone();
    headers.remove(header::TRANSFER_ENCODING);
    headers.remove(header::CONNECTION);
    let text = |name: &str| headers.get(name).map(|value| String::from_utf8_lossy(value.as_bytes()).into_owned());
    let is_problem = text("content-type").is_some_and(|kind| kind.starts_with(PROBLEM));
    let header = text(VIOLATIONS);
    let body = answer.bytes().await.unwrap();
    let violation = header.or_else(|| is_problem.then(|| String::from_utf8_lossy(&body).into_owned()));
    upstream.exchanges.lock().unwrap().push(Exchange {
        method: parts.method.to_string(),
        path: parts.uri.path().to_owned(),
        status: status.as_u16(),
        violation,
    });
    answer_with(status, headers, Body::from(body))
}

fn answer_with(status: StatusCode, headers: axum::http::HeaderMap, body: Body) -> Response {
    let mut response = Response::new(body);
    *response.status_mut() = status;
    *response.headers_mut() = headers;
    response
}
