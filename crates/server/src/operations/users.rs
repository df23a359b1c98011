use jiff::Timestamp;
use ollm_api::{Email, User, UserId};

use super::new_id;
use crate::error::{ApiError, Result};
use crate::store::{self, Connection, Store};

/// The user with this address, who is made if need be.
pub(crate) async fn ensure(connection: &mut Connection, email: &Email, now: Timestamp) -> Result<User> {
    let user = User { id: UserId::new(new_id("usr")), email: email.as_str().to_owned(), name: None };
    store::users::insert(connection, &user, now).await?;
    store::users::by_email(connection, email.as_str()).await?.ok_or(ApiError::Internal)
}

/// As [`ensure`], for whom it is nearly always known: only somebody new waits for the writer.
pub(crate) async fn find_or_make(store: &Store, email: &Email, now: Timestamp) -> Result<User> {
    if let Some(user) = store::users::by_email(&mut *store.read().await?, email.as_str()).await? {
        return Ok(user);
    }
    let mut tx = store.write().await?;
    let user = ensure(&mut tx, email, now).await?;
    tx.commit().await?;
    Ok(user)
}
