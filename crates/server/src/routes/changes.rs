use axum::Json;
use axum::extract::State;
use ollm_api::{Change, ChangeKind, ChangeOp, ChangePage, InvitationId, InvitationStatus, TeamId, UserId};
use serde::Deserialize;
use serde_json::Value;
use utoipa::IntoParams;

use crate::auth::Caller;
use crate::cursor;
use crate::error::{ApiError, Result};
use crate::extract::{Query, limit};
use crate::state::App;
use crate::store::changes::{ChangedRecord, Feed};
use crate::store::{self, Connection};

const CURSOR: &str = "changes";
const DEFAULT_LIMIT: u32 = 200;

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
    let mut records = store::changes::list(&mut tx, &caller.user.id, since, limit as i64 + 1).await?;
    let has_more = records.len() > limit;
    records.truncate(limit);
    let next = records.last().filter(|_| has_more).map_or(head, |last| last.seq);
    let mut data = Vec::with_capacity(records.len());
    for record in records {
        data.extend(read(&mut tx, &caller, record).await?);
    }
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

/// The change as it is for the caller now; `None` where it says nothing to them.
async fn read(connection: &mut Connection, caller: &Caller, record: ChangedRecord) -> Result<Option<Change>> {
    let kind = ChangeKind::from(record.kind.as_str());
    let team = TeamId::new(record.team_id);
    let is_member = store::members::role(connection, &team, &caller.user.id).await?.is_some();
    let data = match kind {
        ChangeKind::Team => to_value(store::teams::get(connection, &caller.user.id, &team).await?)?,
        ChangeKind::Member if is_member => {
            to_value(store::members::get(connection, &team, &UserId::new(&*record.record_id)).await?)?
        }
        ChangeKind::Invitation => {
            let invitation = store::invitations::get(connection, &InvitationId::new(&*record.record_id)).await?;
            let addressed = |email: &str, status: &InvitationStatus| {
                email == caller.user.email && *status == InvitationStatus::Pending
            };
            to_value(invitation.filter(|found| is_member || addressed(&found.email, &found.status)))?
        }
        // The team's own delete says that its members are gone with it.
        ChangeKind::Member | ChangeKind::Other(_) => return Ok(None),
    };
    let op = if data.is_some() { ChangeOp::Upsert } else { ChangeOp::Delete };
    Ok(Some(Change { kind, op, team_id: team, id: record.record_id, data }))
}

fn to_value<T: serde::Serialize>(record: Option<T>) -> Result<Option<Value>> {
    record.map(serde_json::to_value).transpose().map_err(|_| ApiError::Internal)
}
