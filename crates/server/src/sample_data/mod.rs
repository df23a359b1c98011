//! A believable workspace for a first look: people, roles, invitations, and 90 days of usage that end now.
//!
//! It is written in bulk and in one transaction, so that a first start does not wait for it. The change feed begins
//! after it: whoever lists sees it all, and there is nobody yet who could have missed a change.

mod build;
mod history;
mod plan;

use jiff::Timestamp;

use crate::error::{ApiError, Result};
use crate::store::{self, Store};

/// Fills a database that never had a team. One that had is left as it is, so seeding twice is seeding once.
pub(crate) async fn seed(store: &Store, now: Timestamp) -> Result<()> {
    let mut tx = store.write().await?;
    if !store::teams::is_empty(&mut tx).await? {
        return Ok(());
    }
    let first_seq = store::sequence::last(&mut tx).await? + 1;
    let workspace = build::workspace(plan::teams(), now, first_seq);
    for user in &workspace.users {
        // The local user may have been made with their token before.
        store::users::insert(&mut tx, user, now).await?;
    }
    for team in &workspace.teams {
        store::teams::insert(&mut tx, team).await?;
    }
    for (team, email, role, joined_at) in &workspace.members {
        let user = store::users::by_email(&mut tx, email).await?.ok_or(ApiError::Internal)?;
        store::members::insert(&mut tx, team, &user.id, role, *joined_at).await?;
    }
    for invitation in &workspace.invitations {
        store::invitations::insert(&mut tx, invitation).await?;
    }
    for top_up in &workspace.top_ups {
        store::top_ups::insert(&mut tx, top_up).await?;
    }
    store::bulk::entries(&mut tx, &workspace.entries).await?;
    store::bulk::usage(&mut tx, &workspace.usage).await?;
    store::bulk::events(&mut tx, &workspace.events).await?;
    store::sequence::advance(&mut tx, workspace.last_seq).await?;
    tx.commit().await?;
    Ok(())
}
