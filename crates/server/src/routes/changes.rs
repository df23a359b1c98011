use axum::Json;
use axum::extract::State;
use ollm_api::{ChangePage, UserId};
use serde::Deserialize;
use utoipa::IntoParams;

use crate::auth::Caller;
use crate::error::{ApiError, Result};
use crate::extract::{Query, limit};
use crate::state::App;
use crate::store::changes::{Feed, Side};
use crate::store::{self, Connection};
use crate::{changed_records, cursor};

const CURSOR: &str = "changes";
const DEFAULT_LIMIT: u32 = 200;
/// So many changes are looked at, whoever asks.
const FEW: i64 = 1000;
/// How many changes cost as much as one team. They are read on in the order of the feed, from page to page, while teams
/// are gone through again for each.
const CHANGES_PER_TEAM: i64 = 4;

/// From where to read the feed.
#[derive(Debug, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
pub(crate) struct Since {
    /// The `next_cursor` of the answer before. Without it, the answer is empty and its `next_cursor` is now.
    since: Option<String>,
    /// How many changes the answer has at most.
    #[param(value_type = Option<u32>, minimum = 1, maximum = 200, default = 200)]
    limit: Option<String>,
}

/// What changed for the caller since a point: teams that they are in, members and invitations of these, and
/// invitations of their own address. Coming into a team delivers all of it; losing it is a `team` `delete`, and says
/// all there is to say about its members and invitations. Points older than 30 days are 410 `cursor_expired`.
#[utoipa::path(get, path = "/changes", tag = "changes", operation_id = "list_changes", params(Since),
    responses((status = 200, description = "The changes, oldest first", body = ChangePage)))]
pub(crate) async fn list(
    State(app): State<App>,
    caller: Caller,
    Query(params): Query<Since>,
) -> Result<Json<ChangePage>> {
    let limit = limit(params.limit.as_deref(), DEFAULT_LIMIT)?;
    let mut tx = app.store.read().await?;
    let feed = store::changes::feed(&mut tx).await?;
    let head = store::sequence::last(&mut tx).await?;
    let Some(since) = params.since else {
        return Ok(Json(ChangePage { data: Vec::new(), next_cursor: point(&feed, head), has_more: false }));
    };
    let since = parse(&feed, head, &since)?;
    let side = side(&mut tx, &caller.user.id, since).await?;
    let mut records = store::changes::list(&mut tx, &caller.user.id, since, limit as i64 + 1, side).await?;
    let has_more = records.len() > limit;
    records.truncate(limit);
    let next = records.last().filter(|_| has_more).map_or(head, |last| last.seq);
    let data = changed_records::read(&mut tx, &caller.user, records).await?;
    Ok(Json(ChangePage { data, next_cursor: point(&feed, next), has_more }))
}

fn point(feed: &Feed, seq: i64) -> String {
    cursor::encode(CURSOR, &[&feed.feed_id, &seq.to_string()])
}

fn parse(feed: &Feed, head: i64, text: &str) -> Result<i64> {
    let invalid = || ApiError::invalid("since", "this is not a cursor of the change feed");
    let [feed_id, seq] = cursor::decode(CURSOR, text).ok_or_else(invalid)?;
    let seq: i64 = seq.parse().map_err(|_| invalid())?;
    // A point of another database, or of one that was restored from an older copy, says nothing about this one.
    if feed_id != feed.feed_id || seq < feed.floor || seq > head {
        return Err(ApiError::CursorExpired);
    }
    Ok(seq)
}

/// From which side to read what changed since a point. Looking at every change costs little while few waited or the user
/// is in many teams; who is in few, on a server where others changed a lot, is better off looking into those.
async fn side(connection: &mut Connection, user: &UserId, since: i64) -> Result<Side> {
    if store::changes::count_after(connection, since, FEW + 1).await? <= FEW {
        return Ok(Side::Changes);
    }
    let enough = FEW + CHANGES_PER_TEAM * i64::from(store::teams::count(connection, user).await?);
    let waiting = store::changes::count_after(connection, since, enough + 1).await?;
    Ok(if waiting <= enough { Side::Changes } else { Side::Teams })
}
