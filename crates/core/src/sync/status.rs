use std::time::Duration;

use jiff::Timestamp;
use tokio::sync::{Notify, watch};

use crate::news::{LONGEST_WAIT, next_revision, wait};
use crate::{AppError, Connection, CopyNotice, LostTeam, Snapshot, Source, SyncProgress, SyncView};

/// An answer that takes longer is worth a word. The client's own time-outs give it up, after 20 s.
const SILENCE: Duration = Duration::from_secs(5);
/// How long somebody who wants to see the server's answer to a change waits for it.
const LONGEST_ROUND: Duration = Duration::from_secs(15);

/// How things stand between one account's copy and its server. The sync writes it; whoever shows it waits for news.
pub(crate) struct SyncStatus {
    view: watch::Sender<SyncView>,
    nudge: Notify,
    /// How many rounds of questions were begun, and which of them ended last.
    begun: watch::Sender<u64>,
    ended: watch::Sender<u64>,
}

impl Default for SyncStatus {
    fn default() -> Self {
        let view = SyncView { revision: 1, copy_revision: 1, ..SyncView::default() };
        Self {
            view: watch::Sender::new(view),
            nudge: Notify::new(),
            begun: watch::Sender::new(0),
            ended: watch::Sender::new(0),
        }
    }
}

impl SyncStatus {
    pub(crate) fn now(&self) -> SyncView {
        self.view.borrow().clone()
    }

    /// The status once it is another one than that of the number `seen`, or after a while.
    pub(crate) async fn newer_than(&self, seen: u32) -> SyncView {
        wait(self.view.subscribe(), LONGEST_WAIT, |view| view.revision != seen).await;
        self.now()
    }

    /// Ends when the copy is another one than that of this revision.
    pub(crate) async fn copy_is_other_than(&self, revision: u32) {
        // Whoever waits is who keeps the sender.
        let _ = self.view.subscribe().wait_for(|view| view.copy_revision != revision).await;
    }

    pub(crate) fn set_connection(&self, connection: Connection, error: Option<AppError>) {
        self.update(|view| (view.connection, view.error, view.is_silent) = (connection, error, false));
    }

    /// The server said how things are.
    pub(crate) fn is_live(&self, at: Timestamp) {
        self.update(|view| {
            (view.connection, view.error, view.synced_at) = (Connection::Live, None, Some(at));
            view.is_silent = false;
        });
    }

    /// Waits for what the server is asked for. One that is silent for long is said to be; what it is asked goes on. An
    /// answer ends the silence; what a failure means is said by whoever finds that out.
    pub(super) async fn answered<T, E>(&self, asked: impl Future<Output = Result<T, E>>) -> Result<T, E> {
        tokio::pin!(asked);
        if let Ok(answer) = tokio::time::timeout(SILENCE, &mut asked).await {
            return answer;
        }
        self.update(|view| view.is_silent = true);
        let answer = asked.await;
        if answer.is_ok() {
            self.update(|view| view.is_silent = false);
        }
        answer
    }

    /// When the server last said how things are, as the copy knows it.
    pub(crate) fn was_live(&self, at: Option<Timestamp>) {
        self.update(|view| view.synced_at = at);
    }

    pub(crate) fn set_progress(&self, progress: Option<SyncProgress>) {
        self.update(|view| view.progress = progress);
    }

    pub(crate) fn set_lost_teams(&self, lost: Vec<LostTeam>) {
        self.update(|view| view.lost_teams = lost);
    }

    /// The copy holds something else.
    pub(crate) fn copy_changed(&self) {
        self.update(|view| view.copy_revision = next_revision(view.copy_revision));
    }

    /// What happened to the copy. Says whether that is news: then it holds something else.
    pub(crate) fn set_copy_notice(&self, notice: Option<CopyNotice>) -> bool {
        if self.view.borrow().copy_notice == notice {
            return false;
        }
        self.update(|view| {
            view.copy_notice = notice;
            view.copy_revision = next_revision(view.copy_revision);
        });
        true
    }

    fn update(&self, change: impl FnOnce(&mut SyncView)) {
        self.view.send_if_modified(|view| {
            let before = view.clone();
            change(view);
            let is_other = *view != before;
            if is_other {
                view.revision = next_revision(before.revision);
            }
            is_other
        });
    }

    /// Data of the copy, with what is known of its age.
    pub(crate) fn snapshot<T>(&self, data: T) -> Snapshot<T> {
        let view = self.view.borrow();
        let source = match view.connection {
            Connection::Live => Source::Live,
            Connection::SigningIn | Connection::Connecting => Source::Pending,
            Connection::Offline | Connection::Failing | Connection::Refused => Source::Cached,
        };
        Snapshot { data, fetched_at: view.synced_at.unwrap_or_else(Timestamp::now), source }
    }

