//! From the records that changed to what they are now for the caller: a page of changes is read in four queries, however
//! many they are.

use std::collections::{BTreeSet, HashMap, HashSet};

use ollm_api::{
    Change, ChangeKind, ChangeOp, Invitation, InvitationId, InvitationStatus, Member, Team, TeamId, User, UserId,
};
use serde_json::Value;

use crate::error::{ApiError, Result};
use crate::store::changes::ChangedRecord;
use crate::store::{self, Connection};

/// The records of a page as they are now.
struct Records {
    /// Those of the page's teams that the user is in.
    own: HashSet<TeamId>,
    teams: HashMap<TeamId, Team>,
    members: HashMap<(TeamId, UserId), Member>,
    invitations: HashMap<InvitationId, Invitation>,
}

/// The changes as they are for a user now. What says nothing to them is left out.
pub(crate) async fn read(connection: &mut Connection, user: &User, changed: Vec<ChangedRecord>) -> Result<Vec<Change>> {
    let records = load(connection, user, &changed).await?;
    changed.into_iter().filter_map(|record| change(user, &records, record).transpose()).collect()
}

async fn load<'a>(connection: &mut Connection, user: &User, changed: &'a [ChangedRecord]) -> Result<Records> {
    let of_kind = |kind: ChangeKind| changed.iter().filter(move |record| record.kind == kind.as_str());
    let of_teams: BTreeSet<_> = changed.iter().map(|record| record.team_id.as_str()).collect();
    let of_teams: Vec<_> = of_teams.into_iter().collect();
    let teams: Vec<_> = of_kind(ChangeKind::Team).map(|record| record.team_id.as_str()).collect();
    let member = |record: &'a ChangedRecord| (record.team_id.as_str(), record.record_id.as_str());
    let members: Vec<_> = of_kind(ChangeKind::Member).map(member).collect();
    let invitations: Vec<_> = of_kind(ChangeKind::Invitation).map(|record| record.record_id.as_str()).collect();
    Ok(Records {
        own: store::members::teams_among(connection, &user.id, &of_teams).await?,
        teams: store::teams::get_all(connection, &user.id, &teams).await?,
        members: store::members::get_all(connection, &members).await?,
        invitations: store::invitations::get_all(connection, &invitations).await?,
    })
}

fn change(user: &User, records: &Records, record: ChangedRecord) -> Result<Option<Change>> {
    let kind = ChangeKind::from(record.kind.as_str());
    let team_id = TeamId::new(record.team_id);
    let is_member = records.own.contains(&team_id);
    let data = match kind {
        ChangeKind::Team => to_value(records.teams.get(&team_id))?,
        ChangeKind::Member if is_member => {
            to_value(records.members.get(&(team_id.clone(), UserId::new(&*record.record_id))))?
        }
        ChangeKind::Invitation => {
            let invitation = records.invitations.get(&InvitationId::new(&*record.record_id));
            to_value(invitation.filter(|found| is_member || is_for(user, found)))?
        }
        // The team's own delete says that its members are gone with it.
        ChangeKind::Member | ChangeKind::Other(_) => return Ok(None),
    };
    let op = if data.is_some() { ChangeOp::Upsert } else { ChangeOp::Delete };
    Ok(Some(Change { kind, op, team_id, id: record.record_id, data }))
}

fn is_for(user: &User, invitation: &Invitation) -> bool {
    invitation.email == user.email && invitation.status == InvitationStatus::Pending
}

fn to_value<T: serde::Serialize>(record: Option<&T>) -> Result<Option<Value>> {
    record.map(serde_json::to_value).transpose().map_err(|_| ApiError::Internal)
}
