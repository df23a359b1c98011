//! The offline copy: what a server said, in one SQLite database for each account.
//!
//! It is disposable: whatever is wrong with its file, the file is set aside and everything is fetched again; where no
//! file can be had, it is in memory. Every write is one transaction, so that a reader sees the state before or after it.
//! Nothing here asks a server, and nothing here decides what to do about what it says.

use std::path::Path;

use jiff::Timestamp;
use ollm_api::{Change, Invitation, Member, Team, TeamId, User};
use rust_decimal::Decimal;

use crate::{AccountId, ActivityEntry, CopyNotice, ListRequest, LostTeam, TeamList, TeamRow};

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

/// The copy of one account. Opened at its first use.
pub(crate) struct OfflineCopy;

impl OfflineCopy {
    /// The copy of an account, in a folder of its own for all copies. `user` tells invitations for them from others.
    pub(crate) fn new(folder: &Path, account: &AccountId, user: &User) -> Self {
        todo!()
    }

    /// What happened to the file, in this run.
    pub(crate) fn notice(&self) -> Option<CopyNotice> {
        todo!()
    }

    /// Where it stands; `None` where nothing was ever listed.
    pub(crate) async fn position(&self) -> Result<Option<Position>> {
        todo!()
    }

    /// Puts a listing in place of all teams before. Those that are gone are noted as lost.
    pub(crate) async fn replace_teams(&self, listing: &Listing) -> Result<Written> {
        todo!()
    }

    /// The pending invitations of all teams, as a listing found them.
    pub(crate) async fn replace_invitations(&self, cursor: &str, invitations: &[Invitation]) -> Result<Written> {
        todo!()
    }

    /// The members of some teams, all of each, from the listing of all people, which goes on at `next`.
    pub(crate) async fn put_listed_members(
        &self,
        cursor: &str,
        teams: &[(TeamId, Vec<Member>)],
        next: &PeoplePosition,
    ) -> Result<Written> {
        todo!()
    }

    /// The people of one team, as the server just said.
    pub(crate) async fn put_people(&self, cursor: &str, people: &People) -> Result<Written> {
        todo!()
    }

    /// Teams of which the people are not known, in no special order.
    pub(crate) async fn teams_without_people(&self, limit: u32) -> Result<Vec<TeamId>> {
        todo!()
    }

    /// What of the people is known: teams with known people, all teams.
    pub(crate) async fn people_progress(&self) -> Result<(u32, u32)> {
        todo!()
    }

    /// What the feed says after `cursor`, and where it goes on. Teams that are gone are noted as lost.
    pub(crate) async fn apply(&self, cursor: &str, changes: &[Change], next: &str, at: Timestamp) -> Result<Written> {
        todo!()
    }

    /// A team as the answer to the user's own action says it is. An older version than the known one changes nothing.
    pub(crate) async fn put_team(&self, team: &Team) -> Result<Written> {
        todo!()
    }

    /// A team that the user deleted or left here: nobody needs to be told.
    pub(crate) async fn remove_team(&self, id: &TeamId) -> Result<Written> {
        todo!()
    }

    /// The list that is asked for, with its first rows; `None` where nothing was ever listed.
    pub(crate) async fn list(&self, request: &ListRequest) -> Result<Option<TeamList>> {
        todo!()
    }

    /// Rows, in the order of `ids`, without those that are not there (any more).
    pub(crate) async fn rows(&self, ids: &[TeamId], search: &str) -> Result<Vec<TeamRow>> {
        todo!()
    }

    /// The teams of a list whose names start with `prefix`, in the list's order.
    pub(crate) async fn starting_with(&self, request: &ListRequest, prefix: &str) -> Result<Vec<TeamId>> {
        todo!()
    }

    /// A team.
    pub(crate) async fn team(&self, id: &TeamId) -> Result<Option<Team>> {
        todo!()
    }

    /// The teams that changed last, the latest first.
    pub(crate) async fn latest_teams(&self, limit: u32) -> Result<Vec<Team>> {
        todo!()
    }

    /// The people of a team; `None` where they are not known.
    pub(crate) async fn people(&self, id: &TeamId) -> Result<Option<People>> {
        todo!()
    }

    /// Pending invitations addressed to the user.
    pub(crate) async fn my_invitations(&self) -> Result<Vec<Invitation>> {
        todo!()
    }

    /// The balances of a team's last days, oldest first, from when it had `version`.
    pub(crate) async fn put_samples(
        &self,
        id: &TeamId,
        version: u32,
        at: Timestamp,
        samples: &[BalanceSample],
    ) -> Result<()> {
        todo!()
    }

    /// The same, with the version and the moment that they are from.
    pub(crate) async fn samples(&self, id: &TeamId) -> Result<Option<(u32, Timestamp, Vec<BalanceSample>)>> {
        todo!()
    }

    /// What the server said of the activity last.
    pub(crate) async fn put_activity(&self, entries: &[ActivityEntry], at: Timestamp) -> Result<()> {
        todo!()
    }

    /// The same, and when it said so.
    pub(crate) async fn activity(&self) -> Result<Option<(Vec<ActivityEntry>, Timestamp)>> {
        todo!()
    }

    /// Teams that are gone and of which the user was not told.
    pub(crate) async fn lost_teams(&self) -> Result<Vec<LostTeam>> {
        todo!()
    }

    /// The user was told.
    pub(crate) async fn forget_lost_teams(&self, ids: &[TeamId]) -> Result<()> {
        todo!()
    }

    /// Reads the whole copy in the background and sets it aside where anything in it is damaged. Says whether it was.
    pub(crate) async fn verify(&self) -> Result<bool> {
        todo!()
    }

    /// Everything is forgotten; the copy goes on empty.
    pub(crate) async fn clear(&self) -> Result<()> {
        todo!()
    }

    /// Everything is forgotten, the file too. Later calls find an empty copy in memory.
    pub(crate) async fn delete(&self) {
        todo!()
    }

    /// Waits for what is running and closes the file.
    pub(crate) async fn close(&self) {
        todo!()
    }
}
