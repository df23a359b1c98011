use jiff::Timestamp;
use serde::{Deserialize, Serialize};

use crate::{Role, TeamId, UserId};

/// Somebody in a team.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
pub struct Member {
    /// Who.
    pub user_id: UserId,
    /// In lower case.
    pub email: String,
    /// How they want to be called, where they said it.
    pub name: Option<String>,
    /// What they are in the team.
    pub role: Role,
    /// Since when.
    #[cfg_attr(feature = "openapi", schema(value_type = String, format = DateTime))]
    #[cfg_attr(feature = "ts", ts(type = "string"))]
    pub joined_at: Timestamp,
}

/// Somebody in one of several teams.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct TeamMember {
    /// The team.
    pub team_id: TeamId,
    /// Who, and what they are in it.
    #[serde(flatten)]
    pub member: Member,
}

/// The body that changes a member's role.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct ChangeRole {
    /// The new role.
    pub role: Role,
}
