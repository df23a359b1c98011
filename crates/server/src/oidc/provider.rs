use std::error::Error;
use std::time::Duration;

use reqwest::{Client, Response, StatusCode, header, redirect};
use serde::Deserialize;
use serde::de::DeserializeOwned;
use url::Url;

use super::issuer_url::{IssuerUrl, is_secure};
use super::key_set::{Jwks, KeySet};

/// How long all of it may take: a request of somebody waits for it.
const TIMEOUT: Duration = Duration::from_secs(5);
/// Far more than any metadata or set of keys has.
const MAX_DOCUMENT: usize = 256 * 1024;

/// An authorization server, asked over HTTP for its keys.
#[derive(Debug)]
pub(super) struct Provider {
    issuer: IssuerUrl,
    http: Client,
}

/// Why its keys can not be had.
#[derive(Debug, thiserror::Error)]
pub(super) enum FetchError {
    #[error("{url}: {reason}")]
    Http { url: Url, reason: String },
    #[error("{url}: it answers {status}")]
    Status { url: Url, status: StatusCode },
    #[error("{url}: the answer is too large")]
    TooLarge { url: Url },
    #[error("{url}: {source}")]
    Unreadable { url: Url, source: serde_json::Error },
    #[error("{url}: the metadata is of another issuer")]
    OtherIssuer { url: Url },
    #[error("{url}: `jwks_uri` is neither https nor on this machine")]
    KeysUrl { url: Url },
    #[error("{oauth}; {openid}")]
    NoMetadata { oauth: Box<FetchError>, openid: Box<FetchError> },
    #[error("{url}: there is no key that a token can be checked with")]
    NoKeys { url: Url },
    #[error("it takes too long")]
    TimedOut,
}

/// What is needed of RFC 8414, section 2, and of OpenID Connect Discovery 1.0, section 3.
#[derive(Deserialize)]
struct Metadata {
    issuer: String,
    jwks_uri: String,
}

impl Provider {
    pub(super) fn new(issuer: IssuerUrl) -> reqwest::Result<Self> {
        let mut http = Client::builder()
            .user_agent(concat!("ollm-server/", env!("CARGO_PKG_VERSION")))
            // What is trusted stands where the issuer's name says, and nowhere that an answer points to.
            .redirect(redirect::Policy::none())
            // Fetches are an hour apart.
            .pool_max_idle_per_host(0)
            .https_only(!issuer.is_loopback());
        if issuer.is_loopback() {
            http = http.no_proxy();
        }
        Ok(Self { issuer, http: http.build()? })
    }

    /// The keys of now. Where they are is asked for each time, because that may change with them.
    pub(super) async fn keys(&self) -> Result<KeySet, FetchError> {
        let fetch = async {
            let url = self.keys_url().await?;
            let keys = KeySet::new(self.fetch::<Jwks>(&url).await?);
            if keys.is_empty() { Err(FetchError::NoKeys { url }) } else { Ok(keys) }
        };
        tokio::time::timeout(TIMEOUT, fetch).await.unwrap_or(Err(FetchError::TimedOut))
    }

    async fn keys_url(&self) -> Result<Url, FetchError> {
        let [oauth, openid] = self.issuer.metadata_urls();
        let oauth = match self.keys_url_in(oauth).await {
            Ok(url) => return Ok(url),
            Err(error) => Box::new(error),
        };
        let openid = self.keys_url_in(openid).await;
        openid.map_err(|openid| FetchError::NoMetadata { oauth, openid: Box::new(openid) })
    }

    async fn keys_url_in(&self, url: Url) -> Result<Url, FetchError> {
        let metadata: Metadata = self.fetch(&url).await?;
        if metadata.issuer != self.issuer.as_str() {
            return Err(FetchError::OtherIssuer { url });
        }
        let keys = Url::parse(&metadata.jwks_uri).ok().filter(is_secure);
        keys.ok_or(FetchError::KeysUrl { url })
    }

    async fn fetch<T: DeserializeOwned>(&self, url: &Url) -> Result<T, FetchError> {
        let failed = |error: reqwest::Error| FetchError::Http { url: url.clone(), reason: reason(&error) };
        let request = self.http.get(url.clone()).header(header::ACCEPT, "application/json");
        let response = request.send().await.map_err(failed)?;
        if response.status() != StatusCode::OK {
            return Err(FetchError::Status { url: url.clone(), status: response.status() });
        }
        let body = read(response).await.map_err(failed)?.ok_or_else(|| FetchError::TooLarge { url: url.clone() })?;
        serde_json::from_slice(&body).map_err(|source| FetchError::Unreadable { url: url.clone(), source })
    }
}

/// What is at the bottom of a failure, such as a refused connection; what is above says only that there was one.
fn reason(error: &dyn Error) -> String {
    error.source().map_or_else(|| error.to_string(), reason)
}

/// The body, unless it is too large: what its head says of that need not be true.
async fn read(mut response: Response) -> reqwest::Result<Option<Vec<u8>>> {
    let mut body = Vec::new();
    while let Some(chunk) = response.chunk().await? {
        if body.len() + chunk.len() > MAX_DOCUMENT {
            return Ok(None);
        }
        body.extend_from_slice(&chunk);
    }
    Ok(Some(body))
}
