//! Top-ups. What is tried is in the payment journal before it is tried, under one idempotency key for ever, so that
//! nothing that happens on the way can charge twice.

use jiff::Timestamp;
use ollm_api::client::IdempotencyKey;
use ollm_api::{TeamId, TopUpAmount};
use url::Url;

use crate::journal::{Answer, Attempt, Refusal, Settler, checkout_page, of_sent, wait_of};
use crate::{AccountId, App, AppError, ErrorCode, ErrorContext, Session, TopUpAttempt, TopUpState, TopUps};

impl App {
    /// What was tried with money and has no end yet: by one account, or by all. Signing out ends none of it: the server
    /// goes on with it, it stays in the journal, and the account's next session settles it.
    ///
    /// # Errors
    /// `journal_unavailable`.
    pub async fn unsettled_top_ups(&self, account: Option<&AccountId>) -> Result<Vec<TopUpAttempt>, AppError> {
        let all = self.known().list.into_iter().map(|account| account.id);
        let mut unsettled = Vec::new();
        for id in all.filter(|id| account.is_none_or(|account| account == id)) {
            let attempts = self.journal.unseen(&id).await?;
            unsettled.extend(attempts.into_iter().filter(|attempt| !attempt.state.is_end()));
        }
        Ok(unsettled.into_iter().map(TopUpAttempt::from).collect())
    }

    /// Opens the page on which a pending top-up is paid, once it is known to be one that a browser may open.
    ///
    /// # Errors
    /// `checkout_url_refused` when it is neither HTTPS nor on this machine, `not_found` when there is none.
    pub async fn open_checkout(&self, session: &Session, key: &str) -> Result<(), AppError> {
        Ok(self.browser.open(&session.checkout_page(key).await?)?)
    }
}

impl Session {
    /// Adds credits to a team: writes a new attempt down, sends it, and says what is known of it then. It goes on by
    /// itself where no end is known. `repeats` says that the user wants the same again.
    ///
    /// # Errors
    /// `journal_unavailable`, `top_up_in_progress`, `top_up_unsettled` and `top_up_repeats` (`detail.earlier_at` says
    /// when the first was): nothing was sent. Anything else: the server refused it, or was not there.
    pub async fn top_up(&self, team: &TeamId, amount: &str, repeats: bool) -> Result<TopUpAttempt, AppError> {
        let amount = TopUpAmount::parse(amount)?;
        let known = self.held.copy().await.team(team).await.ok().flatten();
        let name = known.map_or_else(|| team.to_string(), |team| team.name);
        let (journal, money) = (&self.settler.journal, amount.money());
        let prepared = journal.prepare(&self.account, (team, &name), &money, repeats, Timestamp::now()).await;
        let attempt = prepared.map_err(refused)?;
        // Goes on where nobody waits for it any more.
        let sending = tokio::spawn(send(self.settler.clone(), attempt.clone(), amount));
        match sending.await {
            Ok(Err(error)) => Err(error),
            Ok(Ok(())) | Err(_) => Ok(self.settler.journal.get(&self.account.id, &attempt.key).await?.into()),
        }
    }

    /// The account's attempts: at once where that is news to whoever has `seen` another revision, and else when it is.
    ///
    /// # Errors
    /// `journal_unavailable`.
    pub async fn top_ups(&self, seen: u32) -> Result<TopUps, AppError> {
        let (revision, attempts) = self.settler.journal.unseen_after(&self.account.id, seen).await?;
        Ok(TopUps { revision, attempts: attempts.into_iter().map(TopUpAttempt::from).collect() })
    }

    /// Whether an attempt for a team has no end.
    pub(crate) async fn has_open_top_up(&self, team: &TeamId) -> Result<bool, AppError> {
        let attempts = self.settler.journal.unseen(&self.account.id).await?;
        Ok(attempts.iter().any(|attempt| attempt.team_id == *team && !attempt.state.is_end()))
    }

    /// Asks now what became of an attempt, unless the server asked to wait.
    ///
    /// # Errors
    /// `journal_unavailable`, or `not_found` where there is none.
    pub async fn check_top_up(&self, key: &str) -> Result<TopUpAttempt, AppError> {
        let attempt = self.attempt(key).await?;
        if matches!(attempt.state, TopUpState::Unknown | TopUpState::Pending) {
            self.settler.settle(&attempt).await?;
        }
        Ok(self.attempt(key).await?.into())
    }

