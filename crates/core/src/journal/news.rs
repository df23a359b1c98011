//! What a view that shows attempts waits for.

use std::time::Duration;

use super::{Attempt, Journal};
use crate::news::{LONGEST_WAIT, wait};
use crate::{AccountId, AppError, TopUpState};

/// How long a question for news waits while something is being sent, perhaps by another window, whose news do not come
/// by themselves.
const BETWEEN_WINDOWS: Duration = Duration::from_secs(2);

impl Journal {
    /// The attempts of an account that have no end, or one that the user has not seen, and their revision: at once where
    /// that is news to whoever has `seen` another one, and else when it is, or after a while.
    pub(crate) async fn unseen_after(&self, account: &AccountId, seen: u32) -> Result<(u32, Vec<Attempt>), AppError> {
        let news = self.revision();
        // Before what it is of is read: what comes between is told once more.
        let revision = *news.borrow();
        let known = self.unseen(account).await?;
        if revision != seen {
            return Ok((revision, known));
        }
        let is_sending = known.iter().any(|attempt| matches!(attempt.state, TopUpState::Prepared | TopUpState::Sent));
        let patience = if is_sending { BETWEEN_WINDOWS } else { LONGEST_WAIT };
        // Where there was none, another window may have written something all the same.
        wait(news.clone(), patience, |revision| *revision != seen).await;
        let revision = *news.borrow();
        Ok((revision, self.unseen(account).await?))
    }
}
