//! What the view shows of a team's money.

use jiff::Timestamp;
use ollm_api::{Money, TeamId, TopUpId};
use serde::Serialize;

/// How long the balance lasts.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
#[serde(tag = "state", rename_all = "snake_case")]
pub enum Forecast {
    /// Nothing was used in these days: there is nothing to forecast from.
    NoUsage,
    /// Fewer than 7 whole days have passed since usage began, or the balance is not known.
    NotEnoughData,
    /// Nothing is left.
    Empty,
    /// At the pace of the last 14 days. Whole days, rounded down.
    DaysLeft {
        /// What is likely.
        days: u32,
        /// What is likely where more is spent.
        at_least: u32,
        /// What is likely where less is spent; `None` where that may be next to nothing.
        at_most: Option<u32>,
    },
}

/// The balance of the last 14 days and where it goes.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct Trend {
    /// The balance at the end of each day, oldest first, in thousandths of the highest.
    pub points: Vec<u32>,
    /// How long it lasts.
    pub forecast: Forecast,
}

/// What is known of an attempt to add credits.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
#[serde(rename_all = "snake_case")]
pub enum TopUpState {
    /// Written down, and not sent yet.
    Prepared,
    /// On its way to the server.
    Sent,
    /// The server waits for its payment.
    Pending,
    /// The credits are there.
    Succeeded,
    /// There are none, and will be none; nothing was charged.
    Failed,
    /// Nobody paid in time, or it was canceled.
    Expired,
    /// It may have arrived. The server is asked until it says so.
    Unknown,
}

impl TopUpState {
    const ALL: [Self; 7] =
        [Self::Prepared, Self::Sent, Self::Pending, Self::Succeeded, Self::Failed, Self::Expired, Self::Unknown];

    /// Whether nothing follows.
    #[must_use]
    pub fn is_end(self) -> bool {
        matches!(self, Self::Succeeded | Self::Failed | Self::Expired)
    }

    pub(crate) fn as_str(self) -> &'static str {
        match self {
            Self::Prepared => "prepared",
            Self::Sent => "sent",
            Self::Pending => "pending",
            Self::Succeeded => "succeeded",
            Self::Failed => "failed",
            Self::Expired => "expired",
            Self::Unknown => "unknown",
        }
    }

    pub(crate) fn parse(text: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|state| state.as_str() == text)
    }
}

/// Why a top-up brought no credits.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
#[serde(rename_all = "snake_case", tag = "why")]
pub enum TopUpFailure {
    /// The request never left this computer.
    NeverSent,
    /// The server has heard nothing of it.
    NeverArrived,
    /// The server, or who takes the payment, said why.
    Said {
        /// In these words.
        words: String,
    },
}

/// One attempt to add credits to a team: from the click to its end, through restarts.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct TopUpAttempt {
    /// Its idempotency key, which names it here.
    pub key: String,
    /// The team that gets the credits.
    pub team_id: TeamId,
    /// What the team was called when it began.
    pub team_name: String,
    /// How much.
    pub amount: Money,
    /// What is known of it.
    pub state: TopUpState,
    /// Why it has no credits, where that is known.
    pub failure: Option<TopUpFailure>,
    /// When it began.
    #[cfg_attr(test, ts(type = "string"))]
    pub prepared_at: Timestamp,
    /// When it was found to have an end.
    #[cfg_attr(test, ts(type = "string | null"))]
    pub settled_at: Option<Timestamp>,
    /// The server's name for it, once that is known.
    pub top_up_id: Option<TopUpId>,
    /// Where the page is on which it is paid, to show before that is opened: its host, and its port where that is not the
    /// usual one.
    pub checkout_host: Option<String>,
    /// Nobody can find out more: the user compares with the ledger, and may close it.
    pub may_dismiss: bool,
}

/// The attempts of one account that have no end, or one that the user has not seen.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct TopUps {
    /// Another number whenever anything here may be something else. Never 0.
    pub revision: u32,
    /// The oldest first.
    pub attempts: Vec<TopUpAttempt>,
}
