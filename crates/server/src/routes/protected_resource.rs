use axum::Json;
use axum::extract::State;
use serde::Serialize;
use utoipa::ToSchema;

use crate::error::{ApiError, Result};
use crate::state::{App, PROTECTED_RESOURCE};

/// How to get an access token for this server (RFC 9728, section 2).
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct ProtectedResource {
    /// This server.
    resource: String,
    /// Who makes access tokens for it, each as it names itself.
    authorization_servers: Vec<String>,
    /// Where a request carries its token: in the header `Authorization` alone.
    bearer_methods_supported: [&'static str; 1],
    /// What to ask for: a token has to carry a verified e-mail address.
    scopes_supported: [&'static str; 3],
}

/// How to get an access token for this server (RFC 9728). Needs no token.
///
/// Absent where only those tokens count that the server itself makes.
#[utoipa::path(get, path = PROTECTED_RESOURCE, tag = "service", operation_id = "get_protected_resource", security(()),
    responses((status = 200, description = "The metadata of the protected resource", body = ProtectedResource)))]
pub(crate) async fn get(State(app): State<App>) -> Result<Json<ProtectedResource>> {
    let server = app.resource_server.as_ref().ok_or(ApiError::NotFound)?;
    Ok(Json(ProtectedResource {
        resource: app.base_url.clone(),
        authorization_servers: vec![server.options.issuer.to_string()],
        bearer_methods_supported: ["header"],
        scopes_supported: ["openid", "email", "offline_access"],
    }))
}
