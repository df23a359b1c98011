use std::time::Duration;

use oauth2::http::header::CONTENT_TYPE;
use oauth2::http::{HeaderValue, Method, Request, StatusCode};
use secrecy::ExposeSecret;
use url::form_urlencoded;

use super::CLIENT_ID;
use super::grant::Grant;
use super::http;

/// A user who signs out does not wait longer for a server.
const LIMIT: Duration = Duration::from_secs(5);

/// Gives a grant back where the authorization server takes it (RFC 7009): its refresh token, with which the rest goes.
/// Whether it did or not, this app has forgotten it. Written out here because the `oauth2` crate does not speak to an
/// authorization server of this machine.
pub(crate) async fn revoke(grant: &Grant) {
    let (Some(endpoint), Some(token)) = (&grant.service.revocation, grant.refresh_token()) else { return };
    let form = form_urlencoded::Serializer::new(String::new())
        .append_pair("token", token.expose_secret())
        .append_pair("token_type_hint", "refresh_token")
        .append_pair("client_id", CLIENT_ID)
        .finish();
    let mut request = Request::new(form.into_bytes());
    *request.method_mut() = Method::POST;
    *request.uri_mut() = endpoint.as_str().parse().unwrap_or_default();
    request.headers_mut().insert(CONTENT_TYPE, HeaderValue::from_static("application/x-www-form-urlencoded"));
    match tokio::time::timeout(LIMIT, http::post(request)).await {
        Ok(Ok(answer)) if answer.status() == StatusCode::OK => tracing::debug!("the grant was given back"),
        Ok(Ok(answer)) => tracing::warn!(status = answer.status().as_u16(), "the grant was not taken back"),
        Ok(Err(error)) => tracing::warn!(%error, "the grant could not be given back"),
        Err(_) => tracing::warn!("the grant could not be given back in time"),
    }
}
