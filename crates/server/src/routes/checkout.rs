//! The page where a top-up is paid while no real payment service is behind it. It is plain HTML without a script; the
//! unguessable address is what lets its holder pay, as with the checkout pages of payment services.

use axum::Router;
use axum::extract::State;
use axum::http::{HeaderName, StatusCode, header};
use axum::response::{Html, IntoResponse, Redirect, Response};
use axum::routing::{get, post};
use ollm_api::TopUpStatus;

use crate::amount::money;
use crate::checkout_page::{self, Page};
use crate::error::{ApiError, Result};
use crate::extract::Path;
use crate::operations::{SYSTEM, UnitOfWork, top_ups};
use crate::state::{App, AppState};
use crate::store::top_ups::StoredTopUp;
use crate::store::{self, Connection};

/// The pages. They are for people, so they are not in the OpenAPI document.
pub(crate) fn pages() -> Router<App> {
    Router::new()
        .route("/checkout/{token}", get(show))
        .route("/checkout/{token}/pay", post(pay))
        .route("/checkout/{token}/decline", post(decline))
}

async fn show(State(app): State<App>, Path(token): Path<String>) -> Result<Response> {
    app.keep_time().await?;
    let mut tx = app.store.read().await?;
    let top_up = load(&mut tx, &token).await?;
    let team_name = store::teams::name(&mut tx, &top_up.team).await?.unwrap_or_default();
    let amount = money(top_up.amount).amount.to_string();
    let page = Page { team_name: &team_name, amount: &amount, status: &top_up.status, token: &token };
    Ok(html(checkout_page::render(&page)))
}

/// Pays. Pressing twice books once, because a settled top-up stays as it is.
async fn pay(State(app): State<App>, Path(token): Path<String>) -> Result<Redirect> {
    settle(&app, &token, TopUpStatus::Succeeded).await
}

async fn decline(State(app): State<App>, Path(token): Path<String>) -> Result<Redirect> {
    settle(&app, &token, TopUpStatus::Failed).await
}

async fn settle(app: &AppState, token: &str, status: TopUpStatus) -> Result<Redirect> {
    app.keep_time().await?;
    let mut tx = app.store.write().await?;
    let top_up = load(&mut tx, token).await?;
    let mut work = UnitOfWork { connection: &mut tx, now: app.now(), actor: SYSTEM };
    if status == TopUpStatus::Succeeded {
        top_ups::settle_paid(&mut work, top_up).await?;
    } else {
        top_ups::settle_unpaid(&mut work, top_up, status, Some("The payment was declined.")).await?;
    }
    tx.commit().await?;
    Ok(Redirect::to(&format!("/checkout/{token}")))
}

async fn load(connection: &mut Connection, token: &str) -> Result<StoredTopUp> {
    store::top_ups::by_checkout_token(connection, token).await?.ok_or(ApiError::NotFound)
}

fn html(page: String) -> Response {
    let headers: [(HeaderName, &str); 3] = [
        (header::CONTENT_SECURITY_POLICY, checkout_page::CONTENT_SECURITY_POLICY.as_str()),
        (header::REFERRER_POLICY, "no-referrer"),
        (header::X_CONTENT_TYPE_OPTIONS, "nosniff"),
    ];
    (StatusCode::OK, headers, Html(page)).into_response()
}
