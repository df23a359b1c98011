use axum::Json;
use axum::extract::State;
use axum::http::{HeaderMap, StatusCode};
use axum::response::Response;
use ollm_api::{Action, CreateTeam, Money, Page, Team, TeamId, TeamName, UpdateTeam};
use serde::Deserialize;
use utoipa::IntoParams;

use crate::amount::{is_dollars, micros};
use crate::auth::Caller;
use crate::authorize::authorize;
use crate::error::{ApiError, Result};
use crate::extract::{ListParams, Path, Query, RawBody, page};
use crate::idempotency::{Begun, Post, replay, respond, to_json};
use crate::operations::{UnitOfWork, teams};
use crate::precondition::{self, etag};
use crate::state::App;
use crate::store::{self, Connection, Moment};

/// The most that a threshold can be, in micro-dollars: a billion dollars.
const MAX_THRESHOLD: i64 = 1_000_000_000_000_000;

/// What a list of teams has beside its teams.
#[derive(Debug, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
pub(crate) struct Extras {
    /// Whether the answer says in `total` how many teams there are in all.
    #[param(value_type = Option<bool>, default = false)]
    include_total: Option<String>,
}

/// The teams that the caller is in, in the order in which they were created.
#[utoipa::path(get, path = "/teams", tag = "teams", operation_id = "list_teams", params(Extras, ListParams),
    responses((status = 200, description = "One page of teams", body = Page<Team>)))]
pub(crate) async fn list(
    State(app): State<App>,
    caller: Caller,
    Query(extras): Query<Extras>,
    Query(params): Query<ListParams>,
) -> Result<Json<Page<Team>>> {
    let paging = params.check("teams")?;
    let include_total = extras.include_total.as_deref().map_or(Ok(false), parse_flag)?;
    let mut tx = app.store.read().await?;
    let teams = store::teams::list(&mut tx, &caller.user.id, &paging.after()?, paging.fetch()).await?;
    let page = page(&paging, teams, |team| vec![Moment::from(team.created_at).0.to_string(), team.id.to_string()]);
    let total = if include_total { Some(store::teams::count(&mut tx, &caller.user.id).await?) } else { None };
    Ok(Json(Page { total, ..page }))
}

/// Makes a team. The caller becomes its owner.
#[utoipa::path(post, path = "/teams", tag = "teams", operation_id = "create_team", request_body = CreateTeam,
    responses((status = 201, description = "The new team", body = Team)))]
pub(crate) async fn create(State(app): State<App>, caller: Caller, post: Post) -> Result<Response> {
    let body: CreateTeam = post.json()?;
    let name = parse_name(&body.name)?;
    let mut write = match post.begin(&app, &caller).await? {
        Begun::Fresh(write) => write,
        Begun::Answered(record) => return Ok(replay(record)),
    };
    let id = teams::create(&mut write.work(&caller), &caller.user.id, &name, rand::random).await?;
    let team = load(write.connection(), &caller, &id).await?;
    let tag = etag(team.version);
    write.finish(&caller, StatusCode::CREATED, &team, Some(tag)).await
}

/// One team.
#[utoipa::path(get, path = "/teams/{team_id}", tag = "teams", operation_id = "get_team",
    params(("team_id" = String, Path, description = "The team")),
    responses((status = 200, description = "The team", body = Team)))]
pub(crate) async fn get(State(app): State<App>, caller: Caller, Path(id): Path<TeamId>) -> Result<Response> {
    let mut tx = app.store.read().await?;
    authorize(&mut tx, &caller, &id, Action::ReadTeam).await?;
    answer(&load(&mut tx, &caller, &id).await?)
}

/// Renames a team, or sets the balance below which it counts as low. A field that is absent is left as it is.
#[utoipa::path(patch, path = "/teams/{team_id}", tag = "teams", operation_id = "update_team",
    params(("team_id" = String, Path, description = "The team"),
        ("If-Match" = Option<String>, Header, description = "The `ETag` of the version that is to be changed")),
    request_body = UpdateTeam,
    responses((status = 200, description = "The team as it is now", body = Team)))]
