//! Which top-ups of this run have no known outcome yet, and the idempotency key of each.

use std::collections::HashMap;
use std::sync::{Mutex, PoisonError};

use ollm_api::client::IdempotencyKey;
use ollm_api::{TeamId, TopUpAmount};

use crate::{AccountId, AppError, ErrorCode};

/// The top-ups of this run whose outcome is not known yet, at most one a team. They outlive a session: whoever signs in
/// again after a refused token finds theirs.
#[derive(Default)]
pub(crate) struct OpenTopUps(Mutex<HashMap<Payee, OpenTopUp>>);

/// The team that a top-up is for, as one account sees it.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub(crate) struct Payee {
    account: AccountId,
    team: TeamId,
}

impl Payee {
    pub(crate) fn new(account: &AccountId, team: &TeamId) -> Self {
        Self { account: account.clone(), team: team.clone() }
    }
}

struct OpenTopUp {
    amount: TopUpAmount,
    key: IdempotencyKey,
    in_flight: bool,
}

impl OpenTopUps {
    /// The key to send: that of the team's open attempt, or a new one where there is none. Another amount is another
    /// payment, and waits until what became of the open one is known.
    pub(crate) fn start(&self, payee: &Payee, amount: TopUpAmount) -> Result<IdempotencyKey, AppError> {
        let mut open = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(attempt) = open.get_mut(payee) {
            if attempt.in_flight {
                return Err(AppError::retryable(ErrorCode::TopUpInProgress, "a top-up of this team is on its way"));
            }
            if attempt.amount != amount {
                return Err(AppError::new(ErrorCode::TopUpUnsettled, "an earlier top-up has no known outcome"));
            }
            attempt.in_flight = true;
            return Ok(attempt.key);
        }
        let key = IdempotencyKey::new();
        open.insert(payee.clone(), OpenTopUp { amount, key, in_flight: true });
        Ok(key)
    }

    /// How much the team's attempt without a known outcome is, where there is one that is not on its way.
    pub(crate) fn unknown(&self, payee: &Payee) -> Option<TopUpAmount> {
        let open = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        open.get(payee).filter(|attempt| !attempt.in_flight).map(|attempt| attempt.amount)
    }

    /// Ends a request; the attempt itself is over only once its outcome is known.
    pub(crate) fn finish(&self, payee: &Payee, outcome_known: bool) {
        let mut open = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        if outcome_known {
            open.remove(payee);
        } else if let Some(attempt) = open.get_mut(payee) {
            attempt.in_flight = false;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_attempt_one_key() {
        let open = OpenTopUps::default();
        let account: AccountId = serde_json::from_str("\"https://api.example.com usr_1\"").unwrap();
        let (team, ten, twenty) = (
            Payee::new(&account, &TeamId::new("dev")),
            TopUpAmount::parse("10").unwrap(),
            TopUpAmount::parse("20").unwrap(),
        );
        let first = open.start(&team, ten).unwrap().to_string();
        assert_eq!(open.start(&team, ten).unwrap_err().code, ErrorCode::TopUpInProgress, "a double click");
        open.finish(&team, false);
        assert_eq!(open.start(&team, ten).unwrap().to_string(), first, "asking again after a time-out");
        open.finish(&team, true);
        let second = open.start(&team, ten).unwrap().to_string();
        assert_ne!(second, first, "a new attempt");
        assert_eq!(open.unknown(&team), None, "it is on its way");
        open.finish(&team, false);
        assert_eq!(open.unknown(&team), Some(ten));
        assert_eq!(open.start(&team, twenty).unwrap_err().code, ErrorCode::TopUpUnsettled, "first things first");
    }
}
