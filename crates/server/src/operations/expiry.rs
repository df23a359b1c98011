//! What ends because time passes. It is written down before an authenticated request is looked at, so that every
//! answer, count and change-feed entry agrees with the clock, and no timer has to run.

use jiff::{SignedDuration, Timestamp};
use ollm_api::{InvitationStatus, TopUpStatus};

use super::{SYSTEM, UnitOfWork, invitations, top_ups};
use crate::error::Result;
use crate::store::{self, Store};

/// How long first answers are kept by idempotency key. The contract asks for 24 h at least.
const IDEMPOTENCY_RETENTION: SignedDuration = SignedDuration::from_hours(48);
/// How long the change feed reaches back.
const CHANGES_RETENTION: SignedDuration = SignedDuration::from_hours(30 * 24);

/// Ends the invitations and top-ups whose time is over.
pub(crate) async fn sweep(store: &Store, now: Timestamp) -> Result<()> {
    let mut tx = store.read().await?;
    let nothing_due =
        store::invitations::due(&mut tx, now).await?.is_empty() && store::top_ups::due(&mut tx, now).await?.is_empty();
    drop(tx);
    if nothing_due {
        return Ok(());
    }
    let mut tx = store.write().await?;
    let mut work = UnitOfWork { connection: &mut tx, now, actor: SYSTEM };
    for invitation in store::invitations::due(work.connection, now).await? {
        invitations::end(&mut work, invitation, InvitationStatus::Expired).await?;
    }
    for top_up in store::top_ups::due(work.connection, now).await? {
        top_ups::settle_unpaid(&mut work, top_up, TopUpStatus::Expired, Some("Nobody paid in time.")).await?;
    }
    tx.commit().await?;
    Ok(())
}

/// Forgets what was kept long enough.
pub(crate) async fn prune(store: &Store, now: Timestamp) -> Result<()> {
    let mut tx = store.write().await?;
    store::idempotency::prune(&mut tx, now - IDEMPOTENCY_RETENTION).await?;
    store::changes::prune(&mut tx, now - CHANGES_RETENTION).await?;
    tx.commit().await?;
    Ok(())
}
