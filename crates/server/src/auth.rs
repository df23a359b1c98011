//! From a bearer token to the user whose it is (RFC 6750).

use axum::extract::FromRequestParts;
use axum::http::HeaderMap;
use axum::http::header::AUTHORIZATION;
use axum::http::request::Parts;
use ollm_api::User;
use secrecy::{ExposeSecret, SecretString};

use crate::error::{ApiError, Result};
use crate::state::App;
use crate::{store, token};

/// Who asks.
#[derive(Debug)]
pub(crate) struct Caller {
    pub(crate) user: User,
    /// The token that they showed.
    pub(crate) token: SecretString,
}

impl FromRequestParts<App> for Caller {
    type Rejection = ApiError;

    async fn from_request_parts(parts: &mut Parts, app: &App) -> Result<Self> {
        let token = bearer(&parts.headers)?;
        let hash = token::hash(token.expose_secret());
        let user = match app.run_tokens.user(&hash) {
            Some(user) => Some(user),
            None => store::users::by_token_hash(&mut *app.store.read().await?, &hash).await?,
        };
        let user = user.ok_or(ApiError::Unauthorized { token_sent: true })?;
        app.keep_time().await?;
        Ok(Self { user, token })
    }
}

fn bearer(headers: &HeaderMap) -> Result<SecretString> {
    let missing = ApiError::Unauthorized { token_sent: false };
    let value = headers.get(AUTHORIZATION).ok_or(missing)?;
    let invalid = || ApiError::Unauthorized { token_sent: true };
    let (scheme, token) = value.to_str().ok().and_then(|value| value.split_once(' ')).ok_or_else(invalid)?;
    if !scheme.eq_ignore_ascii_case("bearer") {
        return Err(ApiError::Unauthorized { token_sent: false });
    }
    Ok(SecretString::from(token.trim()))
}
