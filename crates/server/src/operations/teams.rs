use ollm_api::{InvitationStatus, Role, TeamId, TeamName, TopUpStatus, UserId};

use super::{UnitOfWork, top_ups};
use crate::amount::money;
use crate::error::{ApiError, Result};
use crate::store;
use crate::store::teams::NewTeam;
use crate::team_id::team_id;

/// How often an identifier that is taken is drawn again. Even the second draw is one in four billion.
const DRAWS: usize = 8;

/// Makes a team that `owner` owns. `random` gives the digits of its identifier.
pub(crate) async fn create(
    work: &mut UnitOfWork<'_>,
    owner: &UserId,
    name: &TeamName,
    mut random: impl FnMut() -> u32,
) -> Result<TeamId> {
    let mut team = team_id(name, random());
    let mut draws = 1;
    while store::teams::exists(work.connection, &team).await? {
        if draws == DRAWS {
            return Err(ApiError::Internal);
        }
        team = team_id(name, random());
        draws += 1;
    }
    let new = NewTeam {
        id: team.clone(),
        name: name.clone(),
        low_balance_threshold: None,
        version: 1,
        created_at: work.now,
        updated_at: work.now,
    };
    store::teams::insert(work.connection, &new).await?;
    store::members::insert(work.connection, &team, owner, &Role::Owner, work.now).await?;
    work.access_gained(&team, owner).await?;
    work.event(&team, "team.created", name.as_str(), "").await?;
    Ok(team)
}

/// Gives a team another name.
pub(crate) async fn rename(work: &mut UnitOfWork<'_>, team: &TeamId, old: &str, new: &TeamName) -> Result<()> {
    store::teams::rename(work.connection, team, new).await?;
    work.team_version(team).await?;
    // An invitation shows the team's name, to people who are not in the team too.
    for invitation in store::invitations::pending_of_team(work.connection, team).await? {
        work.invitation_changed(team, &invitation.id, &invitation.email).await?;
    }
    work.event(team, "team.renamed", new.as_str(), old).await?;
    Ok(())
}

/// Sets the low-balance threshold, in micro-dollars, or removes it.
pub(crate) async fn set_threshold(work: &mut UnitOfWork<'_>, team: &TeamId, threshold: Option<i64>) -> Result<()> {
    store::teams::set_threshold(work.connection, team, threshold).await?;
    work.team_version(team).await?;
    let detail = threshold.map(|threshold| money(threshold).amount.to_string()).unwrap_or_default();
    work.event(team, "team.threshold_changed", team.as_str(), detail).await?;
    Ok(())
}

/// Takes everybody out of a team for good. Its pending invitations and top-ups end with it.
pub(crate) async fn delete(work: &mut UnitOfWork<'_>, team: &TeamId, name: &str) -> Result<()> {
    for invitation in store::invitations::pending_of_team(work.connection, team).await? {
        store::invitations::set_status(work.connection, &invitation.id, &InvitationStatus::Revoked).await?;
        work.invitation_changed(team, &invitation.id, &invitation.email).await?;
    }
    for top_up in store::top_ups::pending_of_team(work.connection, team).await? {
        top_ups::settle_unpaid(work, top_up, TopUpStatus::Failed, Some("The team was deleted.")).await?;
    }
    for user in store::members::user_ids(work.connection, team).await? {
        work.access_changed(team, &user).await?;
    }
    let lost = store::entries::balance(work.connection, team).await?;
    work.event(team, "team.deleted", name, money(lost).amount.to_string()).await?;
    store::teams::delete(work.connection, team, work.now).await?;
    Ok(())
}
