//! People: who is in a team, who is invited, and what the caller may do about them.

use futures::{StreamExt, TryFutureExt, stream};
use ollm_api::client::IdempotencyKey;
use ollm_api::{Action, Email, Invitation, InvitationId, Member, Role, TeamId, UserId, may, removal, role_change};

use crate::addresses::addresses;
use crate::{AppError, ErrorCode, InviteOutcome, MemberLock, MemberView, Session};

/// How many invitations are sent at a time.
const CONCURRENT_INVITATIONS: usize = 4;

impl Session {
    /// Invites every address in `emails`, which people type or paste with commas, semicolons, spaces or lines between.
    /// Each has its own outcome: one that fails stops no other.
    ///
    /// # Errors
    /// When no address was typed, or the role is not one for an invitation.
    pub async fn invite_people(&self, id: &TeamId, emails: &str, role: &Role) -> Result<Vec<InviteOutcome>, AppError> {
        if !role.is_invitable() {
            return Err(AppError::new(ErrorCode::RoleNotInvitable, "an invitation is for an admin, member or viewer"));
        }
        let typed = addresses(emails);
        if typed.is_empty() {
            return Err(AppError::new(ErrorCode::EmailMissing, "no e-mail address was typed"));
        }
        let sent = stream::iter(typed).map(|email| invite(self, id, email, role));
        let outcomes = sent.buffered(CONCURRENT_INVITATIONS).collect().await;
        self.held.has_changed();
        Ok(outcomes)
    }

    /// Gives an invitation another 7 days and sends it again.
    ///
    /// # Errors
    /// `rate_limited` within a minute of the last time.
    pub async fn resend_invitation(&self, id: &InvitationId) -> Result<Invitation, AppError> {
        let sent = self.client.resend_invitation(id).await.map_err(AppError::of_write);
        self.held.has_changed();
        sent
    }

    /// Takes an invitation back.
    ///
    /// # Errors
    /// When the server refuses.
    pub async fn revoke_invitation(&self, id: &InvitationId) -> Result<(), AppError> {
        self.client.revoke_invitation(id).await.map_err(AppError::of_write)?;
        self.held.has_changed();
        Ok(())
    }

    /// Gives a member another role.
    ///
    /// # Errors
    /// When the server refuses.
    pub async fn change_role(&self, team: &TeamId, user: &UserId, role: &Role) -> Result<(), AppError> {
        self.client.change_role(team, user, role).await.map_err(AppError::of_write)?;
        self.held.has_changed();
        Ok(())
    }

    /// Removes a member; with the caller's own ID, leaves.
    ///
    /// # Errors
    /// When the server refuses.
    pub async fn remove_member(&self, team: &TeamId, user: &UserId) -> Result<(), AppError> {
        self.client.remove_member(team, user).await.map_err(AppError::of_write)?;
        if *user == self.account.user.id {
            self.held.is_without(team).await;
        }
        self.held.has_changed();
        Ok(())
    }

    /// Joins the team that the invitation is for.
    ///
    /// # Errors
    /// `invitation_not_pending` when it was revoked or has expired.
    pub async fn accept_invitation(&self, id: &InvitationId) -> Result<(), AppError> {
        self.client.accept_invitation(id).await.map_err(AppError::of_write)?;
        self.held.has_changed();
        Ok(())
    }

    /// Says no to an invitation.
    ///
    /// # Errors
    /// `invitation_not_pending` when it was revoked or has expired.
    pub async fn decline_invitation(&self, id: &InvitationId) -> Result<(), AppError> {
        self.client.decline_invitation(id).await.map_err(AppError::of_write)?;
        self.held.has_changed();
        Ok(())
    }
}

