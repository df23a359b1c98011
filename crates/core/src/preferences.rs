use serde::{Deserialize, Serialize};

use crate::{TeamFilter, TeamSort};

/// How the app looks.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
#[serde(rename_all = "snake_case")]
pub enum Theme {
    /// As the system says.
    #[default]
    System,
    /// Always light.
    Light,
    /// Always dark.
    Dark,
    /// The system's light or dark, with stronger contrast.
    HighContrast,
}

/// What the user set. A file that lacks a field, or has one that can not be read, gives the default.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
#[serde(default)]
pub struct Preferences {
    /// How the app looks.
    pub theme: Theme,
    /// In which order the teams stand.
    pub sort: TeamSort,
    /// Which teams are shown.
    pub filter: TeamFilter,
}

/// What the app says of itself in Settings.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct About {
    /// The app's version.
    pub version: String,
    /// The folder with everything that the app stores in files.
    pub data_dir: String,
}
