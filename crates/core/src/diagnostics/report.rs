use serde::Serialize;

use crate::AppError;

/// What is looked at.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
#[serde(rename_all = "snake_case")]
pub enum CheckId {
    /// A secret can be written to the keyring, read back and deleted.
    Keyring,
    /// The server answers; `milliseconds` says how fast.
    Server,
    /// This computer's clock agrees with the server's; `seconds` says by how much it is ahead.
    Clock,
    /// Files can be written; `value` names the folder.
    DataFolder,
    /// What is kept on this computer can be read; `value` names the file at fault.
    StoredFiles,
    /// What draws the window; `value` names it and its version.
    WebView,
}

/// How a check ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
#[serde(rename_all = "snake_case")]
pub enum CheckOutcome {
    /// As it should be.
    Fine,
    /// It works, and may not for long.
    Warning,
    /// It does not work.
    Failed,
    /// There was nothing to look at: nobody is signed in, for example.
    Skipped,
}

/// One thing that was looked at. The view has the words, the remedy among them.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct Check {
    /// What was looked at.
    pub id: CheckId,
    /// How it ended.
    pub outcome: CheckOutcome,
    /// How long it took.
    pub milliseconds: Option<u32>,
    /// By how many seconds this computer's clock is ahead of the server's; negative where it is behind.
    pub seconds: Option<i32>,
    /// What was found, in technical words.
    pub value: Option<String>,
    /// What stands in the way.
    pub error: Option<AppError>,
}

impl Check {
    pub(super) fn new(id: CheckId, outcome: CheckOutcome) -> Self {
        Self { id, outcome, milliseconds: None, seconds: None, value: None, error: None }
    }

    pub(super) fn failed(id: CheckId, error: AppError) -> Self {
        Self { error: Some(error), ..Self::new(id, CheckOutcome::Failed) }
    }
}

/// What is saved for whoever helps: everything in it is shown first. Without tokens, and without e-mail addresses in
/// clear.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct DiagnosticsBundle {
    /// The name of the file that is saved.
    pub file_name: String,
    /// All that stands in it.
    pub text: String,
}
