use jiff::Timestamp;
use serde::{Deserialize, Serialize};

use crate::Money;

open_enum! {
    /// How long a bucket of usage is.
    UsageInterval {
        /// 60 minutes, starting on the hour, UTC.
        Hour => "hour",
        /// 24 hours, starting at midnight, UTC.
        Day => "day",
    }
}

open_enum! {
    /// By what else than time usage is summed up.
    UsageGrouping {
        /// A bucket for each model of each interval.
        Model => "model",
    }
}

/// What a team used in one interval.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct UsageBucket {
    /// When the interval starts.
    #[cfg_attr(feature = "openapi", schema(value_type = String, format = DateTime))]
    pub start: Timestamp,
    /// Of which model alone, where it was asked for by model; absent where none was named.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "openapi", schema(required = false))]
    pub model: Option<String>,
    /// What it cost.
    pub cost: Money,
    /// How many requests were made.
    pub requests: u64,
    /// How many tokens went in.
    pub input_tokens: u64,
    /// How many tokens came out.
    pub output_tokens: u64,
}
