use serde::Serialize;

use super::UpdateObstacle;
use crate::AppError;

/// A version of the app that is newer than this one.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct Release {
    /// Its number, such as `1.2.0`.
    pub version: String,
    /// What its publisher says is new, as plain text.
    pub notes: Option<String>,
}

/// How things stand with newer versions.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
#[serde(tag = "state", rename_all = "snake_case")]
pub enum UpdateState {
    /// This app does not update itself.
    Impossible {
        /// Why not.
        why: UpdateObstacle,
    },
    /// Nobody asked in this run.
    NotChecked,
    /// The publisher's server is being asked.
    Checking,
    /// There is none.
    UpToDate,
    /// There is one.
    Available {
        /// Which.
        release: Release,
    },
    /// It is on its way.
    Downloading {
        /// Which.
        release: Release,
        /// How much of it is here, where its length is known.
        percent: Option<u32>,
    },
    /// It takes the place of this one with the next start.
    Installed {
        /// Which.
        release: Release,
    },
    /// What was done last went wrong. Everything is as it was.
    Failed {
        /// How.
        error: AppError,
    },
}

/// How things stand with newer versions, and a number that is another one whenever they stand differently.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct UpdatesView {
    /// Never 0.
    pub revision: u32,
    /// How they stand.
    pub state: UpdateState,
}
