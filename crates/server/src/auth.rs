//! From a bearer token to the user whose it is (RFC 6750).

use axum::extract::FromRequestParts;
use axum::http::HeaderMap;
use axum::http::header::AUTHORIZATION;
use axum::http::request::Parts;
use ollm_api::User;
use secrecy::{ExposeSecret, SecretString};

use crate::error::{ApiError, Result};
use crate::oidc::{ResourceServer, TokenError};
use crate::operations::users;
use crate::state::{App, AppState};
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
        let refused =
            |token_sent| ApiError::Unauthorized { token_sent, resource_metadata: app.resource_metadata_url() };
        let token = match bearer(&parts.headers) {
            Credentials::Bearer(token) => token,
            Credentials::Unreadable => return Err(refused(true)),
            Credentials::None => return Err(refused(false)),
        };
        let user = match &app.resource_server {
            Some(server) if ResourceServer::is_jwt(token.expose_secret()) => {
                holder_of_access_token(app, server, &token).await?
            }
            _ => holder_of_own_token(app, &token).await?,
        };
        let user = user.ok_or_else(|| refused(true))?;
        app.keep_time().await?;
        Ok(Self { user, token })
    }
}

/// Whose token, made by this server, it is.
async fn holder_of_own_token(app: &AppState, token: &SecretString) -> Result<Option<User>> {
    let hash = token::hash(token.expose_secret());
    match app.run_tokens.user(&hash) {
        Some(user) => Ok(Some(user)),
        None => Ok(store::users::by_token_hash(&mut *app.store.read().await?, &hash).await?),
    }
}

/// Whose token, made by the authorization server, it is. Somebody new is made.
async fn holder_of_access_token(app: &AppState, server: &ResourceServer, token: &SecretString) -> Result<Option<User>> {
    match server.email(token.expose_secret(), app.now()).await {
        Ok(email) => users::find_or_make(&app.store, &email, app.now()).await.map(Some),
        Err(TokenError::Refused(refusal)) => {
            tracing::info!(%refusal, "an access token does not count");
            Ok(None)
        }
        Err(TokenError::Unavailable) => Err(ApiError::TokenNotCheckable),
    }
}

/// What a request shows of who asks.
enum Credentials {
    Bearer(SecretString),
    /// Something that no token can be taken from.
    Unreadable,
    /// Nothing, or nothing for a bearer token.
    None,
}

fn bearer(headers: &HeaderMap) -> Credentials {
    let Some(value) = headers.get(AUTHORIZATION) else { return Credentials::None };
    match value.to_str().ok().and_then(|value| value.split_once(' ')) {
        Some((scheme, token)) if scheme.eq_ignore_ascii_case("bearer") => {
            Credentials::Bearer(SecretString::from(token.trim()))
        }
        Some(_) => Credentials::None,
        None => Credentials::Unreadable,
    }
}
