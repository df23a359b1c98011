use std::time::Duration;

use futures::FutureExt;
use jiff::Timestamp;
use ollm_api::client::Client;
use tokio::sync::watch;
use tokio::task::JoinHandle;
use tokio::time::Instant;

use super::error::SyncError;
use super::pace;
use crate::Connection;
use crate::held::Held;
use crate::low_balance::Announcer;

/// What a sync needs of the app.
pub(crate) struct SyncNeeds {
    /// Whether somebody may be looking at the window.
    pub(crate) attention: watch::Receiver<bool>,
    /// What tells the user of low balances.
    pub(crate) announcer: Announcer,
}

/// What became of a piece of the work in the background.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Step {
    /// There may be more to do.
    More,
    /// There is nothing left to do.
    Done,
    /// Something else comes first.
    Called,
}

/// Every row is checked when it is read; what is left to find can wait so long.
const VERIFIED_AFTER: Duration = Duration::from_secs(5);
/// How long a wait goes on without a look at the clock on the wall.
const SLICE: Duration = Duration::from_secs(2);

/// Something that goes on beside, until it is dropped: the sync of an account ends with the account.
pub(crate) struct SyncTask(JoinHandle<()>);

impl SyncTask {
    pub(super) fn spawn(work: impl Future<Output = ()> + Send + 'static) -> Self {
        Self(tokio::spawn(work))
    }
}

impl Drop for SyncTask {
    fn drop(&mut self) {
        self.0.abort();
    }
}

/// Starts to keep an account's copy up to date.
pub(crate) fn start(client: Client, held: Held, needs: SyncNeeds) -> SyncTask {
    SyncTask::spawn(Engine { client, held, needs, shown_at: Instant::now() }.run())
}

pub(super) struct Engine {
    pub(super) client: Client,
    pub(super) held: Held,
    needs: SyncNeeds,
    /// When people that came in the background were shown last.
    pub(super) shown_at: Instant,
}

impl Engine {
    async fn run(mut self) {
        self.held.status().set_connection(Connection::Connecting, None);
        let mut failures = None;
        // What was just written needs no look.
        let _verification = self.held.has_copy().await.then(|| self.verify());
        loop {
            self.held.status().begin_round();
            let outcome = self.round().await;
            let is_ok = outcome.is_ok();
            let is_reachable = self.show(outcome).await;
            if is_ok {
                self.announce().await;
            }
            self.held.status().end_round();
            if is_ok {
                failures = None;
                self.until_next_round().await;
            } else if is_reachable {
                let wait = failures.get_or_insert_with(|| Box::new(pace::failures())).next();
                self.pause(wait.unwrap_or_default()).await;
            } else {
                self.until_reachable().await;
            }
        }
    }

    /// Says how things stand with the server, and whether it can be reached.
    async fn show(&self, outcome: Result<(), SyncError>) -> bool {
        let status = self.held.status();
        let Err(error) = outcome else {
            let position = self.held.found(self.held.copy().await.position().await).ok().flatten();
            status.is_live(position.map_or_else(Timestamp::now, |position| position.synced_at));
            return true;
        };
        let connection = error.connection();
        tracing::debug!(?connection, %error, "no sync");
        status.set_progress(None);
        status.set_connection(connection, Some(error.into()));
        connection != Connection::Offline
    }

    /// Tells the user what of the news is for them also where they do not look.
    async fn announce(&self) {
        match self.held.take_low_balance_news().await {
            Ok(low) => self.needs.announcer.announce(&low),
            Err(error) => tracing::warn!(%error, "low balances are not known"),
        }
    }

    /// Reads the whole copy once, when the start is over: until then the window needs the processor. A copy that is
    /// damaged is set aside and fetched again. Ends with the sync.
    fn verify(&self) -> SyncTask {
        let held = self.held.clone();
        SyncTask::spawn(async move {
            tokio::time::sleep(VERIFIED_AFTER).await;
            if let Err(error) = held.found(held.copy().await.verify().await) {
                tracing::warn!(%error, "the offline copy can not be verified");
            }
        })
    }

    /// Fetches people while there are some to fetch, until it is time to ask for changes again.
    async fn until_next_round(&mut self) {
        let due = Instant::now() + pace::poll(self.is_visible());
        while Instant::now() < due {
            if self.is_called() {
                return;
            }
            match self.fetch_people().await {
                Ok(Step::More) => {}
                Ok(Step::Done) => {
                    self.pause(due.saturating_duration_since(Instant::now())).await;
                    return;
                }
                // The next round finds out what an error means.
                Ok(Step::Called) | Err(_) => return,
            }
        }
    }

    /// Waits; says whether somebody called: wants to know, or looks again, or the computer woke up. Between two slices
    /// it may have slept, which the wait does not notice.
    pub(super) async fn pause(&mut self, wait: Duration) -> bool {
        let due = Instant::now() + wait;
        loop {
            let slice = due.saturating_duration_since(Instant::now()).min(SLICE);
            if slice.is_zero() {
                return false;
            }
            let before = Timestamp::now();
            tokio::select! {
                () = tokio::time::sleep(slice) => {}
                () = self.held.status().nudged() => return true,
                Ok(()) = self.needs.attention.changed() => {
                    if self.is_visible() {
                        return true;
                    }
                }
            }
            if pace::has_slept(slice, Timestamp::now().duration_since(before)) {
                return true;
            }
        }
    }

    /// Whether somebody wants to know what the server says now: it is asked next.
    pub(super) fn is_called(&mut self) -> bool {
        self.held.status().nudged().now_or_never().is_some()
    }

    pub(super) fn is_visible(&self) -> bool {
        *self.needs.attention.borrow()
    }
}
