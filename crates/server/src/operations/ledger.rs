//! The ledger is append-only and its writers are serial, so the balance that each entry leaves is the sum of all
//! entries up to it. There is no other balance that could drift from it.

use jiff::Timestamp;
use ollm_api::{TeamId, TopUpId, TransactionId, TransactionKind};

use super::{UnitOfWork, new_id};
use crate::amount::money;
use crate::error::{ApiError, Result};
use crate::store;
use crate::store::entries::NewEntry;
use crate::store::usage::UsageRecord;

/// What a line of the ledger is about.
pub(crate) struct Booking<'a> {
    pub(crate) kind: TransactionKind,
    /// Signed micro-dollars.
    pub(crate) amount: i64,
    pub(crate) description: &'a str,
    pub(crate) top_up: Option<&'a TopUpId>,
}

/// What was used. The cost is micro-dollars, not negative.
#[derive(Clone, Debug)]
pub(crate) struct Usage<'a> {
    pub(crate) at: Timestamp,
    pub(crate) model: Option<&'a str>,
    pub(crate) cost: i64,
    pub(crate) requests: i64,
    pub(crate) input_tokens: i64,
    pub(crate) output_tokens: i64,
}

/// Appends to the ledger of a team, which has a new version by that. Returns the entry's number.
pub(crate) async fn book(work: &mut UnitOfWork<'_>, team: &TeamId, booking: &Booking<'_>) -> Result<i64> {
    let balance = store::entries::balance(work.connection, team).await?;
    let Some(balance_after) = balance.checked_add(booking.amount) else {
        return Err(ApiError::invalid("amount", "the balance can not grow that large"));
    };
    let entry = NewEntry {
        id: TransactionId::new(new_id("txn")),
        team: team.clone(),
        kind: booking.kind.clone(),
        amount: booking.amount,
        balance_after,
        description: booking.description.to_owned(),
        top_up: booking.top_up.cloned(),
        at: work.now,
    };
    let seq = store::entries::insert(work.connection, entry).await?;
    work.team_version(team).await?;
    Ok(seq)
}

/// Books what a team used. It happened, so it is booked even where the balance does not cover it.
pub(crate) async fn book_usage(work: &mut UnitOfWork<'_>, team: &TeamId, usage: &Usage<'_>) -> Result<()> {
    if !store::teams::is_alive(work.connection, team).await? {
        return Err(ApiError::NotFound);
    }
    let description = match usage.model {
        Some(model) => format!("Usage of {model}"),
        None => "Usage".to_owned(),
    };
    let booking =
        Booking { kind: TransactionKind::Usage, amount: -usage.cost, description: &description, top_up: None };
    let entry_seq = book(work, team, &booking).await?;
    let record = UsageRecord {
        entry_seq,
        team: team.clone(),
        at: usage.at,
        model: usage.model.map(str::to_owned),
        cost: usage.cost,
        requests: usage.requests,
        input_tokens: usage.input_tokens,
        output_tokens: usage.output_tokens,
    };
    store::bulk::usage(work.connection, &[record]).await?;
    let detail = money(usage.cost).amount.to_string();
    work.event(team, "usage.booked", usage.model.unwrap_or_default(), detail).await?;
    Ok(())
}
