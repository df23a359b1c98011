use jiff::Timestamp;
use ollm_api::UserId;

use super::{Connection, Moment};

/// Keeps the hash of a token, until the token is revoked.
pub(crate) async fn insert(connection: &mut Connection, hash: &str, user: &UserId, now: Timestamp) -> sqlx::Result<()> {
    let sql = "INSERT INTO tokens (hash, user_id, created_at) VALUES ($1, $2, $3)";
    sqlx::query(sql).bind(hash).bind(user.as_str()).bind(Moment::from(now)).execute(connection).await?;
    Ok(())
}
