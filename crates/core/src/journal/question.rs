//! The questions that settle an attempt. None of them can pay a second time.

use jiff::{SignedDuration, Timestamp};
use ollm_api::client::{Client, ClientError, PageRequest};
use ollm_api::{TopUp, TopUpAmount};

use super::answer::{is_refusal, of_sent, of_top_up, wait_of};
use super::{Answer, Attempt, pace};
use crate::TopUpState;

/// How much the server's clock may differ from this computer's.
const SKEW: SignedDuration = SignedDuration::from_hours(1);

/// What an answer says, the top-up that it told of, and what the server asked to wait.
pub(super) struct Heard {
    pub(super) answer: Answer,
    pub(super) top_up: Option<TopUp>,
    pub(super) wait: Option<std::time::Duration>,
}

impl Heard {
    fn unclear(error: &ClientError) -> Self {
        Self { answer: Answer::Unclear, top_up: None, wait: wait_of(error) }
    }

    fn of(answer: Answer) -> Self {
        Self { answer, top_up: None, wait: None }
    }

    fn told(attempt: &Attempt, top_up: TopUp) -> Self {
        Self { answer: of_top_up(attempt, &top_up), top_up: Some(top_up), wait: None }
    }
}

/// Asks what became of an attempt that has no end.
pub(super) async fn ask(client: &Client, attempt: &Attempt, now: Timestamp) -> Heard {
    match (&attempt.top_up_id, attempt.state) {
        (Some(id), TopUpState::Pending) => match client.top_up(&attempt.team_id, id).await {
            Ok(top_up) => Heard::told(attempt, top_up),
            // Whoever is not in the team any more is told nothing of it.
            Err(error) if is_refusal(&error) => Heard::of(Answer::NobodyKnows),
            Err(error) => Heard::unclear(&error),
        },
        _ if pace::may_replay(attempt.prepared_at, now) => replay(client, attempt, now).await,
        _ => look(client, attempt, now, None).await,
    }
}

/// Sends the same request with the same key.
async fn replay(client: &Client, attempt: &Attempt, now: Timestamp) -> Heard {
    let Ok(amount) = TopUpAmount::try_from(attempt.amount.amount) else {
        return look(client, attempt, now, None).await;
    };
    let sent = client.create_top_up(&attempt.team_id, amount, &attempt.key).await;
    match (of_sent(attempt, &sent), sent) {
        (_, Ok(top_up)) => Heard::told(attempt, top_up),
        // The first request may have been taken before this one was refused: the list says it.
        (Answer::Refused(why), Err(_)) => look(client, attempt, now, Some(why)).await,
        (_, Err(error)) => Heard::unclear(&error),
    }
}

/// Looks for the key in the server's list. `refusal` is what the server said to the same request just now.
async fn look(client: &Client, attempt: &Attempt, now: Timestamp, refusal: Option<String>) -> Heard {
    let mut page = PageRequest::default();
    let key = attempt.key.to_string();
    let since = attempt.prepared_at - SKEW;
    let mut may_be_it = false;
    loop {
        let list = match client.top_ups_of_key(&attempt.team_id, &attempt.key, &page).await {
            Ok(list) => list,
            Err(error) if is_refusal(&error) => return Heard::of(Answer::NobodyKnows),
            Err(error) => return Heard::unclear(&error),
        };
        let is_old = list.data.last().is_some_and(|oldest| oldest.created_at < since);
        may_be_it |= list.data.iter().any(|top_up| {
            top_up.idempotency_key.is_none() && top_up.created_at >= since && top_up.amount == attempt.amount
        });
        if let Some(found) = list.data.into_iter().find(|top_up| top_up.idempotency_key.as_ref() == Some(&key)) {
            return Heard::told(attempt, found);
        }
        match list.next_cursor {
            Some(next) if !is_old && page.cursor.as_ref() != Some(&next) => page.cursor = Some(next),
            _ => break,
        }
    }
    if may_be_it {
        return Heard::of(Answer::NobodyKnows);
    }
    match refusal {
        Some(why) => Heard::of(Answer::NotThere(Some(why))),
        None if pace::has_arrived(attempt.prepared_at, now) => Heard::of(Answer::NotThere(None)),
        None => Heard::of(Answer::Unclear),
    }
}
