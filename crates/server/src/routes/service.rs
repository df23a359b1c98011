use axum::Json;
use axum::http::header::CONTENT_TYPE;
use axum::response::IntoResponse;
use serde::Serialize;
use utoipa::ToSchema;

use crate::error::{ApiError, Result};

/// That the server answers.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct Health {
    /// Always `ok`.
    status: &'static str,
}

/// Whether the server answers. Needs no token.
#[utoipa::path(get, path = "/health", tag = "service", operation_id = "get_health", security(()),
    responses((status = 200, description = "It does", body = Health)))]
pub(crate) async fn health() -> Json<Health> {
    Json(Health { status: "ok" })
}

/// This document. Needs no token.
#[utoipa::path(get, path = "/openapi.json", tag = "service", operation_id = "get_openapi", security(()),
    responses((status = 200, description = "The OpenAPI document", body = serde_json::Value)))]
pub(crate) async fn openapi() -> Result<impl IntoResponse> {
    let json = crate::openapi().to_json().map_err(|_| ApiError::Internal)?;
    Ok(([(CONTENT_TYPE, "application/json")], json))
}
