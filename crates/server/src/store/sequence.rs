use super::Connection;

/// The next number. Numbers follow the order of commits: see the migration.
pub(crate) async fn next(connection: &mut Connection) -> sqlx::Result<i64> {
    sqlx::query_scalar("UPDATE sequence SET value = value + 1 WHERE id = 1 RETURNING value").fetch_one(connection).await
}

/// The last number that was given.
pub(crate) async fn last(connection: &mut Connection) -> sqlx::Result<i64> {
    sqlx::query_scalar("SELECT value FROM sequence WHERE id = 1").fetch_one(connection).await
}

/// Moves the counter to a number up to which the caller has taken all.
pub(crate) async fn advance(connection: &mut Connection, value: i64) -> sqlx::Result<()> {
    sqlx::query("UPDATE sequence SET value = $1 WHERE id = 1").bind(value).execute(connection).await?;
    Ok(())
}
