use jiff::Timestamp;
use ollm_api::{ApiKey, ApiKeyId, TeamId};

use super::{Connection, Moment};

#[derive(sqlx::FromRow)]
struct Row {
    id: String,
    team_id: String,
    name: String,
    prefix: String,
    created_by: String,
    created_at: Moment,
    last_used_at: Option<Moment>,
}

impl From<Row> for ApiKey {
    fn from(row: Row) -> Self {
        Self {
            id: ApiKeyId::new(row.id),
            team_id: TeamId::new(row.team_id),
            name: row.name,
            prefix: row.prefix,
            created_by: row.created_by,
            created_at: row.created_at.into(),
            last_used_at: row.last_used_at.map(Timestamp::from),
        }
    }
}

/// The API keys of a team, after `after` in the order of creation.
pub(crate) async fn list(
    connection: &mut Connection,
    team: &TeamId,
    after: &(i64, String),
    limit: i64,
) -> sqlx::Result<Vec<ApiKey>> {
    let sql = "SELECT id, team_id, name, prefix, created_by, created_at, last_used_at FROM api_keys \
               WHERE team_id = $1 AND (created_at, id) > ($2, $3) ORDER BY created_at, id LIMIT $4";
    let query = sqlx::query_as(sql).bind(team.as_str()).bind(after.0).bind(&after.1).bind(limit);
    let rows: Vec<Row> = query.fetch_all(connection).await?;
    Ok(rows.into_iter().map(ApiKey::from).collect())
}

pub(crate) async fn get(connection: &mut Connection, team: &TeamId, id: &ApiKeyId) -> sqlx::Result<Option<ApiKey>> {
    let sql = "SELECT id, team_id, name, prefix, created_by, created_at, last_used_at FROM api_keys \
               WHERE team_id = $1 AND id = $2";
    let row: Option<Row> = sqlx::query_as(sql).bind(team.as_str()).bind(id.as_str()).fetch_optional(connection).await?;
    Ok(row.map(ApiKey::from))
}

/// Adds a key. `hash` is what is kept of its secret.
pub(crate) async fn insert(connection: &mut Connection, key: &ApiKey, hash: &str) -> sqlx::Result<()> {
    let sql = "INSERT INTO api_keys (id, team_id, name, prefix, hash, created_by, created_at) \
               VALUES ($1, $2, $3, $4, $5, $6, $7)";
    sqlx::query(sql)
        .bind(key.id.as_str())
        .bind(key.team_id.as_str())
        .bind(&key.name)
        .bind(&key.prefix)
        .bind(hash)
        .bind(&key.created_by)
        .bind(Moment::from(key.created_at))
        .execute(connection)
        .await?;
    Ok(())
}

pub(crate) async fn delete(connection: &mut Connection, id: &ApiKeyId) -> sqlx::Result<()> {
    sqlx::query("DELETE FROM api_keys WHERE id = $1").bind(id.as_str()).execute(connection).await?;
    Ok(())
}
