use std::collections::HashSet;

use jiff::Timestamp;
use ollm_api::client::{ClientError, PageRequest};
use ollm_api::{MAX_PAGE_LIMIT, Page, Team};

use super::engine::Engine;
use super::error::SyncError;
use crate::offline::Listing;
use crate::{SyncProgress, SyncStep};

impl Engine {
    /// Lists all teams. Their people follow in the background: the list does not wait for them.
    pub(super) async fn list_everything(&self) -> Result<(), SyncError> {
        let at = Timestamp::now();
        let position = self.held.found(self.held.copy().await.position().await)?;
        let replaces = position.map(|position| position.cursor);
        // From before the listing: what changes while it runs is said by the feed once more.
        let cursor = self.client.changes(None).await?.next_cursor;
        let (teams, my_invitations) = tokio::try_join!(self.list_teams(), self.client.all_my_invitations())?;
        let listing = Listing { replaces, teams, my_invitations, cursor, at };
        let written = self.held.copy().await.replace_teams(&listing).await;
        self.held.wrote(written)?;
        // Until it is known whether any are missing: a first sync is over when they are there.
        let total = u32::try_from(listing.teams.len()).ok();
        self.held.status().set_progress(Some(SyncProgress { step: SyncStep::People, done: 0, total }));
        self.held.show_lost_teams().await?;
        Ok(())
    }

    async fn list_teams(&self) -> Result<Vec<Team>, ClientError> {
        let mut teams = Vec::new();
        let mut total = None;
        let mut page = PageRequest { limit: Some(MAX_PAGE_LIMIT), cursor: None };
        let mut seen = HashSet::new();
        loop {
            let done = u32::try_from(teams.len()).unwrap_or(u32::MAX);
            self.held.status().set_progress(Some(SyncProgress { step: SyncStep::Teams, done, total }));
            let Page { data, next_cursor, total: counted } = match &page.cursor {
                None => self.client.teams_with_total(&page).await?,
                Some(_) => self.client.teams(&page).await?,
            };
            teams.extend(data);
            total = total.or(counted);
            match next_cursor {
                None => return Ok(teams),
                Some(next) if !seen.insert(next.clone()) => return Err(ClientError::EndlessList),
                next => page.cursor = next,
            }
        }
    }
}
