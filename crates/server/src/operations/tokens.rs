use jiff::Timestamp;
use ollm_api::Email;
use secrecy::{ExposeSecret, SecretString};

use super::users;
use crate::error::Result;
use crate::store::tokens::Lifetime;
use crate::store::{self, Store};
use crate::token;

/// Makes a bearer token for somebody, who is made if need be. A run token ends those of earlier runs.
pub(crate) async fn issue(store: &Store, email: &Email, lifetime: Lifetime, now: Timestamp) -> Result<SecretString> {
    let secret = SecretString::from(token::generate());
    let mut tx = store.write().await?;
    let user = users::ensure(&mut tx, email, now).await?;
    if lifetime == Lifetime::Run {
        store::tokens::revoke_run_tokens(&mut tx, &user.id).await?;
    }
    store::tokens::insert(&mut tx, &token::hash(secret.expose_secret()), &user.id, lifetime, now).await?;
    tx.commit().await?;
    Ok(secret)
}
