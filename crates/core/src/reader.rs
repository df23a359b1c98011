//! What can be read of an account, whether its server can be asked or not.

use std::sync::Arc;

use ollm_api::{Invitation, TeamId};

use crate::held::Held;
use crate::{Account, AppError, ListRequest, Session, Snapshot, SyncView, TeamList, TeamRow};

/// One account's data to read: from its offline copy, and from its server where that says more and can be asked.
pub struct Reader {
    pub(crate) account: Account,
    pub(crate) held: Held,
    /// `None` while nobody is signed in to it: it is being restored.
    pub(crate) session: Option<Arc<Session>>,
}

impl Reader {
    /// The list that is asked for, from the copy alone; `None` where there is none yet.
    ///
    /// # Errors
    /// `storage_unavailable` when the copy can not be kept anywhere.
    pub async fn list_teams(&self, request: &ListRequest) -> Result<Option<Snapshot<TeamList>>, AppError> {
        let list = self.held.found(self.held.copy().await.list(request).await)?;
        Ok(list.map(|list| self.held.snapshot(list)))
    }

    /// Rows of the list, with what in them was searched for. Teams that are gone by now are left out.
    ///
    /// # Errors
    /// As [`Self::list_teams`].
    pub async fn team_rows(&self, ids: &[TeamId], search: &str) -> Result<Vec<TeamRow>, AppError> {
        self.held.found(self.held.copy().await.rows(ids, search).await)
    }

    /// The teams of a list whose names start like this, in the list's order.
    ///
    /// # Errors
    /// As [`Self::list_teams`].
    pub async fn teams_starting_with(&self, request: &ListRequest, prefix: &str) -> Result<Vec<TeamId>, AppError> {
        self.held.found(self.held.copy().await.starting_with(request, prefix).await)
    }

    /// The invitations that wait for the caller's answer.
    ///
    /// # Errors
    /// As [`Self::list_teams`].
    pub async fn my_invitations(&self) -> Result<Vec<Invitation>, AppError> {
        self.held.found(self.held.copy().await.my_invitations().await)
    }

    /// How old all of this is: at once where that is news to whoever has `seen` another revision, and else when it is.
    pub async fn sync_state(&self, seen: u32) -> SyncView {
        self.held.copy().await;
        self.held.status().newer_than(seen).await
    }

    /// Has the server asked what changed, and waits for the answer. Where there is none, the state says so.
    pub async fn sync_now(&self) {
        if self.session.is_some() {
            self.held.status().next_round().await;
        }
    }

    /// The user knows which teams are gone.
    ///
    /// # Errors
    /// As [`Self::list_teams`].
    pub async fn acknowledge_lost_teams(&self, ids: &[TeamId]) -> Result<(), AppError> {
        self.held.found(self.held.copy().await.forget_lost_teams(ids).await)?;
        self.held.show_lost_teams().await
    }
}
