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

/// How large the text is, and with it all that is measured by it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
#[serde(rename_all = "snake_case")]
pub enum TextSize {
    /// 100 %.
    #[default]
    Normal,
    /// 125 %.
    Large,
    /// 150 %.
    Larger,
    /// 200 %, as WCAG 1.4.4 asks for.
    Largest,
}

/// The language of the app's words.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
#[serde(rename_all = "lowercase")]
pub enum Language {
    /// The first of the system's languages that the app has words in.
    #[default]
    System,
    /// English.
    En,
    /// German.
    De,
    /// Spanish.
    Es,
    /// French.
    Fr,
    /// Japanese.
    Ja,
    /// Arabic.
    Ar,
}

/// What is done about newer versions of the app without being asked.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
#[serde(rename_all = "snake_case")]
pub enum UpdateChoice {
    /// Nothing: not even the publisher's server is asked.
    Off,
    /// The app says that there is one.
    #[default]
    Ask,
    /// It is installed for the next start, which nobody is made to do.
    Automatic,
}

/// What the user set. A file that lacks a field, or has one that can not be read, gives the default.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
#[serde(default)]
pub struct Preferences {
    /// How the app looks.
    pub theme: Theme,
    /// How large the text is.
    pub text_size: TextSize,
    /// The language of the app's words.
    pub language: Language,
    /// In which order the teams stand.
    pub sort: TeamSort,
    /// Which teams are shown.
    pub filter: TeamFilter,
    /// Whether the desktop says when a balance falls below its threshold.
    pub low_balance_notifications: bool,
    /// Whether a key alone is a shortcut. Who dictates presses such keys without meaning to (WCAG 2.1.4).
    pub single_key_shortcuts: bool,
    /// What is done about newer versions of the app.
    pub updates: UpdateChoice,
    /// Whether the app has an icon in the tray, where the desktop has one.
    pub tray: bool,
}

impl Default for Preferences {
    fn default() -> Self {
        Self {
            theme: Theme::default(),
            text_size: TextSize::default(),
            language: Language::default(),
            sort: TeamSort::default(),
            filter: TeamFilter::default(),
            low_balance_notifications: true,
            single_key_shortcuts: true,
            updates: UpdateChoice::default(),
            tray: true,
        }
    }
}

/// What the app says of itself in Settings.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct About {
    /// The app's version.
    pub version: String,
    /// The folder with everything that the app stores in files.
    pub data_dir: String,
    /// Whether the window is drawn without the graphics card, until the app is closed.
    pub safe_mode: bool,
}
