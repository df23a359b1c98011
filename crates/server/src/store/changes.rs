use jiff::Timestamp;
use ollm_api::{ChangeKind, TeamId, UserId};

use super::{Connection, Moment, sequence};

/// That a record changed; what it is now is read elsewhere.
#[derive(Clone, Debug, sqlx::FromRow)]
pub(crate) struct ChangedRecord {
    /// The number of its last change.
    pub(crate) seq: i64,
    pub(crate) kind: String,
    pub(crate) team_id: String,
    pub(crate) record_id: String,
}

/// Where the feed begins.
#[derive(Clone, Debug, sqlx::FromRow)]
pub(crate) struct Feed {
    pub(crate) feed_id: String,
    /// Changes up to and including this number are forgotten.
    pub(crate) floor: i64,
}

/// Gives the feed its identity, once in the life of a database.
pub(crate) async fn create_feed(connection: &mut Connection, feed_id: &str) -> sqlx::Result<()> {
    let sql = "INSERT INTO feed (id, feed_id, floor) VALUES (1, $1, 0) ON CONFLICT (id) DO NOTHING";
    sqlx::query(sql).bind(feed_id).execute(connection).await?;
    Ok(())
}

pub(crate) async fn feed(connection: &mut Connection) -> sqlx::Result<Feed> {
    sqlx::query_as("SELECT feed_id, floor FROM feed WHERE id = 1").fetch_one(connection).await
}

/// Notes that a record changed, for one user or (`None`) for whoever is in the team.
pub(crate) async fn insert(
    connection: &mut Connection,
    kind: &ChangeKind,
    team: &TeamId,
    record_id: &str,
    audience: Option<&UserId>,
    now: Timestamp,
) -> sqlx::Result<()> {
    let seq = sequence::next(connection).await?;
    let sql = "INSERT INTO changes (seq, at, kind, team_id, record_id, audience) VALUES ($1, $2, $3, $4, $5, $6)";
    sqlx::query(sql)
        .bind(seq)
        .bind(Moment::from(now))
        .bind(kind.as_str())
        .bind(team.as_str())
        .bind(record_id)
        .bind(audience.map(UserId::as_str))
        .execute(connection)
        .await?;
    Ok(())
}

/// The records that changed for somebody after number `since`, each once, in the order of their last changes.
pub(crate) async fn list(
    connection: &mut Connection,
    user: &UserId,
    since: i64,
    limit: i64,
) -> sqlx::Result<Vec<ChangedRecord>> {
    let sql = "SELECT MAX(seq) AS seq, kind, team_id, record_id FROM ( \
                 SELECT c.seq, c.kind, c.team_id, c.record_id FROM members m \
                   JOIN changes c ON c.team_id = m.team_id \
                   WHERE m.user_id = $1 AND c.audience IS NULL AND c.seq > $2 \
                 UNION ALL \
                 SELECT seq, kind, team_id, record_id FROM changes WHERE audience = $1 AND seq > $2 \
               ) AS visible GROUP BY kind, team_id, record_id ORDER BY 1 LIMIT $3";
    sqlx::query_as(sql).bind(user.as_str()).bind(since).bind(limit).fetch_all(connection).await
}

/// Forgets what changed before `before` and moves the floor.
pub(crate) async fn prune(connection: &mut Connection, before: Timestamp) -> sqlx::Result<()> {
    let sql = "UPDATE feed SET floor = COALESCE((SELECT MAX(seq) FROM changes WHERE at < $1), floor) WHERE id = 1";
    sqlx::query(sql).bind(Moment::from(before)).execute(&mut *connection).await?;
    sqlx::query("DELETE FROM changes WHERE seq <= (SELECT floor FROM feed WHERE id = 1)").execute(connection).await?;
    Ok(())
}
