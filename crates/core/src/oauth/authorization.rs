//! The way through the browser: out with a question, back with a code, which becomes tokens (RFC 6749, section 4.1;
//! RFC 7636; RFC 8252).

use std::sync::Arc;
use std::time::Duration;

use oauth2::basic::BasicClient;
use oauth2::{AuthUrl, ClientId, CsrfToken, PkceCodeChallenge, PkceCodeVerifier, RedirectUrl, Scope};
use url::Url;

use super::CLIENT_ID;
use super::callback::{self, Asked};
use super::grant::Grant;
use super::loopback::{Landing, Loopback};
use super::provider::Provider;
use super::token_service::TokenFault;
use crate::ports::Browser;
use crate::{AppError, ErrorCode};

/// A user who let this app in.
pub(crate) struct Authorized {
    pub(crate) grant: Grant,
    /// Where they are told so.
    pub(crate) landing: Landing,
}

/// Sends the user to the authorization server with their browser, and waits for them to come back with a grant, `limit`
/// at most. Nothing listens any more once this is done, or dropped.
pub(crate) async fn authorize(
    provider: &Provider,
    browser: &Arc<dyn Browser>,
    limit: Duration,
) -> Result<Authorized, AppError> {
    let no_port = |error| AppError::retryable(ErrorCode::SignInFailed, format!("nothing can listen here: {error}"));
    let loopback = Loopback::bind().await.map_err(no_port)?;
    let redirect = RedirectUrl::new(loopback.redirect_uri()).map_err(no_port_url)?;
    let (challenge, verifier) = PkceCodeChallenge::new_random_sha256();
    let (page, state) = question(provider, &redirect, challenge);
    open(browser, page).await?;
    let callback = tokio::time::timeout(limit, loopback.callback())
        .await
        .map_err(|_| AppError::retryable(ErrorCode::SignInTimedOut, "the browser did not come back in time"))?;
    match grant(provider, &callback.query, &state, verifier, &redirect).await {
        Ok(grant) => Ok(Authorized { grant, landing: callback.landing }),
        Err(error) => {
            callback.landing.show(Some(&error));
            Err(error)
        }
    }
}

fn question(provider: &Provider, redirect: &RedirectUrl, challenge: PkceCodeChallenge) -> (Url, CsrfToken) {
    let client = BasicClient::new(ClientId::new(CLIENT_ID.to_owned()))
        .set_auth_uri(AuthUrl::from_url(provider.authorization_endpoint.clone()))
        .set_redirect_uri(redirect.clone());
    let mut request = client
        .authorize_url(CsrfToken::new_random)
        .set_pkce_challenge(challenge)
        .add_scopes(provider.scopes.iter().cloned().map(Scope::new))
        .add_extra_param("resource", &provider.token_service.resource);
    // OpenID Connect Core, section 11: without a question, there is no staying signed in.
    if provider.scopes.iter().any(|scope| scope == "offline_access") {
        request = request.add_extra_param("prompt", "consent");
    }
    request.url()
}

/// Starting a browser can take a while.
async fn open(browser: &Arc<dyn Browser>, page: Url) -> Result<(), AppError> {
    let browser = Arc::clone(browser);
    let unavailable = |reason: String| AppError::retryable(ErrorCode::BrowserUnavailable, reason);
    match tokio::task::spawn_blocking(move || browser.open(&page)).await {
        Ok(opened) => opened.map_err(|error| unavailable(error.to_string())),
        Err(error) => Err(unavailable(error.to_string())),
    }
}

async fn grant(
    provider: &Provider,
    query: &str,
    state: &CsrfToken,
    verifier: PkceCodeVerifier,
    redirect: &RedirectUrl,
) -> Result<Grant, AppError> {
    let asked = Asked { state, issuer: &provider.issuer, iss_in_response: provider.iss_in_response };
    let code = callback::code(query, &asked)?;
    let issued = provider.token_service.exchange(code, verifier, redirect).await?;
    Ok(Grant::new(provider.token_service.clone(), issued))
}

fn no_port_url(error: url::ParseError) -> AppError {
    AppError::new(ErrorCode::SignInFailed, error.to_string())
}

impl From<TokenFault> for AppError {
    fn from(fault: TokenFault) -> Self {
        let message = fault.to_string();
        match fault {
            TokenFault::Refused(_) | TokenFault::Unusable => Self::new(ErrorCode::SignInFailed, message),
            TokenFault::Unavailable(_) => Self::retryable(ErrorCode::AuthorizationServerUnreachable, message),
        }
    }
}