    /// Ends when the server answers again after it did not.
    pub(crate) async fn answers_again(&self) {
        let mut news = self.view.subscribe();
        let was_gone = news.wait_for(|view| view.connection != Connection::Live).await.is_ok();
        if !was_gone || news.wait_for(|view| view.connection == Connection::Live).await.is_err() {
            // Nobody writes any more, so it never does.
            std::future::pending::<()>().await;
        }
    }

    /// Has the server asked at once.
    pub(crate) fn nudge(&self) {
        self.nudge.notify_one();
    }

    pub(super) async fn nudged(&self) {
        self.nudge.notified().await;
    }

    pub(super) fn begin_round(&self) {
        self.begun.send_modify(|round| *round += 1);
    }

    pub(super) fn end_round(&self) {
        self.ended.send_replace(*self.begun.borrow());
    }

    /// Has the server asked, and waits for its answer: of a round that begins from now on.
    pub(crate) async fn next_round(&self) {
        let wanted = *self.begun.borrow() + 1;
        let mut ended = self.ended.subscribe();
        self.nudge();
        // Where there is none, the status says why.
        let _ = tokio::time::timeout(LONGEST_ROUND, ended.wait_for(|round| *round >= wanted)).await;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[tokio::test(start_paused = true)]
    async fn news_is_answered_at_once_and_no_news_after_a_while() {
        let status = SyncStatus::default();
        let first = status.newer_than(0).await;
        assert_eq!(first.revision, 1);
        let (news, ()) = tokio::join!(status.newer_than(1), async { status.is_live(Timestamp::UNIX_EPOCH) });
        assert_eq!((news.revision, news.connection), (2, Connection::Live));
        status.is_live(Timestamp::UNIX_EPOCH);
        assert_eq!(status.newer_than(2).await.revision, 2);
    }

    #[tokio::test(start_paused = true)]
    async fn a_round_that_is_under_way_is_not_the_one_that_was_asked_for() {
        let status = SyncStatus::default();
        status.begin_round();
        let asked = status.next_round();
        tokio::pin!(asked);
        assert!(futures::poll!(&mut asked).is_pending());
        status.end_round();
        assert!(futures::poll!(&mut asked).is_pending());
        status.begin_round();
        status.end_round();
        asked.await;
    }

    #[tokio::test(start_paused = true)]
    async fn a_server_that_is_silent_is_said_to_be_until_it_is_known_what_came_of_it() {
        let status = SyncStatus::default();
        let asked = async |time, answer: Result<(), ()>| {
            let answer = async {
                tokio::time::sleep(time).await;
                answer
            };
            status.answered(answer).await
        };
        status.is_live(Timestamp::UNIX_EPOCH);
        asked(SILENCE / 2, Ok(())).await.unwrap();
        assert!(!status.now().is_silent);

        let begun = tokio::time::Instant::now();
        let (silent, failed) = tokio::join!(status.newer_than(2), asked(SILENCE * 4, Err(())));
        assert!(silent.is_silent && silent.connection == Connection::Live, "nothing else is known");
        assert_eq!((failed, begun.elapsed()), (Err(()), SILENCE * 4), "it is given its time");
        assert!(status.now().is_silent, "what the failure means is said with it");
        status.set_connection(Connection::Offline, None);
        assert!(!status.now().is_silent);

        let (silent, answered) = tokio::join!(status.newer_than(4), asked(SILENCE * 2, Ok(())));
        assert!(silent.is_silent && answered.is_ok() && !status.now().is_silent);
    }

    #[tokio::test]
    async fn a_server_answers_again_once_it_did_not() {
        let status = SyncStatus::default();
        status.is_live(Timestamp::UNIX_EPOCH);
        let again = status.answers_again();
        tokio::pin!(again);
        assert!(futures::poll!(&mut again).is_pending(), "it never stopped");
        status.set_connection(Connection::Offline, None);
        assert!(futures::poll!(&mut again).is_pending());
        status.is_live(Timestamp::UNIX_EPOCH);
        assert!(futures::poll!(&mut again).is_ready());
    }

    #[test]
    fn what_is_shown_says_how_old_it_is() {
        let status = SyncStatus::default();
        assert_eq!(status.snapshot(()).source, Source::Pending);
        status.is_live(Timestamp::UNIX_EPOCH);
        assert_eq!(status.snapshot(()).source, Source::Live);
        status.set_connection(Connection::Offline, None);
        let cached = status.snapshot(());
        assert_eq!((cached.source, cached.fetched_at), (Source::Cached, Timestamp::UNIX_EPOCH));
    }
}
