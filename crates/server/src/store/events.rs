use ollm_api::{Event, EventId, TeamId};

use super::{Connection, Moment, bulk, sequence};

#[derive(sqlx::FromRow)]
struct Row {
    seq: i64,
    id: String,
    team_id: String,
    at: Moment,
    actor: String,
    action: String,
    target: String,
    detail: String,
}

impl From<Row> for (i64, Event) {
    fn from(row: Row) -> Self {
        let event = Event {
            id: EventId::new(row.id),
            team_id: TeamId::new(row.team_id),
            at: row.at.into(),
            actor: row.actor,
            action: row.action,
            target: row.target,
            detail: row.detail,
        };
        (row.seq, event)
    }
}

/// The activity of a team with its order numbers, newest first, from before number `before`.
pub(crate) async fn list(
    connection: &mut Connection,
    team: &TeamId,
    before: i64,
    limit: i64,
) -> sqlx::Result<Vec<(i64, Event)>> {
    let sql = "SELECT seq, id, team_id, at, actor, action, target, detail FROM events \
               WHERE team_id = $1 AND seq < $2 ORDER BY seq DESC LIMIT $3";
    let query = sqlx::query_as(sql).bind(team.as_str()).bind(before).bind(limit);
    let rows: Vec<Row> = query.fetch_all(connection).await?;
    Ok(rows.into_iter().map(<(i64, Event)>::from).collect())
}

pub(crate) async fn insert(connection: &mut Connection, event: Event) -> sqlx::Result<()> {
    let seq = sequence::next(connection).await?;
    bulk::events(connection, &[(seq, event)]).await
}
