use std::collections::HashMap;

use jiff::Timestamp;
use ollm_api::{User, UserId};

use super::{Connection, bulk};

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

/// Adds somebody, unless the address is known already.
pub(crate) async fn insert(connection: &mut Connection, user: &User, now: Timestamp) -> sqlx::Result<()> {
    bulk::users(connection, std::slice::from_ref(user), now).await
}

/// Who has the address, which is in lower case.
pub(crate) async fn by_email(connection: &mut Connection, email: &str) -> sqlx::Result<Option<User>> {
    let sql = "SELECT id, email, name FROM users WHERE email = $1";
    let row: Option<Row> = sqlx::query_as(sql).bind(email).fetch_optional(connection).await?;
    Ok(row.map(User::from))
}

/// Everybody's identifier by address.
pub(crate) async fn ids_by_email(connection: &mut Connection) -> sqlx::Result<HashMap<String, UserId>> {
    let rows: Vec<(String, String)> = sqlx::query_as("SELECT email, id FROM users").fetch_all(connection).await?;
    Ok(rows.into_iter().map(|(email, id)| (email, UserId::new(id))).collect())
}

/// Whose token has this hash.
pub(crate) async fn by_token_hash(connection: &mut Connection, hash: &str) -> sqlx::Result<Option<User>> {
    let sql = "SELECT u.id, u.email, u.name FROM tokens k JOIN users u ON u.id = k.user_id WHERE k.hash = $1";
    let row: Option<Row> = sqlx::query_as(sql).bind(hash).fetch_optional(connection).await?;
    Ok(row.map(User::from))
}
