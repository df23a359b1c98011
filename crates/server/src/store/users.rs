use jiff::Timestamp;
use ollm_api::{User, UserId};

use super::{Connection, Moment};

#[derive(sqlx::FromRow)]
struct Row {
    id: String,
    email: String,
    name: Option<String>,
}

impl From<Row> for User {
    fn from(row: Row) -> Self {
        Self { id: UserId::new(row.id), email: row.email, name: row.name }
    }
}

/// Adds somebody; `false` where the address is known already.
pub(crate) async fn insert(connection: &mut Connection, user: &User, now: Timestamp) -> sqlx::Result<bool> {
    let sql = "INSERT INTO users (id, email, name, created_at) VALUES ($1, $2, $3, $4) ON CONFLICT (email) DO NOTHING";
    let query = sqlx::query(sql).bind(user.id.as_str()).bind(&user.email).bind(&user.name).bind(Moment::from(now));
    Ok(query.execute(connection).await?.rows_affected() == 1)
}

/// Who has the address, which is in lower case.
pub(crate) async fn by_email(connection: &mut Connection, email: &str) -> sqlx::Result<Option<User>> {
    let sql = "SELECT id, email, name FROM users WHERE email = $1";
    let row: Option<Row> = sqlx::query_as(sql).bind(email).fetch_optional(connection).await?;
    Ok(row.map(User::from))
}

/// Whose token has this hash.
pub(crate) async fn by_token_hash(connection: &mut Connection, hash: &str) -> sqlx::Result<Option<User>> {
    let sql = "SELECT u.id, u.email, u.name FROM tokens k JOIN users u ON u.id = k.user_id WHERE k.hash = $1";
    let row: Option<Row> = sqlx::query_as(sql).bind(hash).fetch_optional(connection).await?;
    Ok(row.map(User::from))
}
