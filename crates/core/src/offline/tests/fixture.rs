use jiff::Timestamp;
use ollm_api::{
    Change, ChangeKind, ChangeOp, Currency, Invitation, InvitationId, InvitationStatus, Member, Money, Role, Team,
    TeamId, User, UserId,
};
use rust_decimal::Decimal;
use tempfile::TempDir;

use crate::offline::{Listing, OfflineCopy, Written};
use crate::{AccountId, ListRequest, TeamList};

pub(super) const ME: &str = "ana@example.com";

pub(super) fn account() -> AccountId {
    serde_json::from_str("\"https://api.example.com/v1/ usr_ana\"").unwrap()
}

pub(super) fn open(folder: &std::path::Path) -> OfflineCopy {
    let user = User { id: UserId::new("usr_ana"), email: ME.into(), name: None };
    OfflineCopy::new(folder, &account(), &user)
}

/// A copy in a folder of its own, which goes with it.
pub(super) fn fresh() -> (TempDir, OfflineCopy) {
    let folder = tempfile::tempdir().unwrap();
    let copy = open(&folder.path().join("offline"));
    (folder, copy)
}

pub(super) fn at(second: i64) -> Timestamp {
    Timestamp::from_second(1_700_000_000 + second).unwrap()
}

pub(super) fn money(amount: &str, currency: &str) -> Money {
    Money { amount: amount.parse().unwrap(), currency: Currency::from(currency) }
}

pub(super) fn team(id: &str, name: &str) -> Team {
    Team {
        id: TeamId::new(id),
        name: name.into(),
        role: Role::Owner,
        balance: Some(money("10.00", "USD")),
        low_balance_threshold: None,
        member_count: 1,
        pending_invitation_count: 0,
        created_at: at(0),
        updated_at: at(0),
        version: 1,
    }
}

pub(super) fn member(user: &str, email: &str) -> Member {
    Member { user_id: UserId::new(user), email: email.into(), name: None, role: Role::Member, joined_at: at(1) }
}

pub(super) fn invitation(id: &str, team: &str, email: &str) -> Invitation {
    Invitation {
        id: InvitationId::new(id),
        team_id: TeamId::new(team),
        team_name: team.into(),
        email: email.into(),
        role: Role::Viewer,
        status: InvitationStatus::Pending,
        invited_by: ME.into(),
        created_at: at(2),
        expires_at: at(1_000_000),
    }
}

pub(super) fn listing(teams: Vec<Team>) -> Listing {
    Listing { replaces: None, teams, my_invitations: Vec::new(), cursor: "c1".into(), at: at(10) }
}

/// A copy of these teams, at `c1`.
pub(super) async fn copy_of(teams: Vec<Team>) -> (TempDir, OfflineCopy) {
    let (folder, copy) = fresh();
    assert_eq!(copy.replace_teams(&listing(teams)).await.unwrap(), Written::Changed);
    (folder, copy)
}

pub(super) fn upsert(kind: &str, team: &str, id: &str, record: &impl serde::Serialize) -> Change {
    Change {
        kind: ChangeKind::from(kind),
        op: ChangeOp::Upsert,
        team_id: TeamId::new(team),
        id: id.into(),
        data: Some(serde_json::to_value(record).unwrap()),
    }
}

pub(super) fn delete(kind: &str, team: &str, id: &str) -> Change {
    let team_id = TeamId::new(team);
    Change { kind: ChangeKind::from(kind), op: ChangeOp::Delete, team_id, id: id.into(), data: None }
}

pub(super) fn searched(search: &str) -> ListRequest {
    ListRequest { search: search.into(), ..ListRequest::default() }
}

pub(super) async fn list(copy: &OfflineCopy, request: &ListRequest) -> TeamList {
    copy.list(request).await.unwrap().unwrap()
}

pub(super) fn ids(list: &TeamList) -> Vec<&str> {
    list.ids.iter().map(TeamId::as_str).collect()
}

pub(super) fn decimal(text: &str) -> Decimal {
    text.parse().unwrap()
}
