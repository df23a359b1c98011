//! What the view shows of a team's ledger and usage, and what it asks for.

use jiff::Timestamp;
use jiff::civil::Date;
use ollm_api::{Money, TeamId, TopUpId, Transaction, TransactionId, TransactionKind};
use serde::{Deserialize, Serialize};

/// Which entries of a ledger are asked for.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
#[serde(default)]
pub struct LedgerFilter {
    /// Those of one kind.
    pub kind: Option<TransactionKind>,
    /// From this day on, as `2026-03-31`, in the time zone of this computer.
    #[cfg_attr(test, ts(type = "string | null"))]
    pub from: Option<Date>,
    /// Up to this day, which is included.
    #[cfg_attr(test, ts(type = "string | null"))]
    pub to: Option<Date>,
}

/// A part of a ledger, newest first.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct TransactionPage {
    /// The entries.
    pub transactions: Vec<Transaction>,
    /// Where it goes on; `None` at the end.
    pub next_cursor: Option<String>,
}

/// What a paper says of credits that were bought.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct Receipt {
    /// Which top-up it is of.
    pub top_up_id: TopUpId,
    /// Its entry in the ledger.
    pub transaction_id: TransactionId,
    /// Whose credits they are.
    pub team_id: TeamId,
    /// What the team is called now.
    pub team_name: String,
    /// How much was paid.
    pub amount: Money,
    /// The team's balance once they were in.
    pub balance_after: Money,
    /// The e-mail address of who added them, where the server says it.
    pub created_by: Option<String>,
    /// Where the page was on which they were paid, where it was this computer that asked for them.
    pub paid_at: Option<String>,
    /// When they were asked for.
    #[cfg_attr(test, ts(type = "string"))]
    pub created_at: Timestamp,
    /// When they were booked.
    #[cfg_attr(test, ts(type = "string"))]
    pub booked_at: Timestamp,
    /// The URL of the server that booked them.
    pub server: String,
    /// The e-mail address of who asked for this receipt.
    pub issued_to: String,
    /// When they did.
    #[cfg_attr(test, ts(type = "string"))]
    pub issued_at: Timestamp,
}

/// What a team used, day by day and by model.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct Usage {
    /// Every day of the window, oldest first, today included: those without usage cost zero.
    pub days: Vec<UsageDay>,
    /// Every model that was used, the dearest first; empty where the server does not tell models.
    pub models: Vec<UsageModel>,
    /// The cost of all days together.
    pub total: Money,
    /// How many requests that were.
    pub requests: u32,
}

/// What one day cost.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct UsageDay {
    /// The day (UTC), as `2026-03-31`.
    #[cfg_attr(test, ts(type = "string"))]
    pub day: Date,
    /// What it cost.
    pub cost: Money,
}

/// What one model cost.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct UsageModel {
    /// Which; `None` for usage that names none.
    pub model: Option<String>,
    /// What it cost.
    pub cost: Money,
    /// How many requests that were.
    pub requests: u32,
}
