//! The report for whoever helps: shown first, and then saved just as it was shown.

use std::fmt::Write as _;
use std::path::{Path, PathBuf};
use std::sync::{Mutex, PoisonError};

use jiff::Timestamp;

use super::redact::redact;
use super::{Check, DiagnosticsBundle};
use crate::export::time;
use crate::{App, AppError, ErrorCode, KnownAccounts, Machine};

/// How much of the logs goes along: the end of them, where the trouble is.
const LOG_BYTES: usize = 200_000;

/// The report of this run that was shown last, and where it was saved.
#[derive(Default)]
pub(crate) struct LastReport(Mutex<(Option<DiagnosticsBundle>, Option<PathBuf>)>);

impl App {
    /// Makes a report: versions, the results of all checks, and the logs. Nothing is saved by it.
    pub async fn diagnostics_bundle(&self) -> DiagnosticsBundle {
        let now = Timestamp::now();
        let checks = self.diagnose().await;
        let text = report(&self.machine, &self.known(), now, &checks, &logs(&self.machine.log_dir));
        let bundle = DiagnosticsBundle {
            file_name: format!("ollm-teams-report-{}.txt", time(now)),
            text: redact(&text, self.machine.home_dir.as_deref()),
        };
        self.last_report.0.lock().unwrap_or_else(PoisonError::into_inner).0 = Some(bundle.clone());
        bundle
    }

    /// Saves the report that was shown last, and nothing else.
    ///
    /// # Errors
    /// `storage_unavailable` when it can not be written.
    pub async fn save_diagnostics(&self) -> Result<PathBuf, AppError> {
        let shown = self.last_report.0.lock().unwrap_or_else(PoisonError::into_inner).0.clone();
        let bundle = match shown {
            Some(bundle) => bundle,
            None => self.diagnostics_bundle().await,
        };
        let path = self.machine.save_dir.join(&bundle.file_name);
        std::fs::write(&path, &bundle.text)
            .map_err(|error| AppError::retryable(ErrorCode::StorageUnavailable, error.to_string()))?;
        self.last_report.0.lock().unwrap_or_else(PoisonError::into_inner).1 = Some(path.clone());
        Ok(path)
    }

    /// Where the last report was saved.
    ///
    /// # Errors
    /// `not_found` where none was.
    pub fn saved_diagnostics(&self) -> Result<PathBuf, AppError> {
        let saved = self.last_report.0.lock().unwrap_or_else(PoisonError::into_inner).1.clone();
        saved.ok_or_else(|| AppError::new(ErrorCode::NotFound, "no report was saved"))
    }
}

fn report(machine: &Machine, known: &KnownAccounts, now: Timestamp, checks: &[Check], logs: &str) -> String {
    let mut text = format!(
        "OLLM Teams {}\n{now}\nSystem: {}\nWeb view: {}{}\nData folder: {}\n\nAccounts\n",
        machine.version,
        machine.system,
        machine.web_view.as_deref().unwrap_or("unknown"),
        if machine.safe_mode { ", in safe mode" } else { "" },
        machine.data_dir.display()
    );
    for account in &known.list {
        _ = writeln!(text, "- {:?}, {:?}, {} at {}", account.kind, account.sign_in, account.user.email, account.host);
    }
    text.push_str("\nChecks\n");
    for Check { id, outcome, milliseconds, seconds, value, error } in checks {
        _ = write!(text, "- {id:?}: {outcome:?}");
        _ = milliseconds.map(|took| write!(text, ", {took} ms"));
        _ = seconds.map(|ahead| write!(text, ", {ahead} s ahead of the server"));
        _ = value.as_ref().map(|value| write!(text, ", {value}"));
        _ = error.as_ref().map(|error| write!(text, ", {:?}: {}", error.code, error.message));
        text.push('\n');
    }
    text + "\nLogs\n" + logs
}

/// The end of the logs, oldest first. What can not be read is said instead.
fn logs(folder: &Path) -> String {
    let mut files: Vec<_> = match std::fs::read_dir(folder) {
        Ok(entries) => entries.flatten().filter(|entry| entry.path().is_file()).collect(),
        Err(error) => return format!("(no logs: {error})\n"),
    };
    files.sort_by_key(|entry| entry.metadata().and_then(|data| data.modified()).ok());
    let text: String = files
        .iter()
        .map(|entry| match std::fs::read(entry.path()) {
            Ok(bytes) => String::from_utf8_lossy(&bytes).into_owned(),
            Err(error) => format!("({}: {error})\n", entry.file_name().display()),
        })
        .collect();
    let mut start = text.len().saturating_sub(LOG_BYTES);
    while !text.is_char_boundary(start) {
        start += 1;
    }
    text[start..].to_owned()
}
