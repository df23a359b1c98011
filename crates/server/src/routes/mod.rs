//! The endpoints, one file a noun. A handler reads the request, asks `authorize`, calls an operation and answers; it
//! never looks at a role. Each is registered together with its part of the OpenAPI document, so that neither can be
//! without the other.

mod api_keys;
mod changes;
mod checkout;
mod events;
mod invitations;
mod me;
mod members;
mod protected_resource;
mod service;
mod teams;
mod top_ups;
mod transactions;
mod usage;

use axum::Router;
use axum::extract::DefaultBodyLimit;
use axum::middleware::{from_fn, from_fn_with_state};
use ollm_api::Page;
use tower_http::catch_panic::CatchPanicLayer;
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

use crate::error::ApiError;
use crate::extract::MAX_BODY;
use crate::limits::{limit, panicked};
use crate::observe::observe;
use crate::state::App;

/// The endpoints and the document of them.
pub(crate) fn documented() -> OpenApiRouter<App> {
    let v1 = OpenApiRouter::new()
        .routes(routes!(me::get))
        .routes(routes!(teams::list, teams::create))
        .routes(routes!(teams::get, teams::update, teams::delete))
        .routes(routes!(members::list))
        .routes(routes!(members::list_across_teams))
        .routes(routes!(members::update, members::delete))
        .routes(routes!(members::transfer))
        .routes(routes!(invitations::list, invitations::create))
        .routes(routes!(invitations::list_across_teams))
        .routes(routes!(invitations::resend))
        .routes(routes!(invitations::revoke))
        .routes(routes!(invitations::mine))
        .routes(routes!(invitations::accept))
        .routes(routes!(invitations::decline))
        .routes(routes!(top_ups::list, top_ups::create))
        .routes(routes!(top_ups::get))
        .routes(routes!(top_ups::expire))
        .routes(routes!(transactions::list))
        .routes(routes!(usage::list))
        .routes(routes!(api_keys::list, api_keys::create))
        .routes(routes!(api_keys::delete))
        .routes(routes!(events::list))
        .routes(routes!(changes::list));
    OpenApiRouter::new()
        .routes(routes!(service::health))
        .routes(routes!(service::openapi))
        .routes(routes!(protected_resource::get))
        .nest("/v1", v1)
}

/// Everything that the server answers.
pub(crate) fn router(app: App) -> Router {
    let (router, _) = documented().split_for_parts();
    with_layers(router.merge(checkout::pages()), app.clone()).with_state(app)
}

/// What every request passes through, from the inside to the outside.
fn with_layers(router: Router<App>, app: App) -> Router<App> {
    router
        .fallback(async || ApiError::NotFound)
        .method_not_allowed_fallback(async || ApiError::MethodNotAllowed)
        .layer(DefaultBodyLimit::max(MAX_BODY))
        .layer(from_fn_with_state(app, limit))
        .layer(CatchPanicLayer::custom(panicked))
        .layer(from_fn(observe))
}

/// The items alone, once the order numbers have made the cursor.
fn without_seq<T>(page: Page<(i64, T)>) -> Page<T> {
    let Page { data, next_cursor, total } = page;
    Page { data: data.into_iter().map(|(_, item)| item).collect(), next_cursor, total }
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use axum::http::StatusCode;
    use axum::routing::get;

    use super::*;
    use crate::Database;
    use crate::state::AppState;

    /// No handler of ours panics, so the layers are tried around one that does.
    #[tokio::test]
    async fn a_panic_is_an_answer_and_not_the_end() {
        async fn broken() -> StatusCode {
            panic!("sentinel")
        }
        let folder = tempfile::tempdir().unwrap();
        let database = Database::open(&folder.path().join("teams.db")).await.unwrap();
        let app = Arc::new(AppState::new(database.store, "http://127.0.0.1".to_owned()));
        let router = with_layers(Router::new().route("/broken", get(broken)), app.clone()).with_state(app);
        let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
        let url = format!("http://{}/broken", listener.local_addr().unwrap());
        tokio::spawn(async { axum::serve(listener, router).await });
        let http = reqwest::Client::builder().no_proxy().build().unwrap();
        for _ in 0..2 {
            let answer = http.get(&url).send().await.unwrap();
            assert_eq!(answer.status(), StatusCode::INTERNAL_SERVER_ERROR);
            assert!(answer.headers().contains_key("x-request-id"));
            let body = answer.text().await.unwrap();
            assert!(body.contains(r#""code":"internal_error""#) && !body.contains("sentinel"), "{body}");
        }
    }
}
