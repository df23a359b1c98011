//! From the options to the rows of every table. Nothing is written here.

use std::collections::HashSet;

use jiff::{SignedDuration, Timestamp};
use ollm_api::{Event, Invitation, InvitationId, InvitationStatus, Role, TeamId, TeamName};
use rand::rngs::StdRng;
use rand::{RngExt, SeedableRng};

use super::GenerateOptions;
use super::words::{KINDS, PLACES, TOPICS};
use super::{balance, people};
use crate::operations::invitations::LIFETIME;
use crate::store::members::NewMember;
use crate::store::teams::NewTeam;
use crate::team_id::team_id;
use crate::workspace::{Booking, Happening, KnownUsers, Workspace, new_id};

/// The age of a team in minutes: between ten days and about three years.
const AGE: std::ops::Range<i64> = 10 * 24 * 60..3 * 365 * 24 * 60;

/// Builds the workspace. It is the same for the same seed, but that all times are counted back from now.
pub(super) fn workspace(options: &GenerateOptions, known: &KnownUsers, now: Timestamp, last_seq: i64) -> Workspace {
    let mut rng = StdRng::seed_from_u64(options.seed);
    let mut workspace = Workspace::new(last_seq, StdRng::seed_from_u64(!options.seed));
    people::add(&mut workspace, known, &options.email, options.people, &mut rng);
    let mut taken = HashSet::new();
    let mut events = Vec::new();
    let mut bookings = Vec::new();
    for _ in 0..options.teams {
        let Ok(name) = TeamName::parse(&name(&mut rng)) else { continue };
        let mut id = team_id(&name, rng.random());
        while !taken.insert(id.clone()) {
            id = team_id(&name, rng.random());
        }
        let created_at = now - SignedDuration::from_mins(rng.random_range(AGE));
        let owner = members(&mut workspace, &id, created_at, now, options.members, &mut rng);
        events.push(workspace.event(&id, created_at, &owner, "team.created", (name.as_str(), "")));
        events.extend(invite(&mut workspace, &id, &name, &owner, now, &mut rng));
        let history = balance::history(created_at, now, &mut rng);
        workspace.teams.push(new_team(&id, name, created_at, &history, &mut rng));
        let booking = |(at, happening)| Booking { at, team: id.clone(), owner: owner.clone(), happening };
        bookings.extend(history.into_iter().map(booking));
    }
    events.extend(workspace.book(bookings));
    workspace.number_events(events);
    workspace
}

fn name(rng: &mut StdRng) -> String {
    let mut word = |words: &[&'static str]| words[rng.random_range(0..words.len())];
    let (topic, kind, place) = (word(&TOPICS), word(&KINDS), word(&PLACES));
    match rng.random_range(0..4) {
        0 => format!("{topic} {kind}"),
        1 => format!("{topic} {place}"),
        2 => format!("{topic} {kind} {place}"),
        _ => format!("{topic} {place} {}", rng.random_range(2..100)),
    }
}

fn new_team(
    id: &TeamId,
    name: TeamName,
    created_at: Timestamp,
    history: &[(Timestamp, Happening)],
    rng: &mut StdRng,
) -> NewTeam {
    let low_balance_threshold = balance::threshold(history.iter().map(|(_, happening)| happening.amount()).sum(), rng);
    NewTeam {
        id: id.clone(),
        name,
        low_balance_threshold,
        version: 1 + history.len() as i64 + i64::from(low_balance_threshold.is_some()),
        created_at,
        updated_at: history.last().map_or(created_at, |(at, _)| *at),
    }
}

/// Puts people into a team and returns the address of its first owner: mostly the given user, otherwise the next.
fn members(
    workspace: &mut Workspace,
    id: &TeamId,
    created_at: Timestamp,
    now: Timestamp,
    average: u32,
    rng: &mut StdRng,
) -> String {
    let indexes = people::of_a_team(&workspace.users, average, rng);
    let yours = match rng.random_range(0..20) {
        _ if indexes.len() == 1 => Role::Owner,
        0..14 => Role::Owner,
        14..17 => Role::Admin,
        17..19 => Role::Member,
        _ => Role::Viewer,
    };
    let first_owner = usize::from(yours != Role::Owner);
    let age = now.as_second() - created_at.as_second();
    for (position, index) in indexes.iter().enumerate() {
        let role = match (position, rng.random_range(0..20)) {
            (0, _) => yours.clone(),
            (1, _) if first_owner == 1 => Role::Owner,
            (_, 0) => Role::Owner,
            (_, 1..3) => Role::Admin,
            (_, 3..15) => Role::Member,
            _ => Role::Viewer,
        };
        let after = if position == first_owner { 0 } else { rng.random_range(1..age) };
        let joined_at = created_at + SignedDuration::from_secs(after);
        let user = workspace.users[*index].id.clone();
        workspace.members.push(NewMember { team: id.clone(), user, role, joined_at });
    }
    workspace.users[indexes[first_owner]].email.clone()
}

/// A third of the teams have one to three pending invitations, a few have one that is over.
fn invite(
    workspace: &mut Workspace,
    id: &TeamId,
    name: &TeamName,
    owner: &str,
    now: Timestamp,
    rng: &mut StdRng,
) -> Vec<Event> {
    let mut statuses = Vec::new();
    if rng.random_ratio(1, 3) {
        statuses = vec![InvitationStatus::Pending; rng.random_range(1..=3)];
    }
    if rng.random_ratio(1, 8) {
        statuses.push([InvitationStatus::Declined, InvitationStatus::Revoked][rng.random_range(0..2)].clone());
    }
    let mut events = Vec::new();
    for status in statuses {
        let email = format!("guest-{}@example.org", workspace.invitations.len());
        let role = [Role::Viewer, Role::Member, Role::Admin][rng.random_range(0..3)].clone();
        // The youngest team is older than that. What is pending has a day left at least.
        let created_at = now - SignedDuration::from_mins(rng.random_range(10..6 * 24 * 60));
        events.push(workspace.event(id, created_at, owner, "invitation.sent", (&email, role.as_str())));
        if status != InvitationStatus::Pending {
            let (by, action) =
                (if status == InvitationStatus::Declined { &email } else { owner }, format!("invitation.{status}"));
            let at = created_at + SignedDuration::from_mins(rng.random_range(1..10));
            events.push(workspace.event(id, at, by, &action, (&email, role.as_str())));
        }
        workspace.invitations.push(Invitation {
            id: InvitationId::new(new_id(&mut workspace.ids, "inv")),
            team_id: id.clone(),
            team_name: name.as_str().to_owned(),
            email,
            role,
            status,
            invited_by: owner.to_owned(),
            created_at,
            expires_at: created_at + LIFETIME,
        });
    }
    events
}
