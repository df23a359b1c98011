//! From the plan to the rows of every table. Nothing is written here.

use std::collections::BTreeMap;

use jiff::{SignedDuration, Timestamp};
use ollm_api::{Event, Invitation, InvitationId, InvitationStatus, TeamId, TeamName, UserId};
use rand::rngs::StdRng;
use rand::{RngExt, SeedableRng};

use super::history;
use super::plan::{NAMES, SampleTeam};
use crate::amount::money;
use crate::operations::invitations;
use crate::store::members::NewMember;
use crate::store::teams::NewTeam;
use crate::team_id::team_id;
use crate::workspace::{Booking, DAY, DOLLAR, Happening, KnownUsers, Workspace, new_id};

const SEED: u64 = 20_260_101;

/// Builds the workspace of a plan. Order numbers go on after `last_seq` and follow the clock, as live ones do.
pub(super) fn workspace(plan: Vec<SampleTeam>, known: &KnownUsers, now: Timestamp, last_seq: i64) -> Workspace {
    // Identifiers are new in each database; that of a team starts the same in all.
    let mut workspace = Workspace::new(last_seq, rand::make_rng());
    let users = users(&mut workspace, &plan, known);
    let mut rng = StdRng::seed_from_u64(SEED);
    let mut events = Vec::new();
    let mut bookings = Vec::new();
    for (index, team) in plan.into_iter().enumerate() {
        let Ok(name) = TeamName::parse(team.name) else { continue };
        let id = team_id(&name, rng.random());
        events.extend(people(&mut workspace, &users, &id, &team, now));
        events.extend(pending(&mut workspace, &id, &team, now));
        let history = team.spending.as_ref().map(|spending| history::of(spending, SEED + index as u64, now));
        let history = history.unwrap_or_default();
        workspace.teams.push(new_team(&id, name, &team, &history, now));
        let owner = team.people[0].0;
        let booking = |(at, happening)| Booking { at, team: id.clone(), owner: owner.to_owned(), happening };
        bookings.extend(history.into_iter().map(booking));
    }
    events.extend(workspace.book(bookings));
    workspace.number_events(events);
    workspace
}

fn joined(now: Timestamp, days_ago: i64) -> Timestamp {
    // Not at the very minute of the seeding.
    now - DAY * days_ago as i32 - SignedDuration::from_mins(37 + days_ago)
}

fn new_team(
    id: &TeamId,
    name: TeamName,
    team: &SampleTeam,
    history: &[(Timestamp, Happening)],
    now: Timestamp,
) -> NewTeam {
    let created_at = joined(now, team.people[0].2);
    NewTeam {
        id: id.clone(),
        name,
        low_balance_threshold: team.threshold.map(|dollars| dollars * DOLLAR),
        version: 1 + history.len() as i64 + i64::from(team.threshold.is_some()),
        created_at,
        updated_at: history.last().map_or(created_at, |(at, _)| *at),
    }
}

fn people(
    workspace: &mut Workspace,
    users: &BTreeMap<&str, UserId>,
    id: &TeamId,
    team: &SampleTeam,
    now: Timestamp,
) -> Vec<Event> {
    let owner = team.people[0].0;
    let mut events = Vec::new();
    for (index, person) in team.people.iter().enumerate() {
        let joined_at = joined(now, person.2);
        let user = users[person.0].clone();
        workspace.members.push(NewMember { team: id.clone(), user, role: person.1.clone(), joined_at });
        let (actor, action, told) = if index == 0 {
            (owner, "team.created", (team.name, ""))
        } else {
            (person.0, "invitation.accepted", (person.0, person.1.as_str()))
        };
        events.push(workspace.event(id, joined_at, actor, action, told));
    }
    if let Some(threshold) = team.threshold {
        let at = joined(now, team.people[0].2) + SignedDuration::from_mins(5);
        let detail = money(threshold * DOLLAR).amount.to_string();
        events.push(workspace.event(id, at, owner, "team.threshold_changed", (id.as_str(), &detail)));
    }
    events
}

fn pending(workspace: &mut Workspace, id: &TeamId, team: &SampleTeam, now: Timestamp) -> Vec<Event> {
    let mut events = Vec::new();
    for pending in &team.pending {
        // An hour is left over, so that nobody sees the last day end while they look.
        let expires_at =
            (now + DAY * pending.3 as i32 + SignedDuration::from_hours(1)).min(now + invitations::LIFETIME);
        let created_at = expires_at - invitations::LIFETIME;
        let told = (pending.0, pending.1.as_str());
        events.push(workspace.event(id, created_at, pending.2, "invitation.sent", told));
        workspace.invitations.push(Invitation {
            id: InvitationId::new(new_id(&mut workspace.ids, "inv")),
            team_id: id.clone(),
            team_name: team.name.to_owned(),
            email: pending.0.to_owned(),
            role: pending.1.clone(),
            status: InvitationStatus::Pending,
            invited_by: pending.2.to_owned(),
            created_at,
            expires_at,
        });
    }
    events
}

/// Everybody in the plan's teams, with their identifiers by address.
fn users(workspace: &mut Workspace, plan: &[SampleTeam], known: &KnownUsers) -> BTreeMap<&'static str, UserId> {
    let name = |email| NAMES.iter().find(|(known, _)| *known == email).map(|(_, name)| (*name).to_owned());
    let mut users = BTreeMap::new();
    for email in plan.iter().flat_map(|team| &team.people).map(|person| person.0) {
        if !users.contains_key(email) {
            let user = known.user(&mut workspace.ids, email.to_owned(), name(email));
            users.insert(email, user.id.clone());
            workspace.users.push(user);
        }
    }
    users
}
