use jiff::Timestamp;
use ollm_api::client::IdempotencyKey;
use ollm_api::{Money, TeamId, TopUpId};

use crate::{TopUpAttempt, TopUpFailure, TopUpState};

/// One attempt to add credits, as the journal has it.
#[derive(Clone, Debug)]
pub(crate) struct Attempt {
    pub(crate) key: IdempotencyKey,
    pub(crate) team_id: TeamId,
    pub(crate) team_name: String,
    pub(crate) amount: Money,
    pub(crate) state: TopUpState,
    pub(crate) top_up_id: Option<TopUpId>,
    pub(crate) checkout_host: Option<String>,
    pub(crate) failure: Option<TopUpFailure>,
    pub(crate) prepared_at: Timestamp,
    pub(crate) sent_at: Option<Timestamp>,
    pub(crate) settled_at: Option<Timestamp>,
    pub(crate) may_dismiss: bool,
}

impl From<Attempt> for TopUpAttempt {
    fn from(attempt: Attempt) -> Self {
        Self {
            key: attempt.key.to_string(),
            team_id: attempt.team_id,
            team_name: attempt.team_name,
            amount: attempt.amount,
            state: attempt.state,
            failure: attempt.failure,
            prepared_at: attempt.prepared_at,
            settled_at: attempt.settled_at,
            top_up_id: attempt.top_up_id,
            checkout_host: attempt.checkout_host,
            may_dismiss: attempt.may_dismiss,
        }
    }
}
