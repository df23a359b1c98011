use utoipa::openapi::OpenApi;

use crate::routes;

/// The OpenAPI 3.1 document of everything under `/v1`, `/health` and `/openapi.json`.
#[must_use]
pub fn openapi() -> OpenApi {
    routes::documented().into_openapi()
}
