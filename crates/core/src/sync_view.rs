//! What the view shows of the connection and of the offline copy.

use jiff::Timestamp;
use ollm_api::TeamId;
use serde::Serialize;

use crate::AppError;

/// How things stand with the server.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
#[serde(rename_all = "snake_case")]
pub enum Connection {
    /// What lets the account in is being read, from the keyring say.
    #[default]
    SigningIn,
    /// The server is asked and has not answered yet.
    Connecting,
    /// The server said how things are, at `synced_at`, and says so when they change.
    Live,
    /// The server can not be reached; it is asked again and again.
    Offline,
    /// The server answers, but not with what was asked for; `error` says what it is. It is asked again, less often.
    Failing,
    /// The server does not let the account in any more.
    Refused,
}

/// What is being fetched.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
#[serde(rename_all = "snake_case")]
pub enum SyncStep {
    /// The teams; nothing is complete before they are all there.
    Teams,
    /// The people of the teams, in the background: search finds them as they come.
    People,
}

/// How far a first sync has come.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct SyncProgress {
    /// What is being fetched.
    pub step: SyncStep,
    /// How many teams are done.
    pub done: u32,
    /// Of how many; `None` until the server said it.
    pub total: Option<u32>,
}

/// A team that the caller is not in any more, and did not leave by themselves here.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct LostTeam {
    /// Which.
    pub id: TeamId,
    /// What it was called.
    pub name: String,
}

/// What happened to the offline copy.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum CopyNotice {
    /// It could not be read. It was set aside, and everything is fetched again.
    SetAside {
        /// The file that it is now.
        path: String,
        /// What was wrong with it, in technical words.
        reason: String,
    },
    /// It can not be kept on disk. It is in memory until the app ends.
    NotKept {
        /// Why, in technical words.
        reason: String,
    },
}

impl CopyNotice {
    /// The file that was set aside.
    pub(crate) fn path(self) -> Option<String> {
        match self {
            Self::SetAside { path, .. } => Some(path),
            Self::NotKept { .. } => None,
        }
    }
}

/// How old what is shown is, and what is done about it.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct SyncView {
    /// Another number whenever anything here is something else. Never 0.
    pub revision: u32,
    /// Another number whenever the offline copy holds something else.
    pub copy_revision: u32,
    /// How things stand with the server.
    pub connection: Connection,
    /// Whether the server was asked a while ago and has not answered: what is known may be old. It is given more time.
    pub is_silent: bool,
    /// When the server last said how things are; `None` where it never did.
    #[cfg_attr(test, ts(type = "string | null"))]
    pub synced_at: Option<Timestamp>,
    /// How far a first sync has come, while one is under way.
    pub progress: Option<SyncProgress>,
    /// Why it is not live.
    pub error: Option<AppError>,
    /// Teams that are gone, until the user was told.
    pub lost_teams: Vec<LostTeam>,
    /// What happened to the offline copy, in this run.
    pub copy_notice: Option<CopyNotice>,
}
