//! A believable workspace for a first look: people, roles, invitations, and 90 days of usage that end now.

mod build;
mod history;
mod plan;

use jiff::Timestamp;

use crate::error::Result;
use crate::store::{self, Store};
use crate::workspace::KnownUsers;

/// Fills a database that never had a team. One that had is left as it is, so seeding twice is seeding once.
pub(crate) async fn seed(store: &Store, now: Timestamp) -> Result<()> {
    let mut tx = store.write().await?;
    if !store::teams::is_empty(&mut tx).await? {
        return Ok(());
    }
    // The local user may have been made with their token before.
    let known = KnownUsers(store::users::ids_by_email(&mut tx).await?);
    let last_seq = store::sequence::last(&mut tx).await?;
    build::workspace(plan::teams(), &known, now, last_seq).write(&mut tx, now).await?;
    tx.commit().await?;
    Ok(())
}
