//! What the view shows of the list of teams, and what it asks for.

use ollm_api::{Money, Role, TeamId, UserId};
use serde::{Deserialize, Serialize};

use crate::TeamView;

/// By what the list is sorted.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
#[serde(rename_all = "snake_case")]
pub enum SortKey {
    /// A to Z, whatever the case and the accents.
    #[default]
    Name,
    /// The lowest first, each currency by itself; an unknown balance comes last.
    Balance,
    /// Owner, admin, member, viewer.
    Role,
    /// What changed last comes first.
    Changed,
}

/// In which order the list stands.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
#[serde(default)]
pub struct TeamSort {
    /// By what.
    pub key: SortKey,
    /// Whether the other way round.
    pub reversed: bool,
}

/// Which teams are in the list: those to which all of this applies.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
#[serde(default)]
pub struct TeamFilter {
    /// The caller has this role in them.
    pub role: Option<Role>,
    /// Their balance is below the threshold that their owner set.
    pub low_balance: bool,
    /// Somebody is invited to them and has not answered.
    pub pending_invitations: bool,
}

/// Which list is asked for.
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct ListRequest {
    /// What is searched for, as it was typed; empty for all teams.
    pub search: String,
    /// In which order.
    pub sort: TeamSort,
    /// Which of them.
    pub filter: TeamFilter,
}

/// The teams that were asked for. Rows are read as they are looked at; the first come along.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct TeamList {
    /// All of them, in order.
    pub ids: Vec<TeamId>,
    /// The first rows.
    pub first: Vec<TeamRow>,
    /// How many teams the account has, found or not.
    pub team_count: u32,
    /// The sum of the known balances of all the account's teams, one for each currency: amounts of different currencies
    /// are never added.
    pub totals: Vec<Money>,
    /// Some of the people that the search found. The teams of all of them are in the list.
    pub people: Vec<PersonHit>,
    /// Whether there are more people to find than `people` holds.
    pub more_people: bool,
}

/// A row of the list.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct TeamRow {
    /// The team.
    pub view: TeamView,
    /// What of it was searched for; `None` while nothing is.
    pub hit: Option<SearchHit>,
}

/// Where in a row what was searched for stands.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct SearchHit {
    /// The team's name.
    pub name: Vec<Fragment>,
    /// The team's ID.
    pub id: Vec<Fragment>,
    /// The e-mail addresses of its people that match, or whose name does: a few of them.
    pub people: Vec<Vec<Fragment>>,
    /// How many more match.
    pub more_people: u32,
}

/// A piece of a text; all of them in a row are the text.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct Fragment {
    /// The piece.
    pub text: String,
    /// Whether it is what was searched for.
    pub is_match: bool,
}

/// A person that a search found.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct PersonHit {
    /// Who.
    pub user_id: UserId,
    /// The e-mail address.
    pub email: Vec<Fragment>,
    /// The name, where they gave one.
    pub name: Option<Vec<Fragment>>,
    /// Some of the teams that they are in, by name.
    pub teams: Vec<TeamRef>,
    /// In how many of the account's teams they are.
    pub team_count: u32,
}

/// A team, by name.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct TeamRef {
    /// Which.
    pub id: TeamId,
    /// What it is called.
    pub name: String,
}

/// How a list is written into a file.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
#[serde(rename_all = "snake_case")]
pub enum ExportFormat {
    /// A line a team or transaction (RFC 4180), for spreadsheets.
    Csv,
    /// Everything that is known of each.
    Json,
}
