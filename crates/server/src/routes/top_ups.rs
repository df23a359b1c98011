use axum::Json;
use axum::extract::State;
use axum::http::StatusCode;
use axum::response::Response;
use ollm_api::{Action, CreateTopUp, Money, Page, TeamId, TopUp, TopUpAmount, TopUpId, TopUpStatus};
use serde::Deserialize;
use utoipa::IntoParams;
use uuid::Uuid;

use crate::amount::{is_dollars, micros, money};
use crate::auth::Caller;
use crate::authorize::authorize;
use crate::error::{ApiError, Result};
use crate::extract::{ListParams, Path, Query, page};
use crate::idempotency::{Begun, Post, replay, replayed, respond, to_json};
use crate::operations::top_ups;
use crate::state::{App, AppState};
use crate::store::top_ups::StoredTopUp;
use crate::store::{self, Moment};

/// Which top-ups to list.
#[derive(Debug, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
pub(crate) struct Filter {
    /// The one that the caller asked for with this key alone.
    #[param(value_type = Option<String>, format = "uuid")]
    idempotency_key: Option<String>,
}

/// Adds credits to a team: at once, or pending with the address of a page where they are paid.
#[utoipa::path(post, path = "/teams/{team_id}/top-ups", tag = "billing", operation_id = "create_top_up",
    params(("team_id" = String, Path, description = "The team")), request_body = CreateTopUp,
    responses((status = 201, description = "The top-up", body = TopUp)))]
pub(crate) async fn create(
    State(app): State<App>,
    caller: Caller,
    Path(team): Path<TeamId>,
    post: Post,
) -> Result<Response> {
    let key = post.require_key()?;
    let body: CreateTopUp = post.json()?;
    let mut write = match post.begin(&app, &caller).await? {
        Begun::Fresh(write) => write,
        Begun::Answered(record) => return Ok(replay(record)),
    };
    // The recorded answers are forgotten one day; what a key has booked is not.
    if let Some(earlier) = store::top_ups::by_key(write.connection(), &caller.user.email, &key).await? {
        return again(earlier, &team, &body, &app, &caller);
    }
    authorize(write.connection(), &caller, &team, Action::TopUp).await?;
    let amount = parse_amount(&body.amount)?;
    let top_up = top_ups::create(&mut write.work(&caller), &team, amount, key, app.payments).await?;
    let top_up = present(top_up, &app.base_url, &caller);
    write.finish(&caller, StatusCode::CREATED, &top_up, None).await
}

/// The top-ups of a team, newest first.
#[utoipa::path(get, path = "/teams/{team_id}/top-ups", tag = "billing", operation_id = "list_top_ups",
    params(("team_id" = String, Path, description = "The team"), Filter, ListParams),
    responses((status = 200, description = "One page of top-ups", body = Page<TopUp>)))]
pub(crate) async fn list(
    State(app): State<App>,
    caller: Caller,
    Path(team): Path<TeamId>,
    Query(filter): Query<Filter>,
    Query(params): Query<ListParams>,
) -> Result<Json<Page<TopUp>>> {
    let paging = params.check("top-ups")?;
    let of_key = filter.idempotency_key.as_deref().map(parse_key).transpose()?;
    let mut tx = app.store.read().await?;
    authorize(&mut tx, &caller, &team, Action::ReadTransactions).await?;
    let before = paging.before()?;
    let top_ups = match of_key {
        Some(key) => {
            let found = store::top_ups::by_key(&mut tx, &caller.user.email, &key).await?;
            found.into_iter().filter(|top_up| top_up.team == team).collect()
        }
        None => store::top_ups::list(&mut tx, &team, &before, paging.fetch()).await?,
    };
    let top_ups = top_ups.into_iter().map(|top_up| present(top_up, &app.base_url, &caller)).collect();
    let key = |top_up: &TopUp| vec![Moment::from(top_up.created_at).0.to_string(), top_up.id.to_string()];
    Ok(Json(page(&paging, top_ups, key)))
}

