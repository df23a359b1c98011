//! The offline copy: what a server said, in one SQLite database for each account.
//!
//! It is disposable: whatever is wrong with its file, the file is set aside and everything is fetched again; where no
//! file can be had, it is in memory. Every write is one transaction, so that a reader sees the state before or after it.
//! Nothing here asks a server, and nothing here decides what to do about what it says.

mod activity;
mod changes;
mod checksum;
mod copy;
mod fault;
mod fold;
mod invitations;
mod list;
mod lost;
mod people;
mod people_search;
mod place;
mod position;
mod reads;
mod rows;
mod samples;
mod search;
mod store;
mod teams;
#[cfg(test)]
mod tests;
mod verify;
mod words;
mod writes;

use jiff::Timestamp;
use ollm_api::{Invitation, Member, Team, TeamId};
use rust_decimal::Decimal;

pub(crate) use copy::OfflineCopy;
pub(crate) use place::remove_others;

/// How far the copy has come.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Position {
    /// Where the change feed goes on.
    pub(crate) cursor: String,
    /// When the server last said that this is all.
    pub(crate) synced_at: Timestamp,
    /// Where the listing of the people goes on.
    pub(crate) people: PeoplePosition,
}

/// How far the listing of the people of all teams has come.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum PeoplePosition {
    /// It has not begun.
    NotBegun,
    /// It goes on with this team, which begins on this page (`None`: the first). What is before it there is done.
    At {
        /// The page's cursor.
        page: Option<String>,
        /// The team.
        team: TeamId,
    },
    /// Every team of the listing has its people. Teams that came later are fetched one by one.
    Done,
}

/// All teams, as a listing found them.
pub(crate) struct Listing {
    /// Where the copy was when the listing began; `None` where nothing was ever listed.
    pub(crate) replaces: Option<String>,
    pub(crate) teams: Vec<Team>,
    /// Pending invitations addressed to the user.
    pub(crate) my_invitations: Vec<Invitation>,
    /// The feed's cursor from before the listing: what changed meanwhile is said once more.
    pub(crate) cursor: String,
    pub(crate) at: Timestamp,
}

/// The people of one team.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct People {
    pub(crate) team_id: TeamId,
    pub(crate) members: Vec<Member>,
    pub(crate) invitations: Vec<Invitation>,
}

/// What a write did.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Written {
    /// The copy holds something else now.
    Changed,
    /// It holds what it held.
    Unchanged,
    /// It was not written: the copy is at another position than the one that the write starts from, because another
    /// window of the app was faster, or because the file was set aside.
    Outdated,
}

/// A balance at the end of a day (UTC), and what the day cost.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct BalanceSample {
    /// The start of the day.
    pub(crate) day: Timestamp,
    pub(crate) balance: Decimal,
    pub(crate) cost: Decimal,
}

/// The copy can be kept neither on disk nor in memory.
#[derive(Clone, Debug, thiserror::Error)]
#[error("{0}")]
pub(crate) struct CopyError(pub(crate) String);

type Result<T> = std::result::Result<T, CopyError>;
