use jiff::Timestamp;
use ollm_api::{TeamId, TopUpId, TopUpStatus};

use super::{Connection, Moment, bulk};

/// A top-up as it is stored. The amount is micro-dollars; the checkout token is a secret of the page's address.
#[derive(Clone, Debug)]
pub(crate) struct StoredTopUp {
    pub(crate) id: TopUpId,
    pub(crate) team: TeamId,
    pub(crate) amount: i64,
    pub(crate) status: TopUpStatus,
    pub(crate) failure: Option<String>,
    pub(crate) checkout_token: Option<String>,
    pub(crate) created_by: String,
    pub(crate) idempotency_key: Option<String>,
    pub(crate) created_at: Timestamp,
    pub(crate) expires_at: Timestamp,
    pub(crate) settled_at: Option<Timestamp>,
}

#[derive(sqlx::FromRow)]
struct Row {
    id: String,
    team_id: String,
    amount: i64,
    status: String,
    failure: Option<String>,
    checkout_token: Option<String>,
    created_by: String,
    idempotency_key: Option<String>,
    created_at: Moment,
    expires_at: Moment,
    settled_at: Option<Moment>,
}

impl From<Row> for StoredTopUp {
    fn from(row: Row) -> Self {
        Self {
            id: TopUpId::new(row.id),
            team: TeamId::new(row.team_id),
            amount: row.amount,
            status: TopUpStatus::from(row.status.as_str()),
            failure: row.failure,
            checkout_token: row.checkout_token,
            created_by: row.created_by,
            idempotency_key: row.idempotency_key,
            created_at: row.created_at.into(),
            expires_at: row.expires_at.into(),
            settled_at: row.settled_at.map(Timestamp::from),
        }
    }
}

macro_rules! top_ups {
    ($rest:literal) => {
        concat!(
            "SELECT id, team_id, amount, status, failure, checkout_token, created_by, idempotency_key, created_at, \
             expires_at, settled_at FROM top_ups WHERE ",
            $rest
        )
    };
}

/// The top-ups of a team, newest first, from before `before`.
pub(crate) async fn list(
    connection: &mut Connection,
    team: &TeamId,
    before: &(i64, String),
    limit: i64,
) -> sqlx::Result<Vec<StoredTopUp>> {
    let sql = top_ups!("team_id = $1 AND (created_at, id) < ($2, $3) ORDER BY created_at DESC, id DESC LIMIT $4");
    let query = sqlx::query_as(sql).bind(team.as_str()).bind(before.0).bind(&before.1).bind(limit);
    let rows: Vec<Row> = query.fetch_all(connection).await?;
    Ok(rows.into_iter().map(StoredTopUp::from).collect())
}

pub(crate) async fn get(connection: &mut Connection, team: &TeamId, id: &TopUpId) -> sqlx::Result<Option<StoredTopUp>> {
    let sql = top_ups!("team_id = $1 AND id = $2");
    let row: Option<Row> = sqlx::query_as(sql).bind(team.as_str()).bind(id.as_str()).fetch_optional(connection).await?;
    Ok(row.map(StoredTopUp::from))
}

/// The top-up that somebody asked for with a key.
pub(crate) async fn by_key(
    connection: &mut Connection,
    created_by: &str,
    key: &str,
) -> sqlx::Result<Option<StoredTopUp>> {
    let sql = top_ups!("created_by = $1 AND idempotency_key = $2");
    let row: Option<Row> = sqlx::query_as(sql).bind(created_by).bind(key).fetch_optional(connection).await?;
    Ok(row.map(StoredTopUp::from))
}

/// The top-up that a checkout page is for.
pub(crate) async fn by_checkout_token(connection: &mut Connection, token: &str) -> sqlx::Result<Option<StoredTopUp>> {
    let row: Option<Row> =
        sqlx::query_as(top_ups!("checkout_token = $1")).bind(token).fetch_optional(connection).await?;
    Ok(row.map(StoredTopUp::from))
}

/// Every pending top-up whose time is over.
pub(crate) async fn due(connection: &mut Connection, now: Timestamp) -> sqlx::Result<Vec<StoredTopUp>> {
    let sql = top_ups!("status = 'pending' AND expires_at <= $1 ORDER BY expires_at, id");
    let rows: Vec<Row> = sqlx::query_as(sql).bind(Moment::from(now)).fetch_all(connection).await?;
    Ok(rows.into_iter().map(StoredTopUp::from).collect())
}

/// The pending top-ups of a team.
pub(crate) async fn pending_of_team(connection: &mut Connection, team: &TeamId) -> sqlx::Result<Vec<StoredTopUp>> {
    let sql = top_ups!("team_id = $1 AND status = 'pending' ORDER BY created_at, id");
    let rows: Vec<Row> = sqlx::query_as(sql).bind(team.as_str()).fetch_all(connection).await?;
    Ok(rows.into_iter().map(StoredTopUp::from).collect())
}

pub(crate) async fn insert(connection: &mut Connection, top_up: &StoredTopUp) -> sqlx::Result<()> {
    bulk::top_ups(connection, std::slice::from_ref(top_up)).await
}

/// Writes what became of a top-up.
pub(crate) async fn settle(connection: &mut Connection, top_up: &StoredTopUp) -> sqlx::Result<()> {
    let sql = "UPDATE top_ups SET status = $2, failure = $3, settled_at = $4 WHERE id = $1";
    sqlx::query(sql)
        .bind(top_up.id.as_str())
        .bind(top_up.status.as_str())
        .bind(&top_up.failure)
        .bind(top_up.settled_at.map(Moment::from))
        .execute(connection)
        .await?;
    Ok(())
}