    /// Ends a pending top-up, which can not be paid any more then. Where it was paid meanwhile, that is the answer.
    ///
    /// # Errors
    /// `top_up_unsettled` where it is not known to be pending, `outcome_unknown` where the server did not say whether it
    /// is canceled (it is asked then by itself), or when it can not be asked.
    pub async fn cancel_top_up(&self, key: &str) -> Result<TopUpAttempt, AppError> {
        let attempt = self.attempt(key).await?;
        match (&attempt.top_up_id, attempt.state) {
            (Some(id), TopUpState::Pending) => {
                let ended = self.client.expire_top_up(&attempt.team_id, id).await;
                let answer = of_sent(&attempt, &ended);
                let ended = ended.map_err(AppError::of_write).inspect_err(|error| {
                    if error.code == ErrorCode::OutcomeUnknown {
                        self.wake_settler();
                    }
                })?;
                self.settler.name(&attempt, &ended).await?;
                self.settler.apply(&attempt, &answer).await?;
            }
            (_, state) if state.is_end() => {}
            _ => {
                return Err(AppError::new(ErrorCode::TopUpUnsettled, "it is not known yet whether it can be canceled"));
            }
        }
        Ok(self.attempt(key).await?.into())
    }

    /// The user knows how an attempt ended, or closes one that nobody can find out more of.
    ///
    /// # Errors
    /// `journal_unavailable`, `top_up_unsettled` where it has no end yet, or `not_found` where there is none.
    pub async fn acknowledge_top_up(&self, key: &str) -> Result<(), AppError> {
        let attempt = self.attempt(key).await?;
        if self.settler.journal.acknowledge(&self.account.id, &attempt.key).await? {
            return Ok(());
        }
        Err(AppError::new(ErrorCode::TopUpUnsettled, "what became of it is not known yet"))
    }

    /// Asks what became of every attempt, now.
    pub(crate) fn wake_settler(&self) {
        self.settler.wake.notify_one();
    }

    async fn attempt(&self, key: &str) -> Result<Attempt, AppError> {
        let key = IdempotencyKey::parse(key).map_err(|_| AppError::new(ErrorCode::NotFound, "not a key"))?;
        self.settler.journal.get(&self.account.id, &key).await
    }

    /// The page is asked for anew each time: whoever has its address can pay, so it is not kept.
    async fn checkout_page(&self, key: &str) -> Result<Url, AppError> {
        let nothing = || AppError::new(ErrorCode::NotFound, "nothing is left to pay");
        let attempt = self.attempt(key).await?;
        let id = attempt.top_up_id.as_ref().ok_or_else(nothing)?;
        let page = self.client.top_up(&attempt.team_id, id).await?.checkout_url.ok_or_else(nothing)?;
        let refused = || AppError::new(ErrorCode::CheckoutUrlRefused, "the payment page is not at an address to open");
        checkout_page(&page).ok_or_else(refused)
    }
}

/// Sends a prepared attempt for the first time and writes down what came back. An error means that it was refused or
/// could not be sent, and that this is written down.
async fn send(settler: Settler, attempt: Attempt, amount: TopUpAmount) -> Result<(), AppError> {
    if !settler.journal.mark_sent(&attempt.key, Timestamp::now()).await? {
        return Err(AppError::retryable(ErrorCode::TopUpInProgress, "another window has taken it over"));
    }
    let sent = settler.client.create_top_up(&attempt.team_id, amount, &attempt.key).await;
    let attempt = Attempt { state: TopUpState::Sent, ..attempt };
    let answer = of_sent(&attempt, &sent);
    if let Some(wait) = sent.as_ref().err().and_then(wait_of) {
        // Before anybody can see that there is something to ask.
        settler.waits.ask(&attempt.key, wait);
    }
    if let (Answer::TopUp { .. }, Ok(top_up)) = (&answer, &sent) {
        settler.name(&attempt, top_up).await?;
    }
    settler.apply(&attempt, &answer).await?;
    settler.wake.notify_one();
    match (answer, sent) {
        // The user is told at once: nothing is left to see later.
        (Answer::Refused(_) | Answer::NeverSent, Err(error)) => {
            settler.journal.acknowledge(&settler.account, &attempt.key).await?;
            Err(error.into())
        }
        _ => Ok(()),
    }
}

fn refused(refusal: Refusal) -> AppError {
    match refusal {
        Refusal::Open(TopUpState::Prepared | TopUpState::Sent) => {
            AppError::retryable(ErrorCode::TopUpInProgress, "a top-up of this team is on its way")
        }
        Refusal::Open(_) => AppError::new(ErrorCode::TopUpUnsettled, "an earlier top-up has no end yet"),
        Refusal::Repeats(earlier) => AppError {
            detail: Box::new(ErrorContext { earlier_at: Some(earlier), ..ErrorContext::default() }),
            ..AppError::new(ErrorCode::TopUpRepeats, "the same was added a short while ago")
        },
        Refusal::Unavailable(error) => error,
    }
}
