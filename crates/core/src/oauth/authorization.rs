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
use crate::{AppError, ErrorCode, Words};

/// A user who let this app in.
pub(crate) struct Authorized {
    pub(crate) grant: Grant,
    /// Where they are told so.
    pub(crate) landing: Landing,
}

/// Sends the user to the authorization server with their browser, and waits for them to come back with a grant, `limit`
/// at most, on a page in these words. Nothing listens any more once this is done, or dropped.
pub(crate) async fn authorize(
    provider: &Provider,
    browser: &Arc<dyn Browser>,
    limit: Duration,
    words: Words,
) -> Result<Authorized, AppError> {
    let no_port = |error| AppError::retryable(ErrorCode::SignInFailed, format!("nothing can listen here: {error}"));
    let loopback = Loopback::bind(words).await.map_err(no_port)?;
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

#[cfg(test)]
mod tests {
    use std::sync::Mutex;

    use tokio::net::TcpStream;

    use super::*;
    use crate::Spoken;
    use crate::oauth::token_service::TokenService;
    use crate::ports::BrowserError;

    const ENGLISH: Words = Words { language: Spoken::En };

    /// Never comes back.
    #[derive(Default)]
    struct Lost(Mutex<Vec<Url>>);

    impl Browser for Lost {
        fn open(&self, page: &Url) -> Result<(), BrowserError> {
            self.0.lock().unwrap().push(page.clone());
            Ok(())
        }
    }

    struct Absent;

    impl Browser for Absent {
        fn open(&self, _page: &Url) -> Result<(), BrowserError> {
            Err(BrowserError("no program opens web pages".to_owned()))
        }
    }

    fn provider(scopes: &[&str]) -> Provider {
        let url = |text: &str| Url::parse(text).unwrap();
        Provider {
            issuer: "https://login.example.com".to_owned(),
            authorization_endpoint: url("https://login.example.com/auth?tenant=1"),
            token_service: TokenService {
                endpoint: url("https://login.example.com/token"),
                revocation: None,
                resource: "https://api.example.com".to_owned(),
            },
            iss_in_response: true,
            scopes: scopes.iter().map(|scope| (*scope).to_owned()).collect(),
        }
    }

    #[tokio::test]
    async fn a_browser_that_never_comes_back_is_waited_for_until_the_limit_and_no_longer_listened_to() {
        let lost = Arc::new(Lost::default());
        let browser: Arc<dyn Browser> = Arc::clone(&lost) as _;
        let error =
            authorize(&provider(&["openid"]), &browser, Duration::from_millis(50), ENGLISH).await.err().unwrap();
        assert_eq!((error.code, error.retryable), (ErrorCode::SignInTimedOut, true));
        let page = lost.0.lock().unwrap().pop().unwrap();
        let redirect = page.query_pairs().find(|(name, _)| name == "redirect_uri").unwrap().1.into_owned();
        let port = Url::parse(&redirect).unwrap().port().unwrap();
        assert!(TcpStream::connect(("127.0.0.1", port)).await.is_err());
    }

    #[tokio::test]
    async fn without_a_browser_nothing_is_waited_for() {
        let browser: Arc<dyn Browser> = Arc::new(Absent);
        let error = authorize(&provider(&[]), &browser, Duration::from_secs(600), ENGLISH).await.err().unwrap();
        assert_eq!(error.code, ErrorCode::BrowserUnavailable);
    }

    #[test]
    fn consent_is_asked_for_where_the_user_is_to_stay_signed_in() {
        let redirect = RedirectUrl::new("http://127.0.0.1:1/callback".to_owned()).unwrap();
        for (scopes, prompt) in [(&["openid"][..], None), (&["openid", "offline_access"], Some("consent"))] {
            let (page, _) = question(&provider(scopes), &redirect, PkceCodeChallenge::new_random_sha256().0);
            let asked =
                |name: &str| page.query_pairs().find(|(key, _)| key == name).map(|(_, value)| value.into_owned());
            assert_eq!(asked("prompt").as_deref(), prompt);
            assert_eq!(asked("scope").unwrap(), scopes.join(" "));
            assert_eq!(asked("tenant").as_deref(), Some("1"), "the endpoint's own query stays");
        }
    }
}
