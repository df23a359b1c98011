use axum::Json;
use ollm_api::User;

use crate::auth::Caller;

/// The caller.
#[utoipa::path(get, path = "/me", tag = "me", operation_id = "get_me",
    responses((status = 200, description = "The caller", body = User)))]
pub(crate) async fn get(caller: Caller) -> Json<User> {
    Json(caller.user)
}
