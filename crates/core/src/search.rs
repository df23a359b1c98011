//! Finding teams by name, ID and people.

use std::sync::{Arc, Mutex, PoisonError};
use std::time::{Duration, Instant};

use futures::{StreamExt, TryStreamExt, stream};
use ollm_api::client::{Client, ClientError};
use ollm_api::{Member, Team, TeamId};

use crate::gone::none_if_gone;
use crate::{AppError, SearchHit, Session};

/// How many teams' members are fetched at a time.
const CONCURRENT_TEAMS: usize = 8;
/// For how long fetched people are searched before they are fetched again.
const FRESH: Duration = Duration::from_secs(30);

/// The people of all teams, kept while somebody types.
#[derive(Default)]
pub(crate) struct PeopleIndex(Mutex<Option<(Instant, Arc<Vec<TeamEntry>>)>>);

struct TeamEntry {
    team: Team,
    members: Vec<Member>,
}

impl PeopleIndex {
    /// Has the next search fetch again: who is in which team changed.
    pub(crate) fn forget(&self) {
        *self.0.lock().unwrap_or_else(PoisonError::into_inner) = None;
    }

    fn kept(&self, younger_than: Duration) -> Option<Arc<Vec<TeamEntry>>> {
        let kept = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        kept.as_ref().filter(|(since, _)| since.elapsed() < younger_than).map(|(_, entries)| Arc::clone(entries))
    }

    async fn get(&self, client: &Client) -> Result<Arc<Vec<TeamEntry>>, ClientError> {
        if let Some(entries) = self.kept(FRESH) {
            return Ok(entries);
        }
        match fetch(client).await.map(Arc::new) {
            Ok(entries) => {
                *self.0.lock().unwrap_or_else(PoisonError::into_inner) = Some((Instant::now(), Arc::clone(&entries)));
                Ok(entries)
            }
            Err(error) => self.kept(Duration::MAX).ok_or(error),
        }
    }
}

async fn fetch(client: &Client) -> Result<Vec<TeamEntry>, ClientError> {
    let teams = client.all_teams().await?;
    let entries = stream::iter(teams).map(async |team| {
        let members = none_if_gone(client.all_members(&team.id).await)?;
        Ok(TeamEntry { team, members })
    });
    entries.buffered(CONCURRENT_TEAMS).try_collect().await
}

impl Session {
    /// The teams whose name, ID or people contain `query`, whatever the case, in the server's order. While the server
    /// can not be reached, what it said last is searched.
    ///
    /// # Errors
    /// When the server can not be asked and said nothing before.
    pub async fn search_teams(&self, query: &str) -> Result<Vec<SearchHit>, AppError> {
        match self.people.get(&self.client).await {
            Ok(entries) => Ok(find(&entries, query)),
            Err(error) => {
                let list = self.last_list.read().unwrap_or_else(PoisonError::into_inner).clone();
                let teams = list.ok_or(error)?.data.teams.into_iter();
                let entries: Vec<_> = teams.map(|view| TeamEntry { team: view.team, members: Vec::new() }).collect();
                Ok(find(&entries, query))
            }
        }
    }
}

fn find(entries: &[TeamEntry], query: &str) -> Vec<SearchHit> {
    let query = query.trim().to_lowercase();
    let contains = |text: &str| text.to_lowercase().contains(&query);
    let hits = entries.iter().filter_map(|entry| {
        let itself = contains(&entry.team.name) || contains(entry.team.id.as_str());
        let matching = |member: &&Member| contains(&member.email) || member.name.as_deref().is_some_and(contains);
        let people: Vec<String> = entry.members.iter().filter(matching).map(|member| member.email.clone()).collect();
        let team_id: TeamId = entry.team.id.clone();
        (itself || !people.is_empty()).then_some(SearchHit { team_id, people })
    });
    hits.collect()
}
