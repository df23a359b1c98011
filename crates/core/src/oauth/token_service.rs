//! What an authorization server does for an app without its user: a code or a refresh token becomes tokens.

use std::borrow::Cow;

use oauth2::basic::{BasicClient, BasicErrorResponse, BasicTokenResponse, BasicTokenType};
use oauth2::{
    AuthorizationCode, ClientId, EndpointNotSet, EndpointSet, PkceCodeVerifier, RedirectUrl, RefreshToken,
    RequestTokenError, TokenResponse, TokenUrl,
};
use secrecy::{ExposeSecret, SecretString};
use serde::{Deserialize, Serialize};
use url::Url;

use super::CLIENT_ID;
use super::http::{self, HttpError};
use super::lifetime::Lifetime;
use crate::error::with_causes;

/// Where tokens of one team API come from.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct TokenService {
    pub(super) endpoint: Url,
    /// Where refresh tokens are given back (RFC 7009).
    pub(super) revocation: Option<Url>,
    /// The team API that the tokens are for (RFC 8707), as it names itself.
    pub(super) resource: String,
}

/// What came back.
pub(super) struct Issued {
    pub(super) access_token: SecretString,
    pub(super) refresh_token: Option<SecretString>,
    pub(super) lifetime: Option<Lifetime>,
}

/// Why nothing did. Holds no token and none of the server's sentences.
#[derive(Debug, thiserror::Error)]
pub(super) enum TokenFault {
    /// The server's word for its refusal (RFC 6749, section 5.2).
    #[error("the authorization server refuses: {0}")]
    Refused(String),
    #[error("the authorization server can not be reached: {0}")]
    Unavailable(String),
    #[error("the answer of the authorization server can not be used")]
    Unusable,
}

impl TokenService {
    pub(super) async fn exchange(
        &self,
        code: AuthorizationCode,
        verifier: PkceCodeVerifier,
        redirect: &RedirectUrl,
    ) -> Result<Issued, TokenFault> {
        let client = self.client();
        let request = client
            .exchange_code(code)
            .set_pkce_verifier(verifier)
            .set_redirect_uri(Cow::Borrowed(redirect))
            .add_extra_param("resource", &self.resource);
        issued(request.request_async(&http::post).await)
    }

    pub(super) async fn refresh(&self, token: &SecretString) -> Result<Issued, TokenFault> {
        let token = RefreshToken::new(token.expose_secret().to_owned());
        let client = self.client();
        let request = client.exchange_refresh_token(&token).add_extra_param("resource", &self.resource);
        issued(request.request_async(&http::post).await)
    }

    fn client(&self) -> BasicClient<EndpointNotSet, EndpointNotSet, EndpointNotSet, EndpointNotSet, EndpointSet> {
        BasicClient::new(ClientId::new(CLIENT_ID.to_owned())).set_token_uri(TokenUrl::from_url(self.endpoint.clone()))
    }
}

fn issued(
    answer: Result<BasicTokenResponse, RequestTokenError<HttpError, BasicErrorResponse>>,
) -> Result<Issued, TokenFault> {
    let answer = answer.map_err(|error| match error {
        RequestTokenError::ServerResponse(refusal) => match refusal.error().as_ref() {
            // Words of RFC 6749, section 4.1.2.1, which some servers use here, too.
            passing @ ("temporarily_unavailable" | "server_error") => TokenFault::Unavailable(passing.to_owned()),
            lasting => TokenFault::Refused(word(lasting)),
        },
        RequestTokenError::Request(error) => TokenFault::Unavailable(with_causes(&error)),
        RequestTokenError::Parse(..) | RequestTokenError::Other(_) => TokenFault::Unusable,
    })?;
    if *answer.token_type() != BasicTokenType::Bearer {
        return Err(TokenFault::Unusable);
    }
    let secret = |text: &String| SecretString::from(text.as_str());
    Ok(Issued {
        access_token: secret(answer.access_token().secret()),
        refresh_token: answer.refresh_token().map(|token| secret(token.secret())),
        lifetime: answer.expires_in().map(Lifetime::from_now),
    })
}

/// An error's code, where it is one: what comes from elsewhere is not printed unseen.
pub(super) fn word(code: &str) -> String {
    let is_code = code.len() <= 64 && code.chars().all(|c| c.is_ascii_alphanumeric() || "_-.".contains(c));
    if is_code { code.to_owned() } else { "unknown".to_owned() }
}
