//! The ledger is append-only and its writers are serial, so the balance that each entry leaves is the sum of all
//! entries up to it. There is no other balance that could drift from it.

use jiff::Timestamp;
use ollm_api::{TeamId, TopUpId, TransactionId, TransactionKind};

use super::{UnitOfWork, new_id};
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
    // No event: the activity is what people did, and the ledger has each use.
    store::bulk::usage(work.connection, &[record]).await?;
    Ok(())
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;

    use ollm_api::{Email, TeamName};
    use proptest::prelude::*;

    use super::*;
    use crate::amount::money;
    use crate::operations::{SYSTEM, teams, users};
    use crate::store::Store;
    use crate::store::entries::Found;

    /// Books a sequence of (team, amount) in transactions of which every third is rolled back, and checks what stays.
    async fn check(bookings: Vec<(usize, i64)>) {
        let folder = tempfile::tempdir().unwrap();
        let database = crate::Database::open(&folder.path().join("teams.db")).await.unwrap();
        let store: &Store = &database.store;
        let now = Timestamp::UNIX_EPOCH;
        let mut tx = store.write().await.unwrap();
        let owner = users::ensure(&mut tx, &Email::parse("you@example.com").unwrap(), now).await.unwrap();
        let mut ids = Vec::new();
        for random in 0..3 {
            let mut work = UnitOfWork { connection: &mut tx, now, actor: SYSTEM };
            let name = TeamName::parse("Dev").unwrap();
            ids.push(teams::create(&mut work, &owner.id, &name, || random).await.unwrap());
        }
        tx.commit().await.unwrap();

        let mut expected: BTreeMap<usize, Vec<i64>> = BTreeMap::new();
        for (index, (team, amount)) in bookings.into_iter().enumerate() {
            let mut tx = store.write().await.unwrap();
            let mut work = UnitOfWork { connection: &mut tx, now, actor: SYSTEM };
            let kind = TransactionKind::Adjustment;
            let booking = Booking { kind, amount, description: "Correction", top_up: None };
            let booked = book(&mut work, &ids[team], &booking).await;
            if index % 3 == 2 {
                tx.rollback().await.unwrap();
                continue;
            }
            tx.commit().await.unwrap();
            let entries = expected.entry(team).or_default();
            match entries.iter().sum::<i64>().checked_add(amount) {
                Some(_) => entries.push(amount),
                None => assert!(booked.is_err(), "an overflow is refused"),
            }
        }

        let mut tx = store.read().await.unwrap();
        for (index, id) in ids.iter().enumerate() {
            let amounts = expected.remove(&index).unwrap_or_default();
            let mut listed = store::entries::list(&mut tx, id, &Found::default(), i64::MAX, i64::MAX).await.unwrap();
            listed.reverse();
            let mut balance = 0;
            for (amount, (_, entry)) in amounts.iter().zip(&listed) {
                balance += amount;
                assert_eq!((&entry.amount, &entry.balance_after), (&money(*amount), &money(balance)));
            }
            assert_eq!(listed.len(), amounts.len());
            assert_eq!(store::entries::balance(&mut tx, id).await.unwrap(), balance);
            let team = store::teams::get(&mut tx, &owner.id, id).await.unwrap().unwrap();
            assert_eq!(team.balance, Some(money(balance)));
            assert_eq!(team.version as usize, 1 + amounts.len());
        }
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(24))]
        #[test]
        fn the_balance_is_the_sum_of_what_was_committed(
            bookings in prop::collection::vec((0usize..3, prop_oneof![any::<i64>(), -1_000_000_000i64..1_000_000_000]), 0..24)
        ) {
            tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap().block_on(check(bookings));
        }
    }
}
