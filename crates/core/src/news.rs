//! What views wait for: a question that is answered once there is news, or after a while.

use std::time::Duration;

use tokio::sync::watch;

/// How long a question for news waits for some. Shorter than a view may be forgotten.
pub(crate) const LONGEST_WAIT: Duration = Duration::from_secs(25);

/// Waits until what is watched is news, or nobody would write any more. Says whether it is, and not that time is up.
pub(crate) async fn wait<T>(
    mut watched: watch::Receiver<T>,
    longest: Duration,
    is_news: impl FnMut(&T) -> bool,
) -> bool {
    tokio::time::timeout(longest, watched.wait_for(is_news)).await.is_ok()
}

/// The number of what comes after this one. Never 0: that is what a view has seen that has seen nothing.
pub(crate) fn next_revision(revision: u32) -> u32 {
    revision.checked_add(1).unwrap_or(1)
}
