use ollm_api::{Member, Role, TeamId, UserId};

use super::UnitOfWork;
use crate::error::{ApiError, Result};
use crate::store;

/// Puts somebody into a team.
pub(crate) async fn add(work: &mut UnitOfWork<'_>, team: &TeamId, user: &UserId, role: &Role) -> Result<()> {
    store::members::insert(work.connection, team, user, role, work.now).await?;
    work.access_gained(team, user).await?;
    work.team_changed(team).await?;
    work.member_changed(team, user).await?;
    Ok(())
}

/// Gives a member another role.
pub(crate) async fn change_role(work: &mut UnitOfWork<'_>, team: &TeamId, member: &Member, role: &Role) -> Result<()> {
    if member.role == Role::Owner && *role != Role::Owner {
        refuse_last_owner(work, team).await?;
    }
    set_role(work, team, member, role).await?;
    work.event(team, "member.role_changed", &member.email, format!("{} → {role}", member.role)).await?;
    Ok(())
}

/// Takes somebody out of a team; `left` where they did it themselves.
pub(crate) async fn remove(work: &mut UnitOfWork<'_>, team: &TeamId, member: &Member, left: bool) -> Result<()> {
    if member.role == Role::Owner {
        refuse_last_owner(work, team).await?;
    }
    store::members::delete(work.connection, team, &member.user_id).await?;
    work.access_changed(team, &member.user_id).await?;
    work.team_changed(team).await?;
    work.member_changed(team, &member.user_id).await?;
    let action = if left { "member.left" } else { "member.removed" };
    work.event(team, action, &member.email, member.role.as_str()).await?;
    Ok(())
}

/// Hands a team from one owner to another member. The old owner becomes an admin.
pub(crate) async fn transfer_ownership(
    work: &mut UnitOfWork<'_>,
    team: &TeamId,
    from: &Member,
    to: &Member,
) -> Result<()> {
    set_role(work, team, to, &Role::Owner).await?;
    set_role(work, team, from, &Role::Admin).await?;
    work.event(team, "team.ownership_transferred", &to.email, from.email.as_str()).await?;
    Ok(())
}

/// The member's own view of the team changes with the role, so the team is in the feed as well.
async fn set_role(work: &mut UnitOfWork<'_>, team: &TeamId, member: &Member, role: &Role) -> Result<()> {
    store::members::set_role(work.connection, team, &member.user_id, role).await?;
    work.access_changed(team, &member.user_id).await?;
    work.member_changed(team, &member.user_id).await?;
    Ok(())
}

async fn refuse_last_owner(work: &mut UnitOfWork<'_>, team: &TeamId) -> Result<()> {
    let owners = store::members::owner_count(work.connection, team).await?;
    if owners <= 1 { Err(ApiError::LastOwner) } else { Ok(()) }
}
