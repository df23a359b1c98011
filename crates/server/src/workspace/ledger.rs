//! From what happened to the ledger: each entry leaves the sum of all entries up to it.

use std::collections::HashMap;

use jiff::Timestamp;
use ollm_api::{Event, TeamId, TopUpId, TopUpStatus, TransactionId, TransactionKind};

use super::{DAY, Workspace, new_id};
use crate::amount::money;
use crate::store::entries::NewEntry;
use crate::store::top_ups::StoredTopUp;
use crate::store::usage::UsageRecord;

/// Something that changed a balance. Amounts are micro-dollars.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Happening {
    TopUp { amount: i64 },
    Usage { model: &'static str, cost: i64, requests: i64, input_tokens: i64, output_tokens: i64 },
}

impl Happening {
    /// What it does to the balance.
    pub(crate) fn amount(&self) -> i64 {
        match self {
            Self::TopUp { amount } => *amount,
            Self::Usage { cost, .. } => -cost,
        }
    }
}

/// What happened when to which team. Top-ups are the owner's, who is named by address.
pub(crate) struct Booking {
    pub(crate) at: Timestamp,
    pub(crate) team: TeamId,
    pub(crate) owner: String,
    pub(crate) happening: Happening,
}

impl Workspace {
    /// Writes what happened into the ledger, in the order of time, and returns the events of it.
    pub(crate) fn book(&mut self, mut bookings: Vec<Booking>) -> Vec<Event> {
        bookings.sort_by_key(|booking| booking.at);
        let mut balances: HashMap<TeamId, i64> = HashMap::new();
        let mut events = Vec::new();
        for Booking { at, team, owner, happening } in bookings {
            self.last_seq += 1;
            let seq = self.last_seq;
            let amount = happening.amount();
            let balance = balances.entry(team.clone()).or_default();
            *balance += amount;
            let (kind, description, top_up) = match happening {
                Happening::TopUp { .. } => {
                    let id = TopUpId::new(new_id(&mut self.ids, "top"));
                    let detail = money(amount).amount.to_string();
                    events.push(self.event(&team, at, &owner, "top_up.succeeded", (id.as_str(), &detail)));
                    self.top_ups.push(paid_top_up(id.clone(), &team, amount, owner, at));
                    (TransactionKind::TopUp, "Top-up".to_owned(), Some(id))
                }
                Happening::Usage { model, cost, requests, input_tokens, output_tokens } => {
                    self.usage.push(UsageRecord {
                        entry_seq: seq,
                        team: team.clone(),
                        at,
                        model: Some(model.to_owned()),
                        cost,
                        requests,
                        input_tokens,
                        output_tokens,
                    });
                    (TransactionKind::Usage, format!("Usage of {model}"), None)
                }
            };
            let id = TransactionId::new(new_id(&mut self.ids, "txn"));
            let balance_after = *balance;
            self.entries.push((seq, NewEntry { id, team, kind, amount, balance_after, description, top_up, at }));
        }
        events
    }
}

fn paid_top_up(id: TopUpId, team: &TeamId, amount: i64, owner: String, at: Timestamp) -> StoredTopUp {
    StoredTopUp {
        id,
        team: team.clone(),
        amount,
        status: TopUpStatus::Succeeded,
        failure: None,
        checkout_token: None,
        created_by: owner,
        idempotency_key: None,
        created_at: at,
        expires_at: at + DAY,
        settled_at: Some(at),
    }
}
