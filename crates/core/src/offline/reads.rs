//! What the copy says.

use jiff::Timestamp;
use ollm_api::{Invitation, Team, TeamId};

use super::search::Search;
use super::{
    BalanceSample, OfflineCopy, People, Position, Result, activity, invitations, list, lost, people, position, rows,
    samples, teams,
};
use crate::{ActivityEntry, Balances, ListRequest, LostTeam, TeamList, TeamRow};

impl OfflineCopy {
    /// Where it stands; `None` where nothing was ever listed.
    pub(crate) async fn position(&self) -> Result<Option<Position>> {
        self.run(|store| async move { position::read(&mut *store.read().await?).await }).await
    }

    /// Teams of which the people are not known, in no special order.
    pub(crate) async fn teams_without_people(&self, limit: u32) -> Result<Vec<TeamId>> {
        self.run(|store| async move { people::unknown(&mut *store.read().await?, limit).await }).await
    }

    /// What of the people is known: teams with known people, all teams.
    pub(crate) async fn people_progress(&self) -> Result<(u32, u32)> {
        self.run(|store| async move { people::progress(&mut *store.read().await?).await }).await
    }

    /// The list that is asked for, with its first rows; `None` where nothing was ever listed.
    pub(crate) async fn list(&self, request: &ListRequest) -> Result<Option<TeamList>> {
        self.run(|store| async move { list::list(&mut *store.read().await?, request).await }).await
    }

    /// What all teams have, and the one that has the least; `None` where nothing was ever listed.
    pub(crate) async fn balances(&self) -> Result<Option<Balances>> {
        self.run(|store| async move { list::balances(&mut *store.read().await?).await }).await
    }

    /// Rows, in the order of `ids`, without those that are not there (any more).
    pub(crate) async fn rows(&self, ids: &[TeamId], search: &str) -> Result<Vec<TeamRow>> {
        let search = &Search::new(search);
        self.run(|store| async move { rows::get(&mut *store.read().await?, ids, search.as_ref()).await }).await
    }

    /// The teams of a list whose names start with `prefix`, in the list's order.
    pub(crate) async fn starting_with(&self, request: &ListRequest, prefix: &str) -> Result<Vec<TeamId>> {
        self.run(|store| async move { list::starting_with(&mut *store.read().await?, request, prefix).await }).await
    }

    /// A team.
    pub(crate) async fn team(&self, id: &TeamId) -> Result<Option<Team>> {
        self.run(|store| async move { teams::get(&mut *store.read().await?, id).await }).await
    }

    /// The teams that changed last, the latest first.
    pub(crate) async fn latest_teams(&self, limit: u32) -> Result<Vec<Team>> {
        self.run(|store| async move { teams::latest(&mut *store.read().await?, limit).await }).await
    }

    /// The people of a team; `None` where they are not known.
    pub(crate) async fn people(&self, id: &TeamId) -> Result<Option<People>> {
        self.run(|store| async move { people::get(&mut *store.read().await?, id).await }).await
    }

    /// Pending invitations addressed to the user.
    pub(crate) async fn my_invitations(&self) -> Result<Vec<Invitation>> {
        self.run(|store| async move { invitations::mine(&mut *store.read().await?).await }).await
    }

    /// The balances of a team's last days, with the version and the moment that they are from.
    pub(crate) async fn samples(&self, id: &TeamId) -> Result<Option<(u32, Timestamp, Vec<BalanceSample>)>> {
        self.run(|store| async move { samples::get(&mut *store.read().await?, id).await }).await
    }

    /// What the server said of the activity last, and when it said so.
    pub(crate) async fn activity(&self) -> Result<Option<(Vec<ActivityEntry>, Timestamp)>> {
        self.run(|store| async move { activity::get(&mut *store.read().await?).await }).await
    }

    /// Teams that are gone and of which the user was not told.
    pub(crate) async fn lost_teams(&self) -> Result<Vec<LostTeam>> {
        self.run(|store| async move { lost::all(&mut *store.read().await?).await }).await
    }
}