/// One top-up.
#[utoipa::path(get, path = "/teams/{team_id}/top-ups/{top_up_id}", tag = "billing", operation_id = "get_top_up",
    params(("team_id" = String, Path, description = "The team"), ("top_up_id" = String, Path, description = "The top-up")),
    responses((status = 200, description = "The top-up", body = TopUp)))]
pub(crate) async fn get(
    State(app): State<App>,
    caller: Caller,
    Path((team, id)): Path<(TeamId, TopUpId)>,
) -> Result<Json<TopUp>> {
    let mut tx = app.store.read().await?;
    authorize(&mut tx, &caller, &team, Action::ReadTransactions).await?;
    let top_up = store::top_ups::get(&mut tx, &team, &id).await?.ok_or(ApiError::NotFound)?;
    Ok(Json(present(top_up, &app.base_url, &caller)))
}

/// Ends a pending top-up: it can not be paid any more. One that has an end already stays as it is.
#[utoipa::path(post, path = "/teams/{team_id}/top-ups/{top_up_id}/expire", tag = "billing",
    operation_id = "expire_top_up",
    params(("team_id" = String, Path, description = "The team"), ("top_up_id" = String, Path, description = "The top-up")),
    responses((status = 200, description = "The top-up as it is now", body = TopUp)))]
pub(crate) async fn expire(
    State(app): State<App>,
    caller: Caller,
    Path((team, id)): Path<(TeamId, TopUpId)>,
    post: Post,
) -> Result<Response> {
    let mut write = match post.begin(&app, &caller).await? {
        Begun::Fresh(write) => write,
        Begun::Answered(record) => return Ok(replay(record)),
    };
    authorize(write.connection(), &caller, &team, Action::TopUp).await?;
    let top_up = store::top_ups::get(write.connection(), &team, &id).await?.ok_or(ApiError::NotFound)?;
    let why = Some("It was canceled before it was paid.");
    let top_up = top_ups::settle_unpaid(&mut write.work(&caller), top_up, TopUpStatus::Expired, why).await?;
    write.finish(&caller, StatusCode::OK, &present(top_up, &app.base_url, &caller), None).await
}

/// The answer to a request whose key has a top-up already.
fn again(earlier: StoredTopUp, team: &TeamId, body: &CreateTopUp, app: &AppState, caller: &Caller) -> Result<Response> {
    if earlier.team != *team || money(earlier.amount) != body.amount {
        return Err(ApiError::IdempotencyKeyReused("this idempotency key came with another top-up before"));
    }
    let json = to_json(&present(earlier, &app.base_url, caller))?;
    Ok(replayed(respond(StatusCode::CREATED, None, json)))
}

fn parse_key(text: &str) -> Result<String> {
    let key = Uuid::try_parse(text).map_err(|_| ApiError::invalid("idempotency_key", "a key is one UUID"))?;
    Ok(key.to_string())
}

fn parse_amount(amount: &Money) -> Result<i64> {
    if !is_dollars(amount) {
        return Err(ApiError::invalid("amount", "an amount is in USD"));
    }
    let checked =
        TopUpAmount::try_from(amount.amount).map_err(|error| ApiError::invalid("amount", error.to_string()))?;
    micros(checked.money().amount).ok_or(ApiError::Internal)
}

/// The top-up as it is on the wire. Its checkout page is told while it can be paid there; its key to whoever sent it.
fn present(top_up: StoredTopUp, base_url: &str, caller: &Caller) -> TopUp {
    let pending = top_up.status == TopUpStatus::Pending;
    let token = top_up.checkout_token.filter(|_| pending);
    TopUp {
        id: top_up.id,
        team_id: top_up.team,
        amount: money(top_up.amount),
        status: top_up.status,
        failure: top_up.failure,
        checkout_url: token.map(|token| format!("{base_url}/checkout/{token}")),
        idempotency_key: top_up.idempotency_key.filter(|_| top_up.created_by == caller.user.email),
        created_at: top_up.created_at,
        settled_at: top_up.settled_at,
    }
}
