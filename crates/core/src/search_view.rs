use ollm_api::TeamId;
use serde::Serialize;

/// A team that a search found.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct SearchHit {
    /// The team.
    pub team_id: TeamId,
    /// The e-mail addresses of its people that match; empty where only the team itself does.
    pub people: Vec<String>,
}
