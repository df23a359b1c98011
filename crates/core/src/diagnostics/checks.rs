//! The checks themselves.

use std::io::Write;
use std::path::Path;
use std::time::{Duration, Instant};

use jiff::Timestamp;

use super::{Check, CheckId, CheckOutcome};
use crate::{App, AppError, ErrorCode};

/// A clock that is further off has tokens refused, or certificates.
const CLOCK_TOLERANCE: i32 = 60;
/// A server that takes longer is felt.
const SLOW: Duration = Duration::from_secs(2);

impl App {
    /// Looks at everything that the app stands on, one thing after another.
    pub async fn diagnose(&self) -> Vec<Check> {
        let mut checks = vec![self.check_keyring().await];
        checks.extend(self.check_server().await);
        checks.push(check_folder(&self.machine.data_dir));
        checks.push(self.check_stored_files().await);
        checks.push(self.check_web_view());
        checks
    }

    async fn check_keyring(&self) -> Check {
        let started = Instant::now();
        match self.probe_credentials().await {
            Ok(()) => Check {
                milliseconds: Some(milliseconds(started.elapsed())),
                ..Check::new(CheckId::Keyring, CheckOutcome::Fine)
            },
            Err(error) => Check::failed(CheckId::Keyring, error.into()),
        }
    }

    /// Whether the server of the account that is shown answers, and what time it is there.
    async fn check_server(&self) -> [Check; 2] {
        let known = self.known();
        let session = known.current().and_then(|account| self.open_session(&account.id));
        let Some(session) = session else {
            return [CheckId::Server, CheckId::Clock].map(|id| Check::new(id, CheckOutcome::Skipped));
        };
        let started = Instant::now();
        match session.client.health().await {
            Ok(health) => {
                let took = started.elapsed();
                let outcome = if took > SLOW { CheckOutcome::Warning } else { CheckOutcome::Fine };
                let server = Check {
                    milliseconds: Some(milliseconds(took)),
                    value: Some(session.account.host.clone()),
                    ..Check::new(CheckId::Server, outcome)
                };
                [server, check_clock(Timestamp::now(), health.date)]
            }
            Err(error) => {
                [Check::failed(CheckId::Server, error.into()), Check::new(CheckId::Clock, CheckOutcome::Skipped)]
            }
        }
    }

    /// The workspaces' databases, and the offline copies: one that is damaged is set aside by being read.
    async fn check_stored_files(&self) -> Check {
        if let Err(error) = self.local.check().await {
            let error = AppError::from(error);
            return Check { value: error.detail.path.clone(), ..Check::failed(CheckId::StoredFiles, error) };
        }
        for account in self.known().list {
            let held = self.held_of(&account);
            match held.found(held.copy().await.verify().await) {
                Ok(is_damaged) if is_damaged => {
                    let value = held.status().now().copy_notice.and_then(|notice| notice.path());
                    return Check { value, ..Check::new(CheckId::StoredFiles, CheckOutcome::Warning) };
                }
                Ok(_) => {}
                Err(error) => return Check::failed(CheckId::StoredFiles, error),
            }
        }
        Check::new(CheckId::StoredFiles, CheckOutcome::Fine)
    }

    fn check_web_view(&self) -> Check {
        let value = self.machine.web_view.clone();
        let outcome = if value.is_some() { CheckOutcome::Fine } else { CheckOutcome::Warning };
        Check { value, ..Check::new(CheckId::WebView, outcome) }
    }
}

fn check_clock(here: Timestamp, there: Option<Timestamp>) -> Check {
    let Some(there) = there else { return Check::new(CheckId::Clock, CheckOutcome::Skipped) };
    let ahead = here.as_second().saturating_sub(there.as_second());
    let seconds = i32::try_from(ahead).unwrap_or(if ahead < 0 { i32::MIN } else { i32::MAX });
    let is_close = (-CLOCK_TOLERANCE..=CLOCK_TOLERANCE).contains(&seconds);
    let outcome = if is_close { CheckOutcome::Fine } else { CheckOutcome::Warning };
    Check { seconds: Some(seconds), ..Check::new(CheckId::Clock, outcome) }
}

fn check_folder(folder: &Path) -> Check {
    let written = tempfile::tempfile_in(folder).and_then(|mut file| file.write_all(b"can be written"));
    let value = Some(folder.display().to_string());
    match written {
        Ok(()) => Check { value, ..Check::new(CheckId::DataFolder, CheckOutcome::Fine) },
        Err(error) => {
            let error = AppError::retryable(ErrorCode::StorageUnavailable, error.to_string());
            Check { value, ..Check::failed(CheckId::DataFolder, error) }
        }
    }
}

fn milliseconds(took: Duration) -> u32 {
    u32::try_from(took.as_millis()).unwrap_or(u32::MAX)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(second: i64) -> Timestamp {
        Timestamp::from_second(second).unwrap()
    }

    #[test]
    fn a_clock_is_off_in_both_directions() {
        for (here, outcome) in [
            (1_000_000, CheckOutcome::Fine),
            (1_000_060, CheckOutcome::Fine),
            (1_000_061, CheckOutcome::Warning),
            (999_400, CheckOutcome::Warning),
        ] {
            let check = check_clock(at(here), Some(at(1_000_000)));
            assert_eq!((check.outcome, check.seconds), (outcome, Some((here - 1_000_000) as i32)));
        }
        assert_eq!(check_clock(at(0), None).outcome, CheckOutcome::Skipped);
        let extremes = check_clock(Timestamp::MAX, Some(Timestamp::MIN));
        assert_eq!(extremes.seconds, Some(i32::MAX));
    }

    #[test]
    fn a_folder_that_takes_files_keeps_none() {
        let folder = tempfile::tempdir().unwrap();
        assert_eq!(check_folder(folder.path()).outcome, CheckOutcome::Fine);
        assert_eq!(std::fs::read_dir(folder.path()).unwrap().count(), 0);
        let missing = check_folder(&folder.path().join("missing"));
        assert_eq!(
            (missing.outcome, missing.error.map(|error| error.code)),
            (CheckOutcome::Failed, Some(ErrorCode::StorageUnavailable))
        );
    }
}
