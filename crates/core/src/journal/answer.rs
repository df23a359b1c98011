//! What a server's answer says of an attempt.

use std::time::Duration;

use ollm_api::client::{ClientError, is_loopback};
use ollm_api::{ErrorCode, TopUp, TopUpStatus};
use url::Url;

use super::Attempt;
use crate::TopUpState;

/// What was heard of an attempt.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Answer {
    /// The server told of the top-up.
    TopUp {
        /// What it is there.
        standing: TopUpState,
        /// Why it has no credits, in the server's words.
        failure: Option<String>,
    },
    /// The server said no to this request, in these words.
    Refused(String),
    /// This request did not leave.
    NeverSent,
    /// A start found what an earlier run had prepared and not sent. By the time that this is written down, somebody may
    /// be sending it: then it says nothing.
    NeverLeft,
    /// The server's list does not have it, and would if it were. It may have said why.
    NotThere(Option<String>),
    /// The server does not tell what would decide it.
    NobodyKnows,
    /// Anything else: it may have happened or not.
    Unclear,
}

/// What came back on a request that makes a top-up.
pub(crate) fn of_sent(attempt: &Attempt, sent: &Result<TopUp, ClientError>) -> Answer {
    match sent {
        Ok(top_up) => of_top_up(attempt, top_up),
        Err(error) if is_refusal(error) => Answer::Refused(words(error)),
        // Nobody was there to hear it, or there was nothing to send.
        Err(
            error @ (ClientError::InvalidToken
            | ClientError::Setup { .. }
            | ClientError::InvalidId
            | ClientError::Token(_)
            | ClientError::Unreachable { .. }
            | ClientError::TimedOut { .. }),
        ) if !error.outcome_unknown() => {
            tracing::info!(%error, "a top-up was not sent");
            Answer::NeverSent
        }
        Err(_) => Answer::Unclear,
    }
}

/// A top-up that the server told of. One of another team or amount is not this one, whatever the server meant.
pub(super) fn of_top_up(attempt: &Attempt, top_up: &TopUp) -> Answer {
    if top_up.team_id != attempt.team_id || top_up.amount != attempt.amount {
        return Answer::Unclear;
    }
    let standing = match top_up.status {
        TopUpStatus::Succeeded => TopUpState::Succeeded,
        TopUpStatus::Failed => TopUpState::Failed,
        TopUpStatus::Expired => TopUpState::Expired,
        // A status that is not known here is no end that is known.
        TopUpStatus::Pending | TopUpStatus::Other(_) => TopUpState::Pending,
    };
    Answer::TopUp { standing, failure: top_up.failure.clone() }
}

/// Whether the server said that it did nothing. Of these, 401 passes with another token, 408, 425 and 429 with time, and
/// 409 while the first request runs.
pub(super) fn is_refusal(error: &ClientError) -> bool {
    let ClientError::Api(error) = error else { return false };
    (400..500).contains(&error.status)
        && !matches!(error.status, 401 | 408 | 425 | 429)
        && error.code != ErrorCode::IdempotencyInProgress
}

/// How long the server asked to wait before the next question.
pub(crate) fn wait_of(error: &ClientError) -> Option<Duration> {
    let ClientError::Api(error) = error else { return None };
    error.retry_after
}

/// What the server said, for people.
fn words(error: &ClientError) -> String {
    match error {
        ClientError::Api(error) => error.message.clone(),
        error => error.to_string(),
    }
}

/// A page where a top-up is paid, if it is one that a browser may open. Its authority is what people are shown of it:
/// its host, and its port where that is not the usual one.
pub(crate) fn checkout_page(text: &str) -> Option<Url> {
    let page = Url::parse(text).ok()?;
    let fine = page.scheme() == "https" || (page.scheme() == "http" && is_loopback(&page));
    (fine && page.username().is_empty() && page.password().is_none()).then_some(page)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_page_is_shown_with_its_port_where_that_is_not_the_usual_one() {
        for (page, place) in [
            ("https://pay.example.com/x", "pay.example.com"),
            ("https://pay.example.com:443/x", "pay.example.com"),
            ("https://pay.example.com:8443/x", "pay.example.com:8443"),
            ("http://127.0.0.1:4000/a", "127.0.0.1:4000"),
            ("http://[::1]:80/a", "[::1]"),
        ] {
            assert_eq!(checkout_page(page).unwrap().authority(), place);
        }
    }

    #[test]
    fn only_safe_payment_pages_are_opened() {
        for fine in [
            "https://pay.example.com/x?y=1",
            "http://127.0.0.1:4000/checkout/a",
            "http://[::1]/a",
            "http://localhost/a",
        ] {
            assert!(checkout_page(fine).is_some(), "{fine}");
        }
        for refused in [
            "http://pay.example.com/",
            "file:///etc/passwd",
            "javascript:alert(1)",
            "https://a:b@example.com/",
            "x",
            "ollm-teams://x",
        ] {
            assert_eq!(checkout_page(refused), None, "{refused}");
        }
    }
}
