use ollm_api::Event;
use serde::Serialize;

/// One change, with the name of the team that it happened in.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct ActivityEntry {
    /// The record.
    pub event: Event,
    /// The team's name now.
    pub team_name: String,
}
