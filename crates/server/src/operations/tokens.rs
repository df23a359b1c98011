use jiff::Timestamp;
use ollm_api::Email;
use secrecy::{ExposeSecret, SecretString};

use super::users;
use crate::error::Result;
use crate::run_tokens::RunTokens;
use crate::store::{self, Store};
use crate::token;

/// Makes a bearer token for somebody, who is made if need be.
pub(crate) async fn issue(store: &Store, email: &Email, now: Timestamp) -> Result<SecretString> {
    let secret = SecretString::from(token::generate());
    let mut tx = store.write().await?;
    let user = users::ensure(&mut tx, email, now).await?;
    store::tokens::insert(&mut tx, &token::hash(secret.expose_secret()), &user.id, now).await?;
    tx.commit().await?;
    Ok(secret)
}

/// Makes one that counts for this run of the server.
pub(crate) async fn issue_for_run(
    store: &Store,
    run_tokens: &RunTokens,
    email: &Email,
    now: Timestamp,
) -> Result<SecretString> {
    let secret = SecretString::from(token::generate());
    let mut tx = store.write().await?;
    let user = users::ensure(&mut tx, email, now).await?;
    tx.commit().await?;
    run_tokens.insert(token::hash(secret.expose_secret()), user);
    Ok(secret)
}
