//! What the view shows of a team's people: each with what the caller may do about them.

use ollm_api::{Invitation, Member, Role};
use serde::Serialize;

use crate::AppError;

/// Why nothing can be done about a member.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
#[serde(rename_all = "snake_case")]
pub enum MemberLock {
    /// The team would be left without an owner.
    LastOwner,
    /// Only an owner may touch an owner.
    NeedsOwner,
    /// Only an owner or an admin may.
    NeedsAdmin,
}

/// A member and what the caller may do about them.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct MemberView {
    /// The record.
    pub member: Member,
    /// Whether this is the caller.
    pub is_you: bool,
    /// The roles that the caller may give them, the present one included; empty where none can be chosen.
    pub assignable_roles: Vec<Role>,
    /// Whether the caller may remove them or, where it is the caller, leave.
    pub removable: bool,
    /// Why not, where nothing can be done.
    pub lock: Option<MemberLock>,
}

/// The people of a team.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct TeamPeople {
    /// Who is in.
    pub members: Vec<MemberView>,
    /// Who is invited and has not answered.
    pub invitations: Vec<Invitation>,
}

/// What became of one address of an invite form.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct InviteOutcome {
    /// The address as it was typed.
    pub email: String,
    /// The invitation, where it was sent.
    pub invitation: Option<Invitation>,
    /// What went wrong, where it was not.
    pub error: Option<AppError>,
}
