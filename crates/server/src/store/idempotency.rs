use jiff::Timestamp;
use ollm_api::UserId;

use super::{Connection, Moment};

/// The first answer to a request with an idempotency key.
#[derive(Clone, Debug, sqlx::FromRow)]
pub(crate) struct Record {
    /// Hash of method, path and body.
    pub(crate) fingerprint: String,
    pub(crate) status: i64,
    pub(crate) etag: Option<String>,
    /// JSON, without secrets.
    pub(crate) body: String,
}

pub(crate) async fn get(connection: &mut Connection, user: &UserId, key: &str) -> sqlx::Result<Option<Record>> {
    let sql = "SELECT fingerprint, status, etag, body FROM idempotency_records WHERE user_id = $1 AND key = $2";
    sqlx::query_as(sql).bind(user.as_str()).bind(key).fetch_optional(connection).await
}

pub(crate) async fn insert(
    connection: &mut Connection,
    user: &UserId,
    key: &str,
    record: &Record,
    now: Timestamp,
) -> sqlx::Result<()> {
    let sql = "INSERT INTO idempotency_records (user_id, key, fingerprint, status, etag, body, created_at) \
               VALUES ($1, $2, $3, $4, $5, $6, $7)";
    sqlx::query(sql)
        .bind(user.as_str())
        .bind(key)
        .bind(&record.fingerprint)
        .bind(record.status)
        .bind(&record.etag)
        .bind(&record.body)
        .bind(Moment::from(now))
        .execute(connection)
        .await?;
    Ok(())
}

/// Forgets what was recorded before `before`.
pub(crate) async fn prune(connection: &mut Connection, before: Timestamp) -> sqlx::Result<()> {
    let sql = "DELETE FROM idempotency_records WHERE created_at < $1";
    sqlx::query(sql).bind(Moment::from(before)).execute(connection).await?;
    Ok(())
}
