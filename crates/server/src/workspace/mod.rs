//! Teams with all that belongs to them, as rows for a database that never had a team. They are written in bulk and in
//! one transaction, so that nobody waits long for them.
//!
//! The change feed begins after them: whoever lists sees it all, and there is nobody yet who could have missed a change.

mod ids;
mod ledger;

use jiff::{SignedDuration, Timestamp};
use ollm_api::{Event, EventId, Invitation, TeamId, User};
use rand::rngs::StdRng;

use crate::error::Result;
use crate::store::members::NewMember;
use crate::store::teams::NewTeam;
use crate::store::top_ups::StoredTopUp;
use crate::store::usage::UsageRecord;
use crate::store::{self, Connection, entries::NewEntry};

pub(crate) use ids::{KnownUsers, new_id};
pub(crate) use ledger::{Booking, Happening};

/// A day of the plans that workspaces are made from.
pub(crate) const DAY: SignedDuration = SignedDuration::from_hours(24);
/// In micro-dollars.
pub(crate) const DOLLAR: i64 = 1_000_000;

/// Everything that is written. Rows of the ledger and the activity have their order numbers.
pub(crate) struct Workspace {
    pub(crate) users: Vec<User>,
    pub(crate) teams: Vec<NewTeam>,
    pub(crate) members: Vec<NewMember>,
    pub(crate) invitations: Vec<Invitation>,
    pub(crate) top_ups: Vec<StoredTopUp>,
    pub(crate) entries: Vec<(i64, NewEntry)>,
    pub(crate) usage: Vec<UsageRecord>,
    pub(crate) events: Vec<(i64, Event)>,
    /// The last order number that is taken.
    pub(crate) last_seq: i64,
    /// Where identifiers come from.
    pub(crate) ids: StdRng,
}

impl Workspace {
    /// Nothing yet. Order numbers go on after `last_seq`.
    pub(crate) fn new(last_seq: i64, ids: StdRng) -> Self {
        Self {
            users: Vec::new(),
            teams: Vec::new(),
            members: Vec::new(),
            invitations: Vec::new(),
            top_ups: Vec::new(),
            entries: Vec::new(),
            usage: Vec::new(),
            events: Vec::new(),
            last_seq,
            ids,
        }
    }

    /// An event without its number.
    pub(crate) fn event(
        &mut self,
        team: &TeamId,
        at: Timestamp,
        actor: &str,
        action: &str,
        (target, detail): (&str, &str),
    ) -> Event {
        Event {
            id: EventId::new(new_id(&mut self.ids, "evt")),
            team_id: team.clone(),
            at,
            actor: actor.to_owned(),
            action: action.to_owned(),
            target: target.to_owned(),
            detail: detail.to_owned(),
        }
    }

    /// Gives the events their numbers, in the order of time as live ones have them.
    pub(crate) fn number_events(&mut self, mut events: Vec<Event>) {
        events.sort_by_key(|event| event.at);
        for event in events {
            self.last_seq += 1;
            self.events.push((self.last_seq, event));
        }
    }

    /// Writes it all. The caller commits.
    pub(crate) async fn write(&self, connection: &mut Connection, now: Timestamp) -> Result<()> {
        store::bulk::users(connection, &self.users, now).await?;
        store::bulk::teams(connection, &self.teams).await?;
        store::bulk::members(connection, &self.members).await?;
        store::bulk::invitations(connection, &self.invitations).await?;
        store::bulk::top_ups(connection, &self.top_ups).await?;
        store::bulk::entries(connection, &self.entries).await?;
        store::bulk::usage(connection, &self.usage).await?;
        store::bulk::events(connection, &self.events).await?;
        store::sequence::advance(connection, self.last_seq).await?;
        Ok(())
    }
}
