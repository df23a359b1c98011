//! Writes, as small data: what is compared with a plain model of the copy (`model.rs`). Keys are small numbers, of which
//! IDs are made.

use ollm_api::{Change, Invitation, InvitationStatus, Member, Role, Team, TeamId};
use proptest::prelude::*;

use super::fixture::*;

pub(super) const TEAMS: usize = 4;
pub(super) const USERS: usize = 4;

#[derive(Clone, Debug)]
pub(super) enum Step {
    Apply(Vec<Said>),
    List(Vec<(usize, u8)>),
    PutPeople(usize, Vec<(usize, u8)>, Vec<usize>),
    ListMembers(Vec<(usize, Vec<(usize, u8)>)>),
    ListInvitations(Vec<usize>),
    PutTeam(usize, u8),
    RemoveTeam(usize),
    Told(usize),
    Outdated,
}

#[derive(Clone, Debug)]
pub(super) enum Said {
    Team(usize, u8),
    NoTeam(usize),
    Member(usize, usize, u8),
    NoMember(usize, usize),
    Invitation(usize, bool),
    NoInvitation(usize),
}

pub(super) fn id(n: usize) -> TeamId {
    TeamId::new(format!("team-{n}"))
}

pub(super) fn a_team(n: usize, kind: u8) -> Team {
    let kind = kind % 8;
    Team {
        version: u32::from(kind / 2) + 1,
        role: Role::from(["owner", "viewer"][usize::from(kind % 2)]),
        balance: Some(money(&format!("{kind}.50"), "USD")),
        ..team(id(n).as_str(), &format!("Name{} of {n}", kind / 4))
    }
}

pub(super) fn a_name(kind: u8) -> Option<String> {
    (!kind.is_multiple_of(3)).then(|| format!("Nom{} É", kind % 3))
}

pub(super) fn a_role(kind: u8) -> Role {
    Role::from(["admin", "member"][usize::from(kind % 2)])
}

pub(super) fn a_member(user: usize, kind: u8) -> Member {
    let named = member(&format!("user-{user}"), &format!("person{user}@example.com"));
    Member { name: a_name(kind), role: a_role(kind), ..named }
}

/// To each team there is one to somebody and one to the user; later ones are to teams that never are here.
pub(super) fn an_invitation(n: usize) -> Invitation {
    let email = if n.is_multiple_of(2) { ME } else { "somebody@example.org" };
    invitation(&format!("invitation-{n}"), id(n / 2).as_str(), email)
}

pub(super) fn change(said: &Said) -> Change {
    let user_id = |user: &usize| format!("user-{user}");
    match said {
        Said::Team(n, kind) => upsert("team", id(*n).as_str(), id(*n).as_str(), &a_team(*n, *kind)),
        Said::NoTeam(n) => delete("team", id(*n).as_str(), id(*n).as_str()),
        Said::Member(n, user, kind) => upsert("member", id(*n).as_str(), &user_id(user), &a_member(*user, *kind)),
        Said::NoMember(n, user) => delete("member", id(*n).as_str(), &user_id(user)),
        Said::Invitation(n, is_pending) => {
            let status = if *is_pending { InvitationStatus::Pending } else { InvitationStatus::Declined };
            let invitation = Invitation { status, ..an_invitation(*n) };
            upsert("invitation", id(n / 2).as_str(), invitation.id.as_str(), &invitation)
        }
        Said::NoInvitation(n) => delete("invitation", id(n / 2).as_str(), an_invitation(*n).id.as_str()),
    }
}

/// The feed says of each record only what it is last, and of one person one name.
pub(super) fn last(said: &[Said]) -> Vec<Said> {
    let mut last = std::collections::BTreeMap::new();
    for said in said {
        let key = match said {
            Said::Team(n, _) | Said::NoTeam(n) => (0, *n),
            Said::Member(_, user, _) => (1, *user),
            Said::NoMember(_, user) => (1, *user),
            Said::Invitation(n, _) | Said::NoInvitation(n) => (2, *n),
        };
        last.insert(key, said.clone());
    }
    last.into_values().collect()
}

pub(super) fn said() -> impl Strategy<Value = Said> {
    prop_oneof![
        2 => (0..TEAMS, any::<u8>()).prop_map(|(n, kind)| Said::Team(n, kind)),
        1 => (0..TEAMS).prop_map(Said::NoTeam),
        3 => (0..TEAMS, 0..USERS, any::<u8>()).prop_map(|(n, user, kind)| Said::Member(n, user, kind)),
        1 => (0..TEAMS, 0..USERS).prop_map(|(n, user)| Said::NoMember(n, user)),
        2 => (0..2 * TEAMS, any::<bool>()).prop_map(|(n, pending)| Said::Invitation(n, pending)),
        1 => (0..2 * TEAMS).prop_map(Said::NoInvitation),
    ]
}

pub(super) fn members() -> impl Strategy<Value = Vec<(usize, u8)>> {
    prop::collection::vec((0..USERS, any::<u8>()), 0..USERS)
}

pub(super) fn step() -> impl Strategy<Value = Step> {
    prop_oneof![
        6 => prop::collection::vec(said(), 0..8).prop_map(Step::Apply),
        2 => prop::collection::vec((0..TEAMS, any::<u8>()), 0..2 * TEAMS).prop_map(Step::List),
        3 => (0..TEAMS, members(), prop::collection::vec(0..2usize, 0..2)).prop_map(|(n, m, i)| Step::PutPeople(n, m, i)),
        2 => prop::collection::vec((0..TEAMS, members()), 0..TEAMS).prop_map(Step::ListMembers),
        1 => prop::collection::vec(0..2 * TEAMS, 0..2 * TEAMS).prop_map(Step::ListInvitations),
        1 => (0..TEAMS, any::<u8>()).prop_map(|(n, kind)| Step::PutTeam(n, kind)),
        1 => (0..TEAMS).prop_map(Step::RemoveTeam),
        1 => (0..TEAMS).prop_map(Step::Told),
        1 => Just(Step::Outdated),
    ]
}
