use jiff::SignedDuration;
use ollm_api::{Email, Invitation, InvitationId, InvitationStatus, Role, TeamId, User};

use super::{UnitOfWork, members, new_id};
use crate::error::{ApiError, Result};
use crate::store;

/// How long an invitation lives after it was sent.
pub(crate) const LIFETIME: SignedDuration = SignedDuration::from_hours(7 * 24);
/// How long after one resending the next is refused.
const RESEND_INTERVAL: SignedDuration = SignedDuration::from_secs(60);

/// Offers a role in a team to an address.
pub(crate) async fn send(
    work: &mut UnitOfWork<'_>,
    team: &TeamId,
    team_name: &str,
    email: &Email,
    role: Role,
) -> Result<Invitation> {
    if store::members::has_email(work.connection, team, email.as_str()).await? {
        return Err(ApiError::AlreadyMember);
    }
    if store::invitations::is_pending(work.connection, team, email.as_str()).await? {
        return Err(ApiError::InvitationPending);
    }
    let invitation = Invitation {
        id: InvitationId::new(new_id("inv")),
        team_id: team.clone(),
        team_name: team_name.to_owned(),
        email: email.as_str().to_owned(),
        role,
        status: InvitationStatus::Pending,
        invited_by: work.actor.to_owned(),
        created_at: work.now,
        expires_at: work.now + LIFETIME,
    };
    store::invitations::insert(work.connection, &invitation).await?;
    note(work, &invitation, "invitation.sent", invitation.role.as_str()).await?;
    Ok(invitation)
}

/// Sends a pending invitation again and gives it a new time to live.
pub(crate) async fn resend(work: &mut UnitOfWork<'_>, mut invitation: Invitation) -> Result<Invitation> {
    refuse_settled(&invitation)?;
    if let Some(last) = store::invitations::resent_at(work.connection, &invitation.id).await? {
        let wait = RESEND_INTERVAL - work.now.duration_since(last);
        if wait.is_positive() {
            // Rounded up, so that who waits exactly that long is not refused again.
            let retry_after = wait.unsigned_abs().as_millis().div_ceil(1000);
            let retry_after = u64::try_from(retry_after).unwrap_or(u64::MAX);
            return Err(ApiError::RateLimited { retry_after });
        }
    }
    invitation.expires_at = work.now + LIFETIME;
    store::invitations::set_resent(work.connection, &invitation.id, work.now, invitation.expires_at).await?;
    note(work, &invitation, "invitation.resent", invitation.role.as_str()).await?;
    Ok(invitation)
}

/// Puts the addressee into the team.
pub(crate) async fn accept(work: &mut UnitOfWork<'_>, invitation: Invitation, user: &User) -> Result<Invitation> {
    refuse_settled(&invitation)?;
    if store::members::role(work.connection, &invitation.team_id, &user.id).await?.is_some() {
        return Err(ApiError::AlreadyMember);
    }
    let invitation = settle(work, invitation, InvitationStatus::Accepted).await?;
    members::add(work, &invitation.team_id, &user.id, &invitation.role).await?;
    Ok(invitation)
}

/// Ends a pending invitation without a member: declined, revoked or expired.
pub(crate) async fn end(
    work: &mut UnitOfWork<'_>,
    invitation: Invitation,
    status: InvitationStatus,
) -> Result<Invitation> {
    refuse_settled(&invitation)?;
    settle(work, invitation, status).await
}

async fn settle(work: &mut UnitOfWork<'_>, mut invitation: Invitation, status: InvitationStatus) -> Result<Invitation> {
    store::invitations::set_status(work.connection, &invitation.id, &status).await?;
    invitation.status = status;
    note(work, &invitation, &format!("invitation.{}", invitation.status), invitation.role.as_str()).await?;
    Ok(invitation)
}

/// The team's count of pending invitations changes with them, so the team is in the feed as well.
async fn note(work: &mut UnitOfWork<'_>, invitation: &Invitation, action: &str, detail: &str) -> Result<()> {
    work.team_changed(&invitation.team_id).await?;
    work.invitation_changed(&invitation.team_id, &invitation.id, &invitation.email).await?;
    work.event(&invitation.team_id, action, &invitation.email, detail).await?;
    Ok(())
}

fn refuse_settled(invitation: &Invitation) -> Result<()> {
    if invitation.status == InvitationStatus::Pending { Ok(()) } else { Err(ApiError::InvitationNotPending) }
}
