//! An authorization server reduced to what a resource server reads of it, with every way to get that wrong.

use std::sync::{Arc, Mutex};

use axum::Router;
use axum::extract::{Request, State};
use axum::http::{StatusCode, header};
use axum::response::{IntoResponse, Response};
use serde_json::{Value, json};
use tokio::net::TcpListener;
use tokio::task::JoinHandle;

pub(super) const OPENID: &str = "/.well-known/openid-configuration";
pub(super) const OAUTH: &str = "/.well-known/oauth-authorization-server";
const KEYS: &str = "/keys";

/// It ends when it is dropped.
pub(super) struct Issuer {
    pub(super) url: String,
    state: Shared,
    serving: JoinHandle<()>,
}

type Shared = Arc<Mutex<Published>>;

struct Published {
    metadata_path: String,
    metadata: Value,
    keys: Value,
    trouble: Option<Trouble>,
    /// How often the keys, or what stands in their place, were asked for.
    fetches: usize,
}

/// What is wrong with every answer.
#[derive(Clone, Copy, Debug)]
pub(super) enum Trouble {
    Failing,
    Redirecting,
    TooLarge,
    NotJson,
    Silent,
}

impl Issuer {
    pub(super) async fn start(keys: Vec<Value>) -> Self {
        Self::start_at("", OPENID, keys).await
    }

    /// One whose name has a path, and whose metadata is at another.
    pub(super) async fn start_at(path: &str, metadata_path: &str, keys: Vec<Value>) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let host = format!("http://{}", listener.local_addr().unwrap());
        let url = format!("{host}{path}");
        let state = Arc::new(Mutex::new(Published {
            metadata_path: metadata_path.to_owned(),
            metadata: json!({"issuer": url, "jwks_uri": format!("{host}{KEYS}"), "token_endpoint": host}),
            keys: json!({ "keys": keys }),
            trouble: None,
            fetches: 0,
        }));
        let router = Router::new().fallback(answer).with_state(state.clone());
        let serving = tokio::spawn(async move { axum::serve(listener, router).await.unwrap() });
        Self { url, state, serving }
    }

    pub(super) fn publish(&self, keys: Vec<Value>) {
        self.state.lock().unwrap().keys = json!({ "keys": keys });
    }

    pub(super) fn say(&self, name: &str, value: &str) {
        self.state.lock().unwrap().metadata[name] = json!(value);
    }

    pub(super) fn be_in(&self, trouble: impl Into<Option<Trouble>>) {
        self.state.lock().unwrap().trouble = trouble.into();
    }

    pub(super) fn fetches(&self) -> usize {
        self.state.lock().unwrap().fetches
    }
}

impl Drop for Issuer {
    fn drop(&mut self) {
        self.serving.abort();
    }
}

async fn answer(State(state): State<Shared>, request: Request) -> Response {
    let path = request.uri().path().to_owned();
    assert!(!request.headers().contains_key(header::AUTHORIZATION), "the token is nobody else's business");
    let (trouble, body) = {
        let mut state = state.lock().unwrap();
        let body = if path == KEYS {
            state.fetches += 1;
            Some(state.keys.clone())
        } else {
            (path == state.metadata_path).then(|| state.metadata.clone())
        };
        (state.trouble, body)
    };
    let Some(body) = body else { return StatusCode::NOT_FOUND.into_response() };
    match trouble {
        None => axum::Json(body).into_response(),
        Some(Trouble::Failing) => (StatusCode::INTERNAL_SERVER_ERROR, axum::Json(body)).into_response(),
        Some(Trouble::Redirecting) => {
            // To where everything is right: followed, it would count.
            state.lock().unwrap().trouble = None;
            (StatusCode::TEMPORARY_REDIRECT, [(header::LOCATION, path)]).into_response()
        }
        Some(Trouble::TooLarge) => format!("{body}{}", " ".repeat(1024 * 1024)).into_response(),
        Some(Trouble::NotJson) => "<!doctype html><title>Sign in</title>".into_response(),
        Some(Trouble::Silent) => std::future::pending().await,
    }
}