async fn invite(session: &Session, team: &TeamId, typed: String, role: &Role) -> InviteOutcome {
    let key = IdempotencyKey::new();
    let sent = async { Email::parse(&typed).map_err(AppError::from) }
        .and_then(async |email| session.client.invite(team, &email, role, &key).await.map_err(AppError::of_write));
    match sent.await {
        Ok(invitation) => InviteOutcome { email: typed, invitation: Some(invitation), error: None },
        Err(error) => InviteOutcome { email: typed, invitation: None, error: Some(error) },
    }
}

/// Each member with what somebody who is `role` may do about them.
pub(crate) fn member_views(role: &Role, me: &UserId, members: Vec<Member>) -> Vec<MemberView> {
    let owners = members.iter().filter(|member| member.role == Role::Owner).count();
    members.into_iter().map(|member| member_view(role, me, owners == 1, member)).collect()
}

fn member_view(role: &Role, me: &UserId, one_owner: bool, member: Member) -> MemberView {
    let is_you = member.user_id == *me;
    let last_owner = one_owner && member.role == Role::Owner;
    let choices = [Role::Owner, Role::Admin, Role::Member, Role::Viewer];
    let assignable_roles: Vec<Role> = if last_owner {
        Vec::new()
    } else {
        choices.into_iter().filter(|new| may(role, role_change(&member.role, new))).collect()
    };
    let takes = if is_you { Action::Leave } else { removal(&member.role) };
    let removable = !last_owner && may(role, takes);
    let lock = if removable || !assignable_roles.is_empty() {
        None
    } else if last_owner && may(role, Action::ManageOwners) {
        Some(MemberLock::LastOwner)
    } else if member.role == Role::Owner {
        Some(MemberLock::NeedsOwner)
    } else {
        Some(MemberLock::NeedsAdmin)
    };
    MemberView { member, is_you, assignable_roles, removable, lock }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn member(id: &str, role: Role) -> Member {
        Member {
            user_id: UserId::new(id),
            email: format!("{id}@example.com"),
            name: None,
            role,
            joined_at: jiff::Timestamp::UNIX_EPOCH,
        }
    }

    fn view_as(role: &Role, me: &str, members: Vec<Member>) -> Vec<MemberView> {
        member_views(role, &UserId::new(me), members)
    }

    #[test]
    fn the_last_owner_stays_and_the_view_says_why() {
        let views = view_as(&Role::Owner, "me", vec![member("me", Role::Owner), member("b", Role::Admin)]);
        assert_eq!((views[0].removable, views[0].lock), (false, Some(MemberLock::LastOwner)));
        assert!(views[0].assignable_roles.is_empty());
        assert_eq!(views[1].assignable_roles, [Role::Owner, Role::Admin, Role::Member, Role::Viewer]);
        assert!(views[1].removable);
    }

    #[test]
    fn one_of_two_owners_may_go() {
        let views = view_as(&Role::Owner, "me", vec![member("me", Role::Owner), member("b", Role::Owner)]);
        assert!(views.iter().all(|view| view.removable && view.lock.is_none()));
    }

    #[test]
    fn an_admin_makes_no_owner_and_touches_none() {
        let views = view_as(
            &Role::Admin,
            "me",
            vec![member("o", Role::Owner), member("me", Role::Admin), member("v", Role::Viewer)],
        );
        assert_eq!((views[0].removable, views[0].lock), (false, Some(MemberLock::NeedsOwner)));
        assert_eq!(views[2].assignable_roles, [Role::Admin, Role::Member, Role::Viewer]);
    }

    #[test]
    fn members_and_viewers_may_only_leave() {
        for role in [Role::Member, Role::Viewer] {
            let views = view_as(
                &role,
                "me",
                vec![member("o", Role::Owner), member("me", role.clone()), member("v", Role::Viewer)],
            );
            assert_eq!(views.iter().map(|view| view.removable).collect::<Vec<_>>(), [false, true, false]);
            assert!(views.iter().all(|view| view.assignable_roles.is_empty()));
            assert_eq!(views[2].lock, Some(MemberLock::NeedsAdmin));
        }
    }
}
