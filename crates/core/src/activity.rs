//! What changed, across teams.

use std::cmp::Reverse;

use futures::{StreamExt, TryStreamExt, stream};
use jiff::Timestamp;
use ollm_api::Team;
use ollm_api::client::{Client, ClientError, PageRequest};

use crate::gone::none_if_gone;
use crate::{ActivityEntry, AppError, Reader, Snapshot};

/// Of how many teams the activity is shown: those that changed last.
const TEAMS: u32 = 50;
/// How many entries are shown.
const ENTRIES: usize = 200;
/// How many teams are asked at a time.
const CONCURRENT_TEAMS: usize = 4;

impl Reader {
    /// The latest changes in the teams that changed last, newest first; where the server can not be asked, what it said
    /// last.
    ///
    /// # Errors
    /// When the server can not be asked and said nothing before.
    pub async fn activity(&self) -> Result<Snapshot<Vec<ActivityEntry>>, AppError> {
        let copy = self.held.copy().await;
        let error = match &self.session {
            Some(session) => {
                let teams = self.held.found(copy.latest_teams(TEAMS).await)?;
                match fetch(&session.client, teams).await {
                    Ok(entries) => {
                        self.held.found(copy.put_activity(&entries, Timestamp::now()).await)?;
                        return Ok(Snapshot::live(entries));
                    }
                    Err(error) => AppError::from(error),
                }
            }
            None => self.not_signed_in(),
        };
        match self.held.found(copy.activity().await)? {
            Some((entries, at)) if self.may_be_old(&error) => Ok(Snapshot::cached(entries, at)),
            _ => Err(error),
        }
    }
}

async fn fetch(client: &Client, teams: Vec<Team>) -> Result<Vec<ActivityEntry>, ClientError> {
    let page = PageRequest::default();
    let pages = stream::iter(teams).map(async |team| {
        let events = none_if_gone(client.events(&team.id, &page).await.map(|page| page.data))?;
        Ok::<_, ClientError>(events.into_iter().map(move |event| ActivityEntry { event, team_name: team.name.clone() }))
    });
    let pages: Vec<_> = pages.buffer_unordered(CONCURRENT_TEAMS).try_collect().await?;
    Ok(newest(pages.into_iter().flatten().collect()))
}

fn newest(mut entries: Vec<ActivityEntry>) -> Vec<ActivityEntry> {
    entries.sort_by_key(|entry| Reverse((entry.event.at, entry.event.id.as_str().to_owned())));
    entries.truncate(ENTRIES);
    entries
}
