use jiff::Timestamp;

use super::engine::Engine;
use super::error::SyncError;
use crate::offline::{Position, Written};

/// How often a round begins anew because another window of the app was faster.
const TRIES: usize = 5;

impl Engine {
    /// Asks the server what changed, and writes that down; at the first time, and where the server no longer knows
    /// where the feed was left, everything.
    pub(super) async fn round(&self) -> Result<(), SyncError> {
        for _ in 0..TRIES {
            let position = self.held.found(self.held.copy().await.position().await)?;
            let Some(Position { cursor, .. }) = position else { return self.list_everything().await };
            match self.follow(cursor).await {
                Ok(Written::Outdated) => {}
                Ok(Written::Changed | Written::Unchanged) => return Ok(()),
                Err(error) if error.is_lost() => return self.list_everything().await,
                Err(error) => return Err(error),
            }
        }
        Ok(())
    }

    /// Follows the feed to its end.
    async fn follow(&self, mut cursor: String) -> Result<Written, SyncError> {
        loop {
            let page = self.held.status().answered(self.client.changes(Some(&cursor))).await?;
            let copy = self.held.copy().await;
            let applied = copy.apply(&cursor, &page.data, &page.next_cursor, Timestamp::now()).await;
            let written = self.held.wrote(applied)?;
            if written == Written::Changed {
                self.held.show_lost_teams().await?;
            }
            if written == Written::Outdated || !page.has_more {
                return Ok(written);
            }
            cursor = page.next_cursor;
        }
    }
}
