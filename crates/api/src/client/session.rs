use std::fmt;
use std::sync::Arc;
use std::time::{Duration, Instant};

use reqwest::Response;
use reqwest::header::{AUTHORIZATION, HeaderValue, IF_MATCH};
use secrecy::{ExposeSecret, SecretString};
use serde::de::DeserializeOwned;
use tracing::debug;

use super::health::Health;
use super::request::Request;
use super::response::{accept, decode};
use super::retry::retrying;
use super::token_source::{FixedToken, TokenFuture};
use super::transport::transport;
use super::{ClientError, ClientOptions, ServerUrl, TokenError, TokenSource};

/// Shorter than servers keep idle connections (nginx: 75 s): the outcome of a write that meets a closing one is unknown.
const POOL_IDLE: Duration = Duration::from_secs(30);

/// One caller at one server. Cloning it is cheap and shares its connections.
#[derive(Clone)]
pub struct Client {
    inner: Arc<Inner>,
}

struct Inner {
    http: reqwest::Client,
    server: ServerUrl,
    tokens: Arc<dyn TokenSource>,
    options: ClientOptions,
}

impl Client {
    /// A client for the caller whom `token` names. White space around the token is taken off; nothing is sent yet.
    ///
    /// # Errors
    /// [`ClientError::InvalidToken`], or [`ClientError::Setup`] where this machine can not speak TLS.
    pub fn new(server: ServerUrl, token: SecretString) -> Result<Self, ClientError> {
        Self::with_options(server, token, ClientOptions::default())
    }

    /// The same with other time-outs.
    ///
    /// # Errors
    /// As [`Self::new`].
    pub fn with_options(server: ServerUrl, token: SecretString, options: ClientOptions) -> Result<Self, ClientError> {
        let token = SecretString::from(token.expose_secret().trim());
        bearer(&token)?;
        Self::with_tokens(server, Arc::new(FixedToken(token)), options)
    }

    /// A client whose token changes.
    ///
    /// # Errors
    /// [`ClientError::Setup`] where this machine can not speak TLS.
    pub fn with_tokens(
        server: ServerUrl,
        tokens: Arc<dyn TokenSource>,
        options: ClientOptions,
    ) -> Result<Self, ClientError> {
        let http =
            transport(server.is_loopback()).connect_timeout(options.connect_timeout).pool_idle_timeout(POOL_IDLE);
        let http = http.build().map_err(|source| ClientError::Setup { source })?;
        Ok(Self { inner: Arc::new(Inner { http, server, tokens, options }) })
    }

    /// The server that this client speaks to.
    #[must_use]
    pub fn server(&self) -> &ServerUrl {
        &self.inner.server
    }

    /// `GET /health`: whether the server is there, and what time it is there. The token is not sent.
    ///
    /// # Errors
    /// When it is not.
    pub async fn health(&self) -> Result<Health, ClientError> {
        let request = Request::get(&["health"])?;
        let answer = retrying(&self.inner.options, |limit| self.send(&request, Auth::Anonymous, limit)).await?;
        Ok(Health::of(answer.headers()))
    }

    /// Sends a request and reads its answer.
    pub(super) async fn call<T: DeserializeOwned>(&self, request: Request) -> Result<T, ClientError> {
        let attempt = async |limit| decode(self.send(&request, Auth::Bearer, limit).await?).await;
        if request.is_read() {
            retrying(&self.inner.options, attempt).await
        } else {
            attempt(self.inner.options.total_timeout).await
        }
    }

    /// Sends a write whose answer has no body.
    pub(super) async fn call_empty(&self, request: Request) -> Result<(), ClientError> {
        self.send(&request, Auth::Bearer, self.inner.options.total_timeout).await.map(drop)
    }

    /// Sends a request once, and with another token once more where the server refuses the first: to a caller whom it
    /// does not know, it did nothing.
    async fn send(&self, request: &Request, auth: Auth, limit: Duration) -> Result<Response, ClientError> {
        let tokens = &self.inner.tokens;
        let deadline = Instant::now() + limit;
        if auth == Auth::Anonymous {
            return self.send_as(None, request, deadline).await;
        }
        let token = before(deadline, tokens.token()).await?;
        let refusal = match self.send_as(Some(&token), request, deadline).await {
            Err(error @ ClientError::Api(_)) if error.is_unauthorized() => error,
            answer => return answer,
        };
        match before(deadline, tokens.renew(&token)).await {
            Ok(token) => self.send_as(Some(&token), request, deadline).await,
            Err(TokenError::Refused) => Err(refusal),
            Err(error @ TokenError::Unavailable { .. }) => Err(error.into()),
        }
    }

    async fn send_as(
        &self,
        token: Option<&SecretString>,
        request: &Request,
        deadline: Instant,
    ) -> Result<Response, ClientError> {
        let Inner { http, server, .. } = &*self.inner;
        let limit = deadline.saturating_duration_since(Instant::now());
        let mut builder =
            http.request(request.method.clone(), request.url(server)).timeout(limit).query(&request.query);
        if let Some(token) = token {
            builder = builder.header(AUTHORIZATION, bearer(token)?);
        }
        if let Some(key) = request.idempotency_key {
            builder = builder.header("idempotency-key", key.to_string());
        }
        if let Some(version) = request.if_match {
            builder = builder.header(IF_MATCH, format!("\"{version}\""));
        }
        if let Some(body) = &request.body {
            builder = builder.json(body);
        }
        let answer = match builder.send().await {
            Ok(response) => accept(response, token).await,
            Err(error) => Err(ClientError::from_transport(error)),
        };
        let (method, path) = (&request.method, &request.path);
        match &answer {
            Ok(response) => debug!(%method, path, status = response.status().as_u16(), "answered"),
            Err(error) => debug!(%method, path, request_id = error.request_id(), %error, "failed"),
        }
        answer
    }
}

/// Who a request is from.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Auth {
    Bearer,
    Anonymous,
}

/// A token, unless its source takes longer than the call may.
async fn before(deadline: Instant, token: TokenFuture<'_>) -> Result<SecretString, TokenError> {
    let late = |_| TokenError::Unavailable { reason: "it did not answer in time".to_owned() };
    tokio::time::timeout_at(deadline.into(), token).await.map_err(late)?
}

/// The header, marked so that no library below prints it.
fn bearer(token: &SecretString) -> Result<HeaderValue, ClientError> {
    let text = token.expose_secret();
    if text.is_empty() || !text.chars().all(|c| c.is_ascii_graphic()) {
        return Err(ClientError::InvalidToken);
    }
    let mut value = HeaderValue::try_from(format!("Bearer {text}")).map_err(|_| ClientError::InvalidToken)?;
    value.set_sensitive(true);
    Ok(value)
}

impl fmt::Debug for Client {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Client").field("server", &self.inner.server).finish_non_exhaustive()
    }
}
