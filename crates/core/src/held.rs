use std::path::Path;
use std::sync::Arc;

use ollm_api::{Team, TeamId};
use tokio::sync::OnceCell;

use crate::offline::{CopyError, OfflineCopy, Written};
use crate::sync::SyncStatus;
use crate::{Account, AppError, ErrorCode, LostTeam, LowBalance, Snapshot};

/// What this computer holds of an account's server, and how old that is. There is one for each account, whoever shows it.
#[derive(Clone)]
pub(crate) struct Held(Arc<Inner>);

struct Inner {
    copy: OfflineCopy,
    status: SyncStatus,
    opened: OnceCell<()>,
}

impl Held {
    pub(crate) fn new(folder: &Path, account: &Account) -> Self {
        let copy = OfflineCopy::new(folder, &account.id, &account.user);
        Self(Arc::new(Inner { copy, status: SyncStatus::default(), opened: OnceCell::new() }))
    }

    pub(crate) fn status(&self) -> &SyncStatus {
        &self.0.status
    }

    /// The copy, once what it says of itself is known.
    pub(crate) async fn copy(&self) -> &OfflineCopy {
        self.0.opened.get_or_init(|| self.read_age()).await;
        &self.0.copy
    }

    async fn read_age(&self) {
        let Inner { copy, status, .. } = &*self.0;
        let position = copy.position().await.ok().flatten();
        status.was_live(position.map(|position| position.synced_at));
        status.set_lost_teams(copy.lost_teams().await.unwrap_or_default());
        status.set_copy_notice(copy.notice());
    }

    /// Whether there is anything to show.
    pub(crate) async fn has_copy(&self) -> bool {
        matches!(self.copy().await.position().await, Ok(Some(_)))
    }

    /// What a read of the copy found. Where the copy was set aside by it, everything is fetched again.
    pub(crate) fn found<T>(&self, read: Result<T, CopyError>) -> Result<T, AppError> {
        let Inner { copy, status, .. } = &*self.0;
        if status.set_copy_notice(copy.notice()) {
            status.nudge();
        }
        Ok(read?)
    }

    /// What a write did is news to whoever shows the copy.
    pub(crate) fn wrote(&self, written: Result<Written, CopyError>) -> Result<Written, AppError> {
        let written = self.found(written)?;
        if written == Written::Changed {
            self.0.status.copy_changed();
        }
        Ok(written)
    }

    /// Data of the copy, with what is known of its age.
    pub(crate) fn snapshot<T>(&self, data: T) -> Snapshot<T> {
        self.0.status.snapshot(data)
    }

    /// The server has answered a change with the team as it is now: it is shown so before the next sync says it.
    pub(crate) async fn now_is(&self, team: &Team) {
        let written = self.copy().await.put_team(team).await;
        self.after_change(written);
    }

    /// The user has left or deleted a team: nobody has to be told that it is gone.
    pub(crate) async fn is_without(&self, team: &TeamId) {
        let written = self.copy().await.remove_team(team).await;
        self.after_change(written);
    }

    /// The change itself has succeeded; what the copy makes of it can only be late.
    fn after_change(&self, written: Result<Written, CopyError>) {
        if let Err(error) = self.wrote(written) {
            tracing::warn!(%error, "a change is not in the offline copy yet");
        }
        self.has_changed();
    }

    /// The user has changed something at the server: it is asked what, at once.
    pub(crate) fn has_changed(&self) {
        self.0.status.nudge();
    }

    /// Shows which teams are gone.
    pub(crate) async fn show_lost_teams(&self) -> Result<(), AppError> {
        let lost: Vec<LostTeam> = self.found(self.copy().await.lost_teams().await)?;
        self.0.status.set_lost_teams(lost);
        Ok(())
    }

    /// The teams whose balances fell below their thresholds: each time is told once.
    pub(crate) async fn take_low_balance_news(&self) -> Result<Vec<LowBalance>, AppError> {
        let news = self.found(self.copy().await.take_low_balance_news().await)?;
        Ok(news.into_iter().filter_map(LowBalance::of).collect())
    }

    /// Everything is forgotten and, where the server can be asked, fetched again.
    pub(crate) async fn clear(&self) -> Result<(), AppError> {
        let cleared = self.copy().await.clear().await;
        let Inner { status, .. } = &*self.0;
        status.was_live(None);
        status.set_lost_teams(Vec::new());
        status.copy_changed();
        status.nudge();
        self.found(cleared)
    }

    /// The account is signed out: nothing of it stays on this computer.
    pub(crate) async fn delete(&self) {
        self.0.copy.delete().await;
    }

    pub(crate) async fn close(&self) {
        self.0.copy.close().await;
    }
}

impl From<CopyError> for AppError {
    fn from(error: CopyError) -> Self {
        Self::retryable(ErrorCode::StorageUnavailable, error.to_string())
    }
}
