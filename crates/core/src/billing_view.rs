//! What the view shows of a team's money.

use ollm_api::{Money, TopUp};
use serde::Serialize;

/// How long the balance lasts.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
#[serde(tag = "state", rename_all = "snake_case")]
pub enum Forecast {
    /// Nothing was ever used: there is nothing to forecast from.
    NoUsage,
    /// Less than a week of usage is known, or the balance is not.
    NotEnoughData,
    /// Nothing is left.
    Empty,
    /// At the pace of the last 14 days.
    DaysLeft {
        /// Whole days, rounded down.
        days: u32,
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

/// A top-up. It says nothing of the team's balance: that a fresh list can not be had must never look like a failed payment.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct TopUpView {
    /// What became of the top-up.
    pub top_up: TopUp,
    /// The host of the page where a pending top-up is paid, to show before it is opened.
    pub checkout_host: Option<String>,
}

/// A team's top-up that has no end yet: the next one waits for it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
#[serde(tag = "state", rename_all = "snake_case")]
pub enum UnsettledTopUp {
    /// It was sent, and no answer came. Sending it again with the same amount tells, and never charges twice.
    Unknown {
        /// How much it was.
        amount: Money,
    },
    /// It waits for its payment.
    Pending {
        /// What is known of it.
        top_up: TopUpView,
    },
}
