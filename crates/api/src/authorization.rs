//! Who may do what. The server enforces with this function and the app explains with it; nothing else looks at a role.

use crate::Role;

/// Something that a caller wants to do in a team that they are in.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Action {
    /// See the team, its members, pending invitations, balance and usage.
    ReadTeam,
    /// See the ledger and the top-ups.
    ReadTransactions,
    /// See the activity.
    ReadEvents,
    /// See API keys, never their secrets.
    ReadApiKeys,
    /// Create an API key, and use it.
    CreateApiKey,
    /// Revoke an API key.
    RevokeApiKey {
        /// Whether the caller created it.
        own: bool,
    },
    /// Invite, resend an invitation, revoke it.
    ManageInvitations,
    /// Change roles below owner, and remove members below owner.
    ManageMembers,
    /// Make somebody an owner, demote or remove one.
    ManageOwners,
    /// Add credits.
    TopUp,
    /// Set the balance below which the team counts as low.
    SetLowBalanceThreshold,
    /// Rename the team.
    Rename,
    /// Delete the team and lose its balance.
    Delete,
    /// Hand the team over to another member.
    TransferOwnership,
    /// Leave the team. That the last owner can not is a rule of the team, not of the role.
    Leave,
}

/// Whether `role` allows `action`: the table 'Roles' of the API contract, and the only place that states it.
#[must_use]
pub fn may(role: &Role, action: Action) -> bool {
    use Action::{
        CreateApiKey, Delete, Leave, ManageOwners, ReadApiKeys, ReadEvents, ReadTeam, ReadTransactions, Rename,
        RevokeApiKey, SetLowBalanceThreshold, TopUp, TransferOwnership,
    };
    match role {
        Role::Owner => true,
        Role::Admin => {
            !matches!(action, ManageOwners | TopUp | SetLowBalanceThreshold | Rename | Delete | TransferOwnership)
        }
        Role::Member => matches!(
            action,
            ReadTeam | ReadTransactions | ReadEvents | ReadApiKeys | CreateApiKey | RevokeApiKey { own: true } | Leave
        ),
        Role::Viewer => matches!(action, ReadTeam | ReadTransactions | ReadEvents | ReadApiKeys | Leave),
        // A role from a newer server: it is shown, and nothing but looking is offered.
        Role::Other(_) => matches!(action, ReadTeam),
    }
}

/// What it takes to turn a member who is `current` into `new`.
#[must_use]
pub fn role_change(current: &Role, new: &Role) -> Action {
    if *current == Role::Owner || *new == Role::Owner { Action::ManageOwners } else { Action::ManageMembers }
}

/// What it takes to remove somebody else who is `current`.
#[must_use]
pub fn removal(current: &Role) -> Action {
    role_change(current, current)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_table_of_the_contract() {
        use Action::*;
        // action, then owner, admin, member, viewer
        let table = [
            (ReadTeam, [true, true, true, true]),
            (ReadTransactions, [true, true, true, true]),
            (ReadEvents, [true, true, true, true]),
            (ReadApiKeys, [true, true, true, true]),
            (CreateApiKey, [true, true, true, false]),
            (RevokeApiKey { own: true }, [true, true, true, false]),
            (RevokeApiKey { own: false }, [true, true, false, false]),
            (ManageInvitations, [true, true, false, false]),
            (ManageMembers, [true, true, false, false]),
            (ManageOwners, [true, false, false, false]),
            (TopUp, [true, false, false, false]),
            (SetLowBalanceThreshold, [true, false, false, false]),
            (Rename, [true, false, false, false]),
            (Delete, [true, false, false, false]),
            (TransferOwnership, [true, false, false, false]),
            (Leave, [true, true, true, true]),
        ];
        for (action, expected) in table {
            let roles = [Role::Owner, Role::Admin, Role::Member, Role::Viewer];
            assert_eq!(roles.map(|role| may(&role, action)), expected, "{action:?}");
        }
    }

    #[test]
    fn a_role_from_the_future_may_only_look() {
        let role = Role::from("billing_owner");
        assert!(may(&role, Action::ReadTeam));
        assert!(!may(&role, Action::TopUp));
        assert!(!may(&role, Action::Leave));
    }

    #[test]
    fn touching_an_owner_takes_an_owner() {
        assert_eq!(role_change(&Role::Owner, &Role::Viewer), Action::ManageOwners);
        assert_eq!(role_change(&Role::Viewer, &Role::Owner), Action::ManageOwners);
        assert_eq!(role_change(&Role::Viewer, &Role::Admin), Action::ManageMembers);
        assert_eq!(removal(&Role::Owner), Action::ManageOwners);
        assert_eq!(removal(&Role::Admin), Action::ManageMembers);
    }
}
