use jiff::Timestamp;
use serde::{Deserialize, Serialize};

use crate::{InvitationId, Role, TeamId};

open_enum! {
    /// What became of an invitation.
    InvitationStatus {
        /// Waiting for an answer.
        Pending => "pending",
        /// The addressee is in the team.
        Accepted => "accepted",
        /// The addressee said no.
        Declined => "declined",
        /// The team took it back.
        Revoked => "revoked",
        /// Seven days passed.
        Expired => "expired",
    }
}

/// The offer of a role in a team to an e-mail address. Lives 7 days.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
pub struct Invitation {
    /// Stable and opaque.
    pub id: InvitationId,
    /// The team that it is for.
    pub team_id: TeamId,
    /// That team's name now.
    pub team_name: String,
    /// The address that it is for, in lower case.
    pub email: String,
    /// The role that is offered: admin, member or viewer.
    pub role: Role,
    /// What became of it.
    pub status: InvitationStatus,
    /// The e-mail address of who sent it.
    pub invited_by: String,
    /// When it was first sent.
    #[cfg_attr(feature = "openapi", schema(value_type = String, format = DateTime))]
    #[cfg_attr(feature = "ts", ts(type = "string"))]
    pub created_at: Timestamp,
    /// When it stops counting.
    #[cfg_attr(feature = "openapi", schema(value_type = String, format = DateTime))]
    #[cfg_attr(feature = "ts", ts(type = "string"))]
    pub expires_at: Timestamp,
}

/// The body that invites somebody.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct CreateInvitation {
    /// The address to invite.
    pub email: String,
    /// Admin, member or viewer.
    pub role: Role,
}
