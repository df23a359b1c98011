use jiff::Timestamp;
use ollm_api::UserId;

use super::{Connection, Moment};

/// How long a token counts.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Lifetime {
    /// Until it is revoked.
    Lasting,
    /// Until the run of the app that it was made for ends.
    Run,
}

impl Lifetime {
    fn as_str(self) -> &'static str {
        match self {
            Self::Lasting => "lasting",
            Self::Run => "run",
        }
    }
}

pub(crate) async fn insert(
    connection: &mut Connection,
    hash: &str,
    user: &UserId,
    lifetime: Lifetime,
    now: Timestamp,
) -> sqlx::Result<()> {
    let sql = "INSERT INTO tokens (hash, user_id, lifetime, created_at) VALUES ($1, $2, $3, $4)";
    let query = sqlx::query(sql).bind(hash).bind(user.as_str()).bind(lifetime.as_str()).bind(Moment::from(now));
    query.execute(connection).await?;
    Ok(())
}

/// Ends the run tokens of somebody.
pub(crate) async fn revoke_run_tokens(connection: &mut Connection, user: &UserId) -> sqlx::Result<()> {
    let sql = "DELETE FROM tokens WHERE user_id = $1 AND lifetime = 'run'";
    sqlx::query(sql).bind(user.as_str()).execute(connection).await?;
    Ok(())
}

/// Ends one token.
pub(crate) async fn revoke(connection: &mut Connection, hash: &str) -> sqlx::Result<()> {
    sqlx::query("DELETE FROM tokens WHERE hash = $1").bind(hash).execute(connection).await?;
    Ok(())
}
