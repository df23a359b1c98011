//! From the plan to the rows of every table. Nothing is written here.

use std::collections::BTreeMap;

use jiff::{SignedDuration, Timestamp};
use ollm_api::{
    Event, EventId, Invitation, InvitationId, InvitationStatus, Role, TeamId, TeamName, TopUpId, TopUpStatus,
    TransactionId, TransactionKind, User, UserId,
};
use rand::rngs::StdRng;
use rand::{RngExt, SeedableRng};

use super::history::{self, Happening};
use super::plan::{NAMES, SampleTeam};
use crate::amount::money;
use crate::operations::{invitations, new_id};
use crate::store::entries::NewEntry;
use crate::store::teams::NewTeam;
use crate::store::top_ups::StoredTopUp;
use crate::store::usage::UsageRecord;
use crate::team_id::team_id;

const SEED: u64 = 20_260_101;
const DAY: SignedDuration = SignedDuration::from_hours(24);
const DOLLAR: i64 = 1_000_000;

/// Everything that is seeded. Rows of the ledger and the activity have their order numbers.
#[derive(Default)]
pub(super) struct Workspace {
    pub(super) users: Vec<User>,
    pub(super) teams: Vec<NewTeam>,
    pub(super) members: Vec<(TeamId, &'static str, Role, Timestamp)>,
    pub(super) invitations: Vec<Invitation>,
    pub(super) top_ups: Vec<StoredTopUp>,
    pub(super) entries: Vec<(i64, NewEntry)>,
    pub(super) usage: Vec<UsageRecord>,
    pub(super) events: Vec<(i64, Event)>,
    pub(super) last_seq: i64,
}

/// Builds the workspace of a plan. Order numbers start at `first_seq` and follow the clock, as live ones do.
pub(super) fn workspace(plan: Vec<SampleTeam>, now: Timestamp, first_seq: i64) -> Workspace {
    let mut workspace = Workspace { last_seq: first_seq - 1, ..Workspace::default() };
    let mut rng = StdRng::seed_from_u64(SEED);
    let mut events = Vec::new();
    let mut bookings = Vec::new();
    for (index, team) in plan.into_iter().enumerate() {
        let Ok(name) = TeamName::parse(team.name) else { continue };
        let id = team_id(&name, rng.random());
        events.extend(people(&mut workspace, &id, &team, now));
        events.extend(pending(&mut workspace, &id, &team, now));
        let history = team.spending.as_ref().map(|spending| history::of(spending, SEED + index as u64, now));
        let history = history.unwrap_or_default();
        let owner = team.people[0].0;
        workspace.teams.push(new_team(&id, name, &team, &history, now));
        bookings.extend(history.into_iter().map(|(at, happening)| (at, id.clone(), owner, happening)));
    }
    workspace.users = users(&workspace);
    bookings.sort_by_key(|(at, ..)| *at);
    events.extend(book(&mut workspace, bookings));
    events.sort_by_key(|event| event.at);
    for event in events {
        workspace.last_seq += 1;
        workspace.events.push((workspace.last_seq, event));
    }
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

fn people(workspace: &mut Workspace, id: &TeamId, team: &SampleTeam, now: Timestamp) -> Vec<Event> {
    let owner = team.people[0].0;
    let mut events = Vec::new();
    for (index, person) in team.people.iter().enumerate() {
        let at = joined(now, person.2);
        workspace.members.push((id.clone(), person.0, person.1.clone(), at));
        let (actor, action, target, detail) = if index == 0 {
            (owner, "team.created", team.name, "")
        } else {
            (person.0, "invitation.accepted", person.0, person.1.as_str())
        };
        events.push(event(id, at, actor, action, target, detail.to_owned()));
    }
    if let Some(threshold) = team.threshold {
        let at = joined(now, team.people[0].2) + SignedDuration::from_mins(5);
        let detail = money(threshold * DOLLAR).amount.to_string();
        events.push(event(id, at, owner, "team.threshold_changed", id.as_str(), detail));
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
        events.push(event(id, created_at, pending.2, "invitation.sent", pending.0, pending.1.to_string()));
        workspace.invitations.push(Invitation {
            id: InvitationId::new(new_id("inv")),
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

fn users(workspace: &Workspace) -> Vec<User> {
    let mut emails: Vec<_> = workspace.members.iter().map(|(_, email, ..)| *email).collect();
    emails.sort_unstable();
    emails.dedup();
    let name = |email| NAMES.iter().find(|(known, _)| *known == email).map(|(_, name)| (*name).to_owned());
    let user = |email| User { id: UserId::new(new_id("usr")), email: String::from(email), name: name(email) };
    emails.into_iter().map(user).collect()
}

/// Writes what happened, in the order of time, into the ledger, and returns the events of it.
fn book(workspace: &mut Workspace, bookings: Vec<(Timestamp, TeamId, &'static str, Happening)>) -> Vec<Event> {
    let mut balances: BTreeMap<TeamId, i64> = BTreeMap::new();
    let mut events = Vec::new();
    for (at, team, owner, happening) in bookings {
        workspace.last_seq += 1;
        let seq = workspace.last_seq;
        let balance = balances.entry(team.clone()).or_default();
        *balance += happening.amount();
        let amount = happening.amount();
        let (kind, description, top_up) = match happening {
            Happening::TopUp { .. } => {
                let top_up = paid_top_up(&team, amount, owner, at);
                let detail = money(amount).amount.to_string();
                events.push(event(&team, at, owner, "top_up.succeeded", top_up.id.as_str(), detail));
                let id = top_up.id.clone();
                workspace.top_ups.push(top_up);
                (TransactionKind::TopUp, "Top-up".to_owned(), Some(id))
            }
            Happening::Usage { model, cost, requests, input_tokens, output_tokens } => {
                workspace.usage.push(UsageRecord {
                    entry_seq: seq,
                    team: team.clone(),
                    at,
                    model: Some(model.to_owned()),
                    cost,
                    requests,
                    input_tokens,
                    output_tokens,
                });
                (TransactionKind::Usage, format!("Usage of {model}"), None)
            }
        };
        let id = TransactionId::new(new_id("txn"));
        workspace
            .entries
            .push((seq, NewEntry { id, team, kind, amount, balance_after: *balance, description, top_up, at }));
    }
    events
}

fn paid_top_up(team: &TeamId, amount: i64, owner: &str, at: Timestamp) -> StoredTopUp {
    StoredTopUp {
        id: TopUpId::new(new_id("top")),
        team: team.clone(),
        amount,
        status: TopUpStatus::Succeeded,
        failure: None,
        checkout_token: None,
        created_by: owner.to_owned(),
        created_at: at,
        expires_at: at + DAY,
        settled_at: Some(at),
    }
}

fn event(team: &TeamId, at: Timestamp, actor: &str, action: &str, target: &str, detail: String) -> Event {
    Event {
        id: EventId::new(new_id("evt")),
        team_id: team.clone(),
        at,
        actor: actor.to_owned(),
        action: action.to_owned(),
        target: target.to_owned(),
        detail,
    }
}
