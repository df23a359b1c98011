//! What changed, across teams.

use std::cmp::Reverse;

use futures::{StreamExt, TryStreamExt, stream};
use ollm_api::Team;
use ollm_api::client::PageRequest;

use crate::gone::none_if_gone;
use crate::{ActivityEntry, AppError, Session, Snapshot};

/// Of how many teams the activity is shown: those that changed last.
const TEAMS: usize = 50;
/// How many entries are shown.
const ENTRIES: usize = 200;
/// How many teams are asked at a time.
const CONCURRENT_TEAMS: usize = 4;

impl Session {
    /// The latest changes in the teams that changed last, newest first.
    ///
    /// # Errors
    /// When the server can not be asked.
    pub async fn activity(&self) -> Result<Snapshot<Vec<ActivityEntry>>, AppError> {
        let client = &self.client;
        let teams = latest(client.all_teams().await?);
        let page = PageRequest::default();
        let pages = stream::iter(teams).map(async |team| {
            let events = none_if_gone(client.events(&team.id, &page).await.map(|page| page.data))?;
            Ok::<_, AppError>(
                events.into_iter().map(move |event| ActivityEntry { event, team_name: team.name.clone() }),
            )
        });
        let pages: Vec<_> = pages.buffer_unordered(CONCURRENT_TEAMS).try_collect().await?;
        Ok(Snapshot::live(newest(pages.into_iter().flatten().collect())))
    }
}

fn latest(mut teams: Vec<Team>) -> Vec<Team> {
    teams.sort_by_key(|team| Reverse(team.updated_at));
    teams.truncate(TEAMS);
    teams
}

fn newest(mut entries: Vec<ActivityEntry>) -> Vec<ActivityEntry> {
    entries.sort_by(|a, b| b.event.at.cmp(&a.event.at).then_with(|| b.event.id.cmp(&a.event.id)));
    entries.truncate(ENTRIES);
    entries
}
