use axum::Json;
use axum::extract::State;
use ollm_api::{Action, Event, Page, TeamId};

use super::without_seq;
use crate::auth::Caller;
use crate::authorize::authorize;
use crate::error::Result;
use crate::extract::{ListParams, Path, Query, page};
use crate::state::App;
use crate::store;

/// The activity of a team, newest first.
#[utoipa::path(get, path = "/teams/{team_id}/events", tag = "activity", operation_id = "list_events",
    params(("team_id" = String, Path, description = "The team"), ListParams),
    responses((status = 200, description = "One page of events", body = Page<Event>)))]
pub(crate) async fn list(
    State(app): State<App>,
    caller: Caller,
    Path(team): Path<TeamId>,
    Query(params): Query<ListParams>,
) -> Result<Json<Page<Event>>> {
    let paging = params.check("events")?;
    let mut tx = app.store.read().await?;
    authorize(&mut tx, &caller, &team, Action::ReadEvents).await?;
    let events = store::events::list(&mut tx, &team, paging.before_seq()?, paging.fetch()).await?;
    Ok(Json(without_seq(page(&paging, events, |(seq, _)| vec![seq.to_string()]))))
}
