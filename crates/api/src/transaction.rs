use jiff::Timestamp;
use serde::{Deserialize, Serialize};

use crate::{Money, TeamId, TopUpId, TransactionId};

open_enum! {
    /// Why the balance changed.
    TransactionKind {
        /// Credits were added.
        TopUp => "top_up",
        /// Tokens were used.
        Usage => "usage",
        /// OLLM corrected something.
        Adjustment => "adjustment",
    }
}

/// One entry of a team's ledger. The balance is the sum of the entries, always.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
pub struct Transaction {
    /// Stable and opaque.
    pub id: TransactionId,
    /// Whose ledger.
    pub team_id: TeamId,
    /// Why the balance changed.
    pub kind: TransactionKind,
    /// Signed: positive where credits came in.
    pub amount: Money,
    /// The balance once this entry was in.
    pub balance_after: Money,
    /// A line for people.
    pub description: String,
    /// The top-up that it came from, if it came from one.
    pub top_up_id: Option<TopUpId>,
    /// The e-mail address of who did it; `null` where nobody did, as for usage.
    #[serde(default)]
    pub created_by: Option<String>,
    /// When it was booked.
    #[cfg_attr(feature = "openapi", schema(value_type = String, format = DateTime))]
    #[cfg_attr(feature = "ts", ts(type = "string"))]
    pub created_at: Timestamp,
}
