use jiff::SignedDuration;
use ollm_api::{TeamId, TopUpId, TopUpStatus, TransactionKind};

use super::ledger::{self, Booking};
use super::{UnitOfWork, new_id};
use crate::amount::money;
use crate::error::Result;
use crate::store;
use crate::store::top_ups::StoredTopUp;
use crate::token;

/// How long a checkout page can be paid on.
const CHECKOUT_LIFETIME: SignedDuration = SignedDuration::from_hours(24);

/// How a top-up is paid for.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Payments {
    /// It counts as paid at once: for a local workspace and for tests.
    #[default]
    Instant,
    /// It is pending until somebody presses Pay on a page of this server.
    Checkout,
}

/// Starts to add `amount` micro-dollars to a team and, where payments are instant, books them.
pub(crate) async fn create(
    work: &mut UnitOfWork<'_>,
    team: &TeamId,
    amount: i64,
    idempotency_key: String,
    payments: Payments,
) -> Result<StoredTopUp> {
    let top_up = StoredTopUp {
        id: TopUpId::new(new_id("top")),
        team: team.clone(),
        amount,
        status: TopUpStatus::Pending,
        failure: None,
        checkout_token: (payments == Payments::Checkout).then(token::generate_path),
        created_by: work.actor.to_owned(),
        idempotency_key: Some(idempotency_key),
        created_at: work.now,
        expires_at: work.now + CHECKOUT_LIFETIME,
        settled_at: None,
    };
    store::top_ups::insert(work.connection, &top_up).await?;
    match payments {
        Payments::Instant => settle_paid(work, top_up).await,
        Payments::Checkout => {
            note(work, &top_up, "top_up.created").await?;
            Ok(top_up)
        }
    }
}

/// Books a pending top-up. One that is settled already stays as it is, so that paying twice books once.
pub(crate) async fn settle_paid(work: &mut UnitOfWork<'_>, mut top_up: StoredTopUp) -> Result<StoredTopUp> {
    if top_up.status != TopUpStatus::Pending {
        return Ok(top_up);
    }
    top_up.status = TopUpStatus::Succeeded;
    top_up.settled_at = Some(work.now);
    store::top_ups::settle(work.connection, &top_up).await?;
    let booking = Booking {
        kind: TransactionKind::TopUp,
        amount: top_up.amount,
        description: "Top-up",
        top_up: Some(&top_up.id),
    };
    ledger::book(work, &top_up.team, &booking).await?;
    note(work, &top_up, "top_up.succeeded").await?;
    Ok(top_up)
}

/// Ends a pending top-up without money: failed or expired. One that is settled already stays as it is.
pub(crate) async fn settle_unpaid(
    work: &mut UnitOfWork<'_>,
    mut top_up: StoredTopUp,
    status: TopUpStatus,
    failure: Option<&str>,
) -> Result<StoredTopUp> {
    if top_up.status != TopUpStatus::Pending {
        return Ok(top_up);
    }
    top_up.status = status;
    top_up.failure = failure.map(str::to_owned);
    top_up.settled_at = Some(work.now);
    store::top_ups::settle(work.connection, &top_up).await?;
    note(work, &top_up, &format!("top_up.{}", top_up.status)).await?;
    Ok(top_up)
}

async fn note(work: &mut UnitOfWork<'_>, top_up: &StoredTopUp, action: &str) -> Result<()> {
    let detail = money(top_up.amount).amount.to_string();
    work.event(&top_up.team, action, top_up.id.as_str(), detail).await?;
    Ok(())
}
