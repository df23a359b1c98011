use secrecy::zeroize::Zeroizing;
use secrecy::{ExposeSecret, SecretString};
use serde::{Deserialize, Serialize};

use super::lifetime::Lifetime;
use super::token_service::{Issued, TokenFault, TokenService};

/// What a user gave this app: a token to act for them with, and one to stay in with. The keyring keeps it as one entry.
#[derive(Clone, Debug, Deserialize)]
pub(crate) struct Grant {
    pub(super) service: TokenService,
    access_token: SecretString,
    refresh_token: Option<SecretString>,
    lifetime: Option<Lifetime>,
}

/// The same, readable.
#[derive(Serialize)]
struct Exposed<'a> {
    service: &'a TokenService,
    access_token: &'a str,
    refresh_token: Option<&'a str>,
    lifetime: Option<&'a Lifetime>,
}

/// A text of the keyring that is no grant.
#[derive(Debug, thiserror::Error)]
#[error("what the keyring holds for this account is not a browser sign-in")]
pub(crate) struct NotAGrant;

impl Grant {
    pub(super) fn new(service: TokenService, issued: Issued) -> Self {
        let Issued { access_token, refresh_token, lifetime } = issued;
        Self { service, access_token, refresh_token, lifetime }
    }

    /// As it is kept. Everything that holds it in clear on the way is wiped.
    pub(crate) fn to_secret(&self) -> Result<SecretString, NotAGrant> {
        let text = |secret: &SecretString| secret.expose_secret().len();
        let tokens = text(&self.access_token) + self.refresh_token.as_ref().map_or(0, text);
        let addresses = self.service.endpoint.as_str().len()
            + self.service.revocation.as_ref().map_or(0, |url| url.as_str().len())
            + self.service.resource.len();
        // Large enough with every character escaped: a buffer that grows leaves its contents behind.
        let mut json = Zeroizing::new(Vec::with_capacity(1024 + 6 * (tokens + addresses)));
        let exposed = Exposed {
            service: &self.service,
            access_token: self.access_token.expose_secret(),
            refresh_token: self.refresh_token.as_ref().map(ExposeSecret::expose_secret),
            lifetime: self.lifetime.as_ref(),
        };
        serde_json::to_writer(&mut *json, &exposed).map_err(|_| NotAGrant)?;
        std::str::from_utf8(&json).map(SecretString::from).map_err(|_| NotAGrant)
    }

    /// What [`Self::to_secret`] wrote.
    pub(crate) fn from_secret(secret: &SecretString) -> Result<Self, NotAGrant> {
        serde_json::from_str(secret.expose_secret()).map_err(|_| NotAGrant)
    }

    pub(crate) fn access_token(&self) -> &SecretString {
        &self.access_token
    }

    /// Whether it is time for another access token, and there is a way to get one.
    pub(super) fn is_due(&self) -> bool {
        self.refresh_token.is_some() && self.lifetime.as_ref().is_some_and(Lifetime::is_due)
    }

    /// Whether its access token is worth nothing any more.
    pub(super) fn is_over(&self) -> bool {
        self.lifetime.as_ref().is_some_and(Lifetime::is_over)
    }

    pub(super) fn refresh_token(&self) -> Option<&SecretString> {
        self.refresh_token.as_ref()
    }

    /// The grant that follows this one. Where the refresh token is not replaced, it stays.
    pub(super) async fn renewed(&self) -> Result<Self, TokenFault> {
        let Some(token) = &self.refresh_token else { return Err(TokenFault::Refused("no_refresh_token".to_owned())) };
        let mut issued = self.service.refresh(token).await?;
        issued.refresh_token = issued.refresh_token.or_else(|| Some(token.clone()));
        Ok(Self::new(self.service.clone(), issued))
    }
}
