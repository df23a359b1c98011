//! What the view shows of a team: the record, and what the caller may do with it.

use ollm_api::{Action, Team, may};
use serde::Serialize;

/// What the caller may do in a team, so that the view can disable what is not allowed and say why.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct TeamPermissions {
    /// Rename the team.
    pub rename: bool,
    /// Delete the team.
    pub delete: bool,
    /// Add credits.
    pub top_up: bool,
    /// Say below which balance the team counts as low.
    pub set_low_balance_threshold: bool,
    /// Invite, resend, revoke.
    pub manage_invitations: bool,
    /// Leave.
    pub leave: bool,
}

/// A team and what the caller may do with it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct TeamView {
    /// The record.
    pub team: Team,
    /// What the caller may do with it.
    pub permissions: TeamPermissions,
    /// Whether the balance is below the threshold that the owner set.
    pub is_low: bool,
}

impl From<Team> for TeamView {
    fn from(team: Team) -> Self {
        let permissions = TeamPermissions {
            rename: may(&team.role, Action::Rename),
            delete: may(&team.role, Action::Delete),
            top_up: may(&team.role, Action::TopUp),
            set_low_balance_threshold: may(&team.role, Action::SetLowBalanceThreshold),
            manage_invitations: may(&team.role, Action::ManageInvitations),
            leave: may(&team.role, Action::Leave),
        };
        let is_low = match (&team.balance, &team.low_balance_threshold) {
            (Some(balance), Some(threshold)) => {
                balance.currency == threshold.currency && balance.amount < threshold.amount
            }
            _ => false,
        };
        Self { team, permissions, is_low }
    }
}