pub(crate) async fn update(
    State(app): State<App>,
    caller: Caller,
    Path(id): Path<TeamId>,
    headers: HeaderMap,
    body: RawBody,
) -> Result<Response> {
    let body: UpdateTeam = body.json()?;
    let mut tx = app.store.write().await?;
    authorize(&mut tx, &caller, &id, Action::ReadTeam).await?;
    if body.name.is_some() {
        authorize(&mut tx, &caller, &id, Action::Rename).await?;
    }
    if body.low_balance_threshold.is_some() {
        authorize(&mut tx, &caller, &id, Action::SetLowBalanceThreshold).await?;
    }
    let name = body.name.as_deref().map(parse_name).transpose()?;
    let threshold = body.low_balance_threshold.map(parse_threshold).transpose()?;
    let team = load(&mut tx, &caller, &id).await?;
    precondition::check(&headers, team.version)?;

    let mut work = UnitOfWork { connection: &mut tx, now: app.now(), actor: &caller.user.email };
    if let Some(name) = name.filter(|name| name.as_str() != team.name) {
        teams::rename(&mut work, &id, &team.name, &name).await?;
    }
    let current = team.low_balance_threshold.and_then(|money| micros(money.amount));
    if let Some(threshold) = threshold.filter(|threshold| *threshold != current) {
        teams::set_threshold(&mut work, &id, threshold).await?;
    }
    let team = load(&mut tx, &caller, &id).await?;
    tx.commit().await?;
    answer(&team)
}

/// Deletes a team for good. Its balance is lost.
#[utoipa::path(delete, path = "/teams/{team_id}", tag = "teams", operation_id = "delete_team",
    params(("team_id" = String, Path, description = "The team"),
        ("If-Match" = Option<String>, Header, description = "The `ETag` of the version that is to be deleted")),
    responses((status = 204, description = "It is gone")))]
pub(crate) async fn delete(
    State(app): State<App>,
    caller: Caller,
    Path(id): Path<TeamId>,
    headers: HeaderMap,
) -> Result<StatusCode> {
    let mut tx = app.store.write().await?;
    authorize(&mut tx, &caller, &id, Action::Delete).await?;
    let team = load(&mut tx, &caller, &id).await?;
    precondition::check(&headers, team.version)?;
    let mut work = UnitOfWork { connection: &mut tx, now: app.now(), actor: &caller.user.email };
    teams::delete(&mut work, &id, &team.name).await?;
    tx.commit().await?;
    Ok(StatusCode::NO_CONTENT)
}

/// The team as the caller sees it.
pub(super) async fn load(connection: &mut Connection, caller: &Caller, id: &TeamId) -> Result<Team> {
    store::teams::get(connection, &caller.user.id, id).await?.ok_or(ApiError::NotFound)
}

fn answer(team: &Team) -> Result<Response> {
    Ok(respond(StatusCode::OK, Some(etag(team.version)), to_json(team)?))
}

fn parse_flag(text: &str) -> Result<bool> {
    text.parse().map_err(|_| ApiError::invalid("include_total", "include_total is true or false"))
}

fn parse_name(text: &str) -> Result<TeamName> {
    TeamName::parse(text).map_err(|error| ApiError::invalid("name", error.to_string()))
}

fn parse_threshold(threshold: Option<Money>) -> Result<Option<i64>> {
    let Some(money) = threshold else { return Ok(None) };
    match micros(money.amount) {
        Some(micros @ 0..=MAX_THRESHOLD) if is_dollars(&money) => Ok(Some(micros)),
        _ => Err(ApiError::invalid(
            "low_balance_threshold",
            "a threshold is an amount of USD, not negative, with at most 6 decimals",
        )),
    }
}
