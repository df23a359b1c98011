use jiff::Timestamp;
use serde::{Deserialize, Serialize};

use crate::{Money, TeamId, TopUpId};

open_enum! {
    /// What became of a top-up.
    TopUpStatus {
        /// Waiting for the payment.
        Pending => "pending",
        /// In the ledger.
        Succeeded => "succeeded",
        /// Refused; `failure` says why.
        Failed => "failed",
        /// Nobody paid in time.
        Expired => "expired",
    }
}

/// One attempt to add credits to a team.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
pub struct TopUp {
    /// Stable and opaque.
    pub id: TopUpId,
    /// The team that gets the credits.
    pub team_id: TeamId,
    /// How much.
    pub amount: Money,
    /// What became of it.
    pub status: TopUpStatus,
    /// Why it failed, for people.
    pub failure: Option<String>,
    /// Where it is paid, while it is pending.
    pub checkout_url: Option<String>,
    /// The key of the request that made it, told to whoever sent that alone. Servers of before this field never tell it.
    #[serde(default)]
    pub idempotency_key: Option<String>,
    /// When it was asked for.
    #[cfg_attr(feature = "openapi", schema(value_type = String, format = DateTime))]
    #[cfg_attr(feature = "ts", ts(type = "string"))]
    pub created_at: Timestamp,
    /// When it reached its last status.
    #[cfg_attr(feature = "openapi", schema(value_type = Option<String>, format = DateTime))]
    #[cfg_attr(feature = "ts", ts(type = "string | null"))]
    pub settled_at: Option<Timestamp>,
}

/// The body that adds credits. The request needs an `Idempotency-Key`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct CreateTopUp {
    /// From 1.00 to 10000.00, with at most 2 decimals.
    pub amount: Money,
}
