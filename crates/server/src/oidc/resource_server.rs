use jiff::Timestamp;
use jsonwebtoken::{Header, decode_header};
use ollm_api::Email;

use super::OidcOptions;
use super::key_cache::KeyCache;
use super::provider::Provider;
use super::refusal::{Refusal, TokenError};

/// What access tokens call themselves (RFC 9068, section 2.1), and what many issuers call them still.
const TYPES: [&str; 3] = ["at+jwt", "application/at+jwt", "JWT"];

/// Checks the access tokens of one issuer.
#[derive(Debug)]
pub(crate) struct ResourceServer {
    pub(crate) options: OidcOptions,
    keys: KeyCache,
}

impl ResourceServer {
    pub(crate) fn new(options: OidcOptions) -> reqwest::Result<Self> {
        let provider = Provider::new(options.issuer.clone())?;
        Ok(Self { options, keys: KeyCache::new(provider) })
    }

    /// Whether a token is one to check here: a signed JWT has three parts (RFC 7515, section 3.1), and no token that
    /// this server makes has a dot in it.
    pub(crate) fn is_jwt(token: &str) -> bool {
        token.matches('.').count() == 2
    }

    /// Whose token it is.
    pub(crate) async fn email(&self, token: &str, now: Timestamp) -> Result<Email, TokenError> {
        let header = decode_header(token).map_err(|_| Refusal::Header)?;
        let key_id = key_id(&header)?;
        let key = self.keys.find(key_id, header.alg, now).await?;
        Ok(key.open(token, header.alg)?.email(&self.options, now)?)
    }
}

/// The key that a header names, if the header is one of an access token. Keys that it brings along (`jwk`, `jku`,
/// `x5c`) are never looked at.
fn key_id(header: &Header) -> Result<&str, Refusal> {
    let is_access_token = header.typ.as_ref().is_some_and(|typ| TYPES.iter().any(|t| t.eq_ignore_ascii_case(typ)));
    if !is_access_token {
        return Err(Refusal::Type);
    }
    if header.crit.is_some() {
        return Err(Refusal::Critical);
    }
    header.kid.as_deref().ok_or(Refusal::NoKeyId)
}
