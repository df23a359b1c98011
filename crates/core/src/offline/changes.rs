//! What the change feed says, as writes.

use std::collections::BTreeMap;

use ollm_api::{Change, ChangeKind, ChangeOp, ChangeRecord, Invitation, Member, Team, TeamId};

use super::fault::Fault;
use super::store::Connection;
use super::teams::Keep;
use super::{invitations, lost, people, teams};

/// Changes by what is written.
#[derive(Default)]
struct Sorted {
    teams: Vec<Team>,
    gone_teams: Vec<TeamId>,
    members: Vec<(TeamId, Member)>,
    gone_members: Vec<(TeamId, String)>,
    invitations: Vec<Invitation>,
    gone_invitations: Vec<String>,
}

/// Writes changes. Teams come first: what belongs to a team is only kept with it.
pub(super) async fn apply(connection: &mut Connection, changes: &[Change], user_email: &str) -> Result<(), Fault> {
    let sorted = sort(changes);
    for id in &sorted.gone_teams {
        if let Some(team) = teams::get(connection, id).await? {
            lost::note(connection, &team).await?;
            teams::remove(connection, id).await?;
        }
        lost::forget_left(connection, id).await?;
    }
    let here: Vec<&TeamId> = sorted.teams.iter().map(|team| &team.id).collect();
    lost::forget_news(connection, &here).await?;
    teams::upsert(connection, &sorted.teams.iter().collect::<Vec<_>>(), Keep::Newer).await?;

    people::upsert(connection, &sorted.members.iter().map(|(team, member)| (team, member)).collect::<Vec<_>>()).await?;
    for (team, user) in &sorted.gone_members {
        people::remove(connection, team, user).await?;
    }

    let ids: Vec<&TeamId> = sorted.invitations.iter().map(|invitation| &invitation.team_id).collect();
    let known = teams::known(connection, &ids).await?;
    let (theirs, others): (Vec<_>, Vec<_>) =
        sorted.invitations.iter().partition(|invitation| known.contains(&invitation.team_id));
    invitations::upsert(connection, &theirs).await?;
    let mine: Vec<_> = others.into_iter().filter(|invitation| invitation.email == user_email).collect();
    invitations::upsert_mine(connection, &mine).await?;
    for id in &sorted.gone_invitations {
        invitations::remove(connection, id).await?;
    }
    Ok(())
}

/// What this version does not understand is left out: a newer server may say more.
fn sort(changes: &[Change]) -> Sorted {
    let last: BTreeMap<_, _> = changes
        .iter()
        .map(|change| ((change.kind.as_str(), change.team_id.as_str(), change.id.as_str()), change))
        .collect();
    let mut sorted = Sorted::default();
    for change in last.into_values() {
        match (&change.op, change.record()) {
            (ChangeOp::Upsert, Ok(Some(ChangeRecord::Team(team)))) => sorted.teams.push(team),
            (ChangeOp::Upsert, Ok(Some(ChangeRecord::Member(member)))) => {
                sorted.members.push((change.team_id.clone(), member));
            }
            (ChangeOp::Upsert, Ok(Some(ChangeRecord::Invitation(invitation)))) => sorted.invitations.push(invitation),
            (ChangeOp::Delete, _) => match &change.kind {
                ChangeKind::Team => sorted.gone_teams.push(change.team_id.clone()),
                ChangeKind::Member => sorted.gone_members.push((change.team_id.clone(), change.id.clone())),
                ChangeKind::Invitation => sorted.gone_invitations.push(change.id.clone()),
                ChangeKind::Other(kind) => tracing::warn!(kind, "a change of an unknown kind is left out"),
            },
            (op, record) => {
                let error = record.err().map(|error| error.to_string());
                tracing::warn!(kind = %change.kind, %op, error, "a change that says nothing known is left out");
            }
        }
    }
    sorted
}
