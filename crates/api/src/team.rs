use jiff::Timestamp;
use serde::{Deserialize, Serialize};

use crate::{Money, Role, TeamId, UserId};

/// People who share a balance.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
pub struct Team {
    /// A slug of the first name and 8 hex digits; a rename keeps it.
    pub id: TeamId,
    /// 1 to 64 characters, any script.
    pub name: String,
    /// What the caller is in this team.
    pub role: Role,
    /// The sum of the team's ledger; `null` is 'unknown', which is not zero.
    pub balance: Option<Money>,
    /// The balance below which the team counts as low; `null` where the owner set none.
    pub low_balance_threshold: Option<Money>,
    /// How many people are in the team.
    pub member_count: u32,
    /// How many invitations wait for an answer.
    pub pending_invitation_count: u32,
    /// When the team was created.
    #[cfg_attr(feature = "openapi", schema(value_type = String, format = DateTime))]
    #[cfg_attr(feature = "ts", ts(type = "string"))]
    pub created_at: Timestamp,
    /// When its name, threshold or balance last changed.
    #[cfg_attr(feature = "openapi", schema(value_type = String, format = DateTime))]
    #[cfg_attr(feature = "ts", ts(type = "string"))]
    pub updated_at: Timestamp,
    /// Grows with every change of name, threshold or balance; the strong `ETag` of the team.
    pub version: u32,
}

/// The body that creates a team. The caller becomes its owner.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct CreateTeam {
    /// 1 to 64 characters after trimming.
    pub name: String,
}

/// The body that changes a team. A field that is absent is left as it is.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct UpdateTeam {
    /// A new name.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub name: Option<String>,
    /// A new threshold; `null` removes it.
    #[serde(default, skip_serializing_if = "Option::is_none", deserialize_with = "crate::patch::present")]
    #[cfg_attr(feature = "openapi", schema(value_type = Option<Money>))]
    pub low_balance_threshold: Option<Option<Money>>,
}

/// The body that hands a team over. The old owner becomes an admin.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct TransferOwnership {
    /// The member who becomes the owner.
    pub user_id: UserId,
}
