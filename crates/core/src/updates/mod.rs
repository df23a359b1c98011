//! Newer versions of the app: what there is, and what is done about it. Where they come from, and that they are the
//! publisher's, is the port's business.

mod obstacle;
#[cfg(test)]
mod tests;
mod view;

use std::sync::Arc;
use std::time::Duration;

use tokio::sync::watch;

pub use obstacle::{Installation, UpdateObstacle};
pub use view::{Release, UpdateState, UpdatesView};

use crate::news::{LONGEST_WAIT, next_revision, wait};
use crate::ports::{UpdateError, UpdateSource};
use crate::{App, AppError, ErrorCode, UpdateChoice};

/// The start of the app comes first.
const FIRST_LOOK: Duration = Duration::from_secs(30);
const BETWEEN_LOOKS: Duration = Duration::from_secs(24 * 60 * 60);

/// What is known of newer versions in this run.
pub(crate) struct Updates {
    source: Arc<dyn UpdateSource>,
    view: watch::Sender<UpdatesView>,
    /// One thing at a time: a question, or an installation.
    turn: tokio::sync::Mutex<()>,
}

impl Updates {
    pub(crate) fn new(source: Arc<dyn UpdateSource>) -> Self {
        let state = match source.obstacle() {
            Some(why) => UpdateState::Impossible { why },
            None => UpdateState::NotChecked,
        };
        Self {
            source,
            view: watch::Sender::new(UpdatesView { revision: 1, state }),
            turn: tokio::sync::Mutex::default(),
        }
    }

    fn state(&self) -> UpdateState {
        self.view.borrow().state.clone()
    }

    fn set(&self, state: UpdateState) {
        self.view.send_if_modified(|view| {
            let is_news = view.state != state;
            if is_news {
                *view = UpdatesView { revision: next_revision(view.revision), state };
            }
            is_news
        });
    }

    /// Asks for a newer version, unless that can not be, is being done, or there is one that only waits for a start.
    async fn check(&self) {
        let Ok(_turn) = self.turn.try_lock() else { return };
        if matches!(self.state(), UpdateState::Impossible { .. } | UpdateState::Installed { .. }) {
            return;
        }
        self.set(UpdateState::Checking);
        self.set(match self.source.newer().await {
            Ok(Some(release)) => UpdateState::Available { release },
            Ok(None) => UpdateState::UpToDate,
            Err(error) => UpdateState::Failed { error: error.into() },
        });
    }

    /// Puts the version that was found in the place of this one.
    async fn install(&self) {
        let Ok(_turn) = self.turn.try_lock() else { return };
        let UpdateState::Available { release } = self.state() else { return };
        let downloading = |percent| UpdateState::Downloading { release: release.clone(), percent };
        self.set(downloading(None));
        let installed = self.source.install(&|done, total| self.set(downloading(percent(done, total)))).await;
        self.set(match installed {
            Ok(()) => UpdateState::Installed { release },
            Err(error) => UpdateState::Failed { error: error.into() },
        });
    }

    /// Does what the user chose to have done without being asked.
    async fn look(&self, choice: UpdateChoice) {
        if choice == UpdateChoice::Off {
            return;
        }
        self.check().await;
        if choice == UpdateChoice::Automatic {
            self.install().await;
        }
    }
}

/// Of a download whose length is known; whole, because the view is told of every change.
fn percent(done: u64, total: Option<u64>) -> Option<u32> {
    let total = total.filter(|total| *total > 0)?;
    u32::try_from(u128::from(done.min(total)) * 100 / u128::from(total)).ok()
}

impl App {
    /// What is known of newer versions, once it is something else than what had the number `seen`, or after a while.
    pub async fn update_state(&self, seen: u32) -> UpdatesView {
        wait(self.updates.view.subscribe(), LONGEST_WAIT, |view| view.revision != seen).await;
        self.updates.view.borrow().clone()
    }

    /// Asks for a newer version now. What is found is told by [`Self::update_state`].
    pub async fn check_for_updates(&self) {
        self.updates.check().await;
    }

    /// Downloads the version that was found, makes sure that it is the publisher's, and installs it for the next start.
    /// How far that is, is told by [`Self::update_state`].
    pub async fn install_update(&self) {
        self.updates.install().await;
    }

    /// Looks for newer versions from time to time, for as long as the app runs, as the user chose.
    pub async fn follow_updates(&self) {
        tokio::time::sleep(FIRST_LOOK).await;
        loop {
            self.updates.look(self.preferences.preferences().updates).await;
            tokio::time::sleep(BETWEEN_LOOKS).await;
        }
    }
}

impl From<UpdateError> for AppError {
    fn from(error: UpdateError) -> Self {
        let message = error.to_string();
        match error {
            UpdateError::Unreachable(_) => Self::retryable(ErrorCode::UpdateServerUnreachable, message),
            UpdateError::Unreadable(_) => Self::retryable(ErrorCode::UpdateUnreadable, message),
            UpdateError::Refused(_) => Self::new(ErrorCode::UpdateRefused, message),
            UpdateError::NotInstalled(_) => Self::retryable(ErrorCode::UpdateNotInstalled, message),
        }
    }
}
