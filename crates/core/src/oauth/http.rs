//! Requests to authorization servers, and for the documents that name them: small, bounded, never redirected.

use std::time::Duration;

use oauth2::http::{Request, Response, StatusCode};
use oauth2::{HttpRequest, HttpResponse};
use ollm_api::client::{is_loopback, transport};
use url::Url;

const CONNECT_TIMEOUT: Duration = Duration::from_secs(5);
/// For the whole exchange. A refresh must fit into one try of a read.
const TIMEOUT: Duration = Duration::from_secs(8);
/// The most bytes of an answer that are read; metadata and tokens are a few thousand.
const MAX_BODY: usize = 256 * 1024;

/// Why there is no answer. Holds nothing of a request or an answer.
#[derive(Debug, thiserror::Error)]
pub(super) enum HttpError {
    #[error("the HTTP client can not start")]
    Setup(#[source] reqwest::Error),
    #[error("no answer")]
    Network(#[source] reqwest::Error),
    #[error("the server answered with status {0}")]
    Status(StatusCode),
    #[error("an answer larger than {MAX_BODY} bytes")]
    TooLarge,
}

pub(super) async fn get(url: &Url) -> Result<HttpResponse, HttpError> {
    let mut request = Request::new(Vec::new());
    // A `Url` is always a URI: the other way round it is not.
    *request.uri_mut() = url.as_str().parse().unwrap_or_default();
    send(request).await
}

/// Sends what holds a secret: only who it is for can answer.
pub(super) async fn post(request: HttpRequest) -> Result<HttpResponse, HttpError> {
    let answer = send(request).await?;
    if answer.status().is_redirection() { Err(HttpError::Status(answer.status())) } else { Ok(answer) }
}

/// Sends a request once. A server that says of itself that it does not work is one that does not answer.
async fn send(request: HttpRequest) -> Result<HttpResponse, HttpError> {
    let request = reqwest::Request::try_from(request).map_err(HttpError::Setup)?;
    let client = client_for(request.url()).map_err(HttpError::Setup)?;
    let network = |error: reqwest::Error| HttpError::Network(error.without_url());
    let mut answer = client.execute(request).await.map_err(network)?;
    let status = answer.status();
    if status.is_server_error() || status == StatusCode::TOO_MANY_REQUESTS {
        return Err(HttpError::Status(status));
    }
    let mut body = Vec::new();
    while let Some(chunk) = answer.chunk().await.map_err(network)? {
        if body.len() + chunk.len() > MAX_BODY {
            return Err(HttpError::TooLarge);
        }
        body.extend_from_slice(&chunk);
    }
    let mut response = Response::new(body);
    *response.status_mut() = status;
    *response.headers_mut() = std::mem::take(answer.headers_mut());
    Ok(response)
}

/// A client for a few requests: nothing is gained by holding connections to a server that is asked once an hour.
fn client_for(url: &Url) -> reqwest::Result<reqwest::Client> {
    transport(is_loopback(url)).connect_timeout(CONNECT_TIMEOUT).timeout(TIMEOUT).build()
}
