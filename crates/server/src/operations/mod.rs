//! What the server does to a team, one file a noun. Each function runs inside the caller's transaction, and what it
//! changes, the event that tells of it and the change-feed entries are written there together or not at all.

pub(crate) mod api_keys;
pub(crate) mod expiry;
pub(crate) mod invitations;
pub(crate) mod ledger;
pub(crate) mod members;
pub(crate) mod teams;
pub(crate) mod tokens;
pub(crate) mod top_ups;
pub(crate) mod users;

use jiff::Timestamp;
use ollm_api::{ChangeKind, Event, EventId, InvitationId, TeamId, UserId};
use uuid::Uuid;

use crate::store::{self, Connection};

/// Who is named where nobody did it: a payment that was settled, a time that was over.
pub(crate) const SYSTEM: &str = "system";

/// One transaction, when it happens and who (an e-mail address, or [`SYSTEM`]) does it.
pub(crate) struct UnitOfWork<'a> {
    pub(crate) connection: &'a mut Connection,
    pub(crate) now: Timestamp,
    pub(crate) actor: &'a str,
}

impl UnitOfWork<'_> {
    /// Appends to the activity of a team.
    pub(crate) async fn event(
        &mut self,
        team: &TeamId,
        action: &str,
        target: &str,
        detail: impl Into<String>,
    ) -> sqlx::Result<()> {
        let event = Event {
            id: EventId::new(new_id("evt")),
            team_id: team.clone(),
            at: self.now,
            actor: self.actor.to_owned(),
            action: action.to_owned(),
            target: target.to_owned(),
            detail: detail.into(),
        };
        store::events::insert(self.connection, event).await
    }

    /// Tells everybody in a team that it changed.
    pub(crate) async fn team_changed(&mut self, team: &TeamId) -> sqlx::Result<()> {
        store::changes::insert(self.connection, &ChangeKind::Team, team, team.as_str(), None, self.now).await
    }

    /// Makes a new version of a team and tells everybody in it.
    pub(crate) async fn team_version(&mut self, team: &TeamId) -> sqlx::Result<()> {
        store::teams::bump(self.connection, team, self.now).await?;
        self.team_changed(team).await
    }

    /// Tells everybody in a team that a member changed.
    pub(crate) async fn member_changed(&mut self, team: &TeamId, user: &UserId) -> sqlx::Result<()> {
        store::changes::insert(self.connection, &ChangeKind::Member, team, user.as_str(), None, self.now).await
    }

    /// Tells everybody in a team, and the addressee if they are a user, that an invitation changed.
    pub(crate) async fn invitation_changed(
        &mut self,
        team: &TeamId,
        invitation: &InvitationId,
        email: &str,
    ) -> sqlx::Result<()> {
        let (kind, id) = (ChangeKind::Invitation, invitation.as_str());
        store::changes::insert(self.connection, &kind, team, id, None, self.now).await?;
        if let Some(addressee) = store::users::by_email(self.connection, email).await? {
            store::changes::insert(self.connection, &kind, team, id, Some(&addressee.id), self.now).await?;
        }
        Ok(())
    }

    /// Tells one user that they can see a team now: it, its members and its pending invitations are all new to them.
    /// The cost is paid once, by the joining, and not by every later look at the feed.
    pub(crate) async fn access_gained(&mut self, team: &TeamId, user: &UserId) -> sqlx::Result<()> {
        self.access_changed(team, user).await?;
        for member in store::members::user_ids(self.connection, team).await? {
            let (kind, id) = (ChangeKind::Member, member.as_str());
            store::changes::insert(self.connection, &kind, team, id, Some(user), self.now).await?;
        }
        for invitation in store::invitations::pending_of_team(self.connection, team).await? {
            let (kind, id) = (ChangeKind::Invitation, invitation.id.as_str());
            store::changes::insert(self.connection, &kind, team, id, Some(user), self.now).await?;
        }
        Ok(())
    }

    /// Tells one user that what they are in a team changed, or that they are not in it any more: which of these it
    /// was shows when the feed is read.
    pub(crate) async fn access_changed(&mut self, team: &TeamId, user: &UserId) -> sqlx::Result<()> {
        let (kind, id) = (ChangeKind::Team, team.as_str());
        store::changes::insert(self.connection, &kind, team, id, Some(user), self.now).await
    }
}

/// A new identifier; the prefix tells people what it is of.
pub(crate) fn new_id(prefix: &str) -> String {
    format!("{prefix}_{}", Uuid::new_v4().simple())
}
