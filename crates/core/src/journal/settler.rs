//! Finds out what became of the attempts of one account, until each has an end.

use std::collections::HashMap;
use std::sync::Arc;
use std::time::Duration;

use backon::ExponentialBackoff;
use jiff::{SignedDuration, Timestamp};
use ollm_api::client::{Client, IdempotencyKey};
use tokio::sync::{Notify, watch};
use tokio::task::JoinHandle;
use tokio::time::Instant;
use url::Url;

use super::answer::checkout_page;
use super::question::{Heard, ask};
use super::{Answer, Attempt, Journal, Waits, next, pace};
use crate::held::Held;
use crate::{AccountId, AppError, TopUpState};

/// A request that is under way for longer than any may be has no answer any more.
const LONGEST_REQUEST: SignedDuration = SignedDuration::from_secs(60);
/// With nothing to ask, how soon the journal is looked at again: another window may have written into it.
const IDLE: Duration = Duration::from_secs(30);

/// What settles one account's attempts.
#[derive(Clone)]
pub(crate) struct Settler {
    pub(crate) account: AccountId,
    pub(crate) client: Client,
    pub(crate) journal: Arc<Journal>,
    pub(crate) held: Held,
    pub(crate) wake: Arc<Notify>,
    pub(crate) waits: Waits,
}

/// The settling beside everything else. It ends with the session.
pub(crate) struct SettlerTask(JoinHandle<()>);

impl Drop for SettlerTask {
    fn drop(&mut self) {
        self.0.abort();
    }
}

/// When an attempt is asked after next.
struct Due {
    waits: ExponentialBackoff,
    at: Instant,
}

impl Settler {
    /// Starts to settle, beginning with what an earlier run left.
    pub(crate) fn start(self, attention: watch::Receiver<bool>) -> SettlerTask {
        SettlerTask(tokio::spawn(async move { self.run(attention).await }))
    }

    async fn run(self, mut attention: watch::Receiver<bool>) {
        let mut due: HashMap<IdempotencyKey, Due> = HashMap::new();
        if let Err(error) = self.resume().await {
            tracing::warn!(%error, "payments are not resumed");
        }
        loop {
            let open = self.open().await;
            due.retain(|key, _| open.iter().any(|attempt| attempt.key == *key));
            let mut next_look = Instant::now() + IDLE;
            for attempt in open {
                let due = due
                    .entry(attempt.key)
                    .or_insert_with(|| Due { waits: pace::waits(), at: self.soonest(&attempt.key) });
                if due.at <= Instant::now() {
                    if let Err(error) = self.settle(&attempt).await {
                        tracing::warn!(%error, "a payment is not settled");
                    }
                    due.at = self.soonest(&attempt.key).max(Instant::now() + due.waits.next().unwrap_or(IDLE));
                }
                next_look = next_look.min(due.at);
            }
            let is_called = tokio::select! {
                () = tokio::time::sleep_until(next_look) => false,
                () = self.wake.notified() => true,
                () = self.held.status().answers_again() => true,
                Ok(()) = attention.changed() => *attention.borrow(),
            };
            if is_called {
                due.iter_mut().for_each(|(key, due)| due.at = self.soonest(key));
            }
        }
    }

    fn soonest(&self, key: &IdempotencyKey) -> Instant {
        self.waits.not_before(key).unwrap_or_else(Instant::now)
    }

    /// What an earlier run left: what was prepared and has not left never will; what left has no answer any more.
    async fn resume(&self) -> Result<(), AppError> {
        for attempt in self.journal.unseen(&self.account).await? {
            if let Some(answer) = of_silence(attempt.state) {
                self.apply(&attempt, &answer).await?;
            }
        }
        Ok(())
    }

    /// The attempts to ask after.
    async fn open(&self) -> Vec<Attempt> {
        let unseen = self.journal.unseen(&self.account).await.unwrap_or_else(|error| {
            tracing::warn!(%error, "payments can not be settled");
            Vec::new()
        });
        let now = Timestamp::now();
        let is_lost =
            |attempt: &Attempt| now.duration_since(attempt.sent_at.unwrap_or(attempt.prepared_at)) > LONGEST_REQUEST;
        unseen
            .into_iter()
            .filter(|attempt| match attempt.state {
                TopUpState::Unknown | TopUpState::Pending => true,
                TopUpState::Prepared | TopUpState::Sent => is_lost(attempt),
                _ => false,
            })
            .collect()
    }

    /// Asks once what became of an attempt. Not even a person who looks makes it sooner than the server asked for.
    pub(crate) async fn settle(&self, attempt: &Attempt) -> Result<(), AppError> {
        if let Some(answer) = of_silence(attempt.state) {
            return self.apply(attempt, &answer).await;
        }
        if self.waits.not_before(&attempt.key).is_some_and(|then| Instant::now() < then) {
            return Ok(());
        }
        let heard = ask(&self.client, attempt, Timestamp::now()).await;
        self.hear(attempt, heard).await
    }

    /// Writes down what was heard.
    async fn hear(&self, attempt: &Attempt, heard: Heard) -> Result<(), AppError> {
        if let Some(wait) = heard.wait {
            self.waits.ask(&attempt.key, wait);
        }
        if let (Answer::TopUp { .. }, Some(top_up)) = (&heard.answer, &heard.top_up) {
            self.name(attempt, top_up).await?;
        }
        self.apply(attempt, &heard.answer).await
    }

    /// Which top-up of the server it is.
    pub(crate) async fn name(&self, attempt: &Attempt, top_up: &ollm_api::TopUp) -> Result<(), AppError> {
        let page = top_up.checkout_url.as_deref().and_then(checkout_page);
        let host = page.as_ref().map(Url::authority);
        if attempt.top_up_id.as_ref() == Some(&top_up.id) && (host.is_none() || attempt.checkout_host.is_some()) {
            return Ok(());
        }
        self.journal.name(&attempt.key, &top_up.id, host).await
    }

    /// Applies an answer to what the attempt is by now.
    pub(crate) async fn apply(&self, attempt: &Attempt, answer: &Answer) -> Result<(), AppError> {
        let mut state = attempt.state;
        while let Some(told) = next(state, answer) {
            if self.journal.change(&attempt.key, state, &told, Timestamp::now()).await? {
                if told.state.is_end() {
                    self.held.has_changed();
                }
                return Ok(());
            }
            // It was so already, or another window has heard something meanwhile.
            let now = self.journal.get(&self.account, &attempt.key).await?;
            if now.state == state {
                return Ok(());
            }
            state = now.state;
        }
        Ok(())
    }
}

/// What it means that nobody works on an attempt any more.
fn of_silence(state: TopUpState) -> Option<Answer> {
    match state {
        TopUpState::Prepared => Some(Answer::NeverLeft),
        TopUpState::Sent => Some(Answer::Unclear),
        _ => None,
    }
}
