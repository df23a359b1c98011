//! The list of teams as a file, for spreadsheets and programs. It says what the offline copy says, and how old that is.

use std::io::{ErrorKind, Write};
use std::path::PathBuf;
use std::sync::{Mutex, PoisonError};

use jiff::Timestamp;
use ollm_api::{Invitation, Member, Money, Team, TeamId};
use serde::Serialize;
use tempfile::NamedTempFile;

use crate::{App, AppError, ErrorCode, ExportFormat, ListRequest, Reader, TeamFilter};

/// More than this many files of one name are somebody's mistake.
const MOST_OF_A_NAME: u32 = 1000;

/// Where the last export of this run was saved.
#[derive(Default)]
pub(crate) struct LastExport(Mutex<Option<PathBuf>>);

impl LastExport {
    fn set(&self, path: PathBuf) {
        *self.0.lock().unwrap_or_else(PoisonError::into_inner) = Some(path);
    }
}

impl ExportFormat {
    /// How the names of such files end.
    pub(crate) fn extension(self) -> &'static str {
        match self {
            Self::Csv => "csv",
            Self::Json => "json",
        }
    }
}

/// A team of an export. People are `None` where they are not known yet.
#[derive(Serialize)]
struct ExportedTeam {
    #[serde(flatten)]
    team: Team,
    members: Option<Vec<Member>>,
    invitations: Option<Vec<Invitation>>,
}

#[derive(Serialize)]
struct Document<'a> {
    as_of: Timestamp,
    server: &'a str,
    user: &'a str,
    teams: Vec<ExportedTeam>,
}

impl App {
    /// Saves the list that is asked for, where the user's downloads go.
    ///
    /// # Errors
    /// `storage_unavailable` when it can not be written, `not_found` where nothing was ever fetched.
    pub async fn export_teams(
        &self,
        reader: &Reader,
        request: &ListRequest,
        format: ExportFormat,
    ) -> Result<PathBuf, AppError> {
        let content = reader.export(request, format).await?;
        let name = file_name(request, Timestamp::now());
        let mut file = self.begin_export()?;
        file.write_all(&content).map_err(|error| unwritable(&error))?;
        self.end_export(file, &name, format)
    }

    /// A file beside the one that an export becomes: there is none unless it is whole. For its owner alone, as temporary
    /// files are: e-mail addresses are in it.
    pub(crate) fn begin_export(&self) -> Result<NamedTempFile, AppError> {
        let begun = tempfile::Builder::new().prefix(".ollm-").tempfile_in(&self.machine.save_dir);
        begun.map_err(|error| unwritable(&error))
    }

    /// Gives it the first number of its name that is free. What is there already is somebody's, and stays.
    pub(crate) fn end_export(
        &self,
        mut file: NamedTempFile,
        name: &str,
        format: ExportFormat,
    ) -> Result<PathBuf, AppError> {
        let mut n = 1;
        loop {
            let path = self.machine.save_dir.join(numbered(name, n, format));
            match file.persist_noclobber(&path) {
                Ok(_) => {
                    self.last_export.set(path.clone());
                    return Ok(path);
                }
                Err(taken) if taken.error.kind() == ErrorKind::AlreadyExists && n < MOST_OF_A_NAME => {
                    (file, n) = (taken.file, n + 1);
                }
                Err(failed) => return Err(unwritable(&failed.error)),
            }
        }
    }

    /// Where the last export was saved.
    ///
    /// # Errors
    /// `not_found` where nothing was exported.
    pub fn exported(&self) -> Result<PathBuf, AppError> {
        let saved = self.last_export.0.lock().unwrap_or_else(PoisonError::into_inner).clone();
        saved.ok_or_else(|| AppError::new(ErrorCode::NotFound, "nothing was exported"))
    }
}

/// Without how it ends. Of a part of the list it says so.
fn file_name(request: &ListRequest, now: Timestamp) -> String {
    let is_whole = request.search.trim().is_empty() && request.filter == TeamFilter::default();
    let part = if is_whole { "" } else { "-filtered" };
    format!("ollm-teams{part}-{}", time(now))
}

/// The time in the name of a file.
pub(crate) fn time(at: Timestamp) -> impl std::fmt::Display {
    at.strftime("%Y-%m-%dT%H-%M-%SZ")
}

/// The name of the `n`th file of a name: two of one second are two files.
fn numbered(name: &str, n: u32, format: ExportFormat) -> String {
    let number = if n == 1 { String::new() } else { format!("-{n}") };
    format!("{name}{number}.{}", format.extension())
}

impl Reader {
    async fn export(&self, request: &ListRequest, format: ExportFormat) -> Result<Vec<u8>, AppError> {
        let nothing = || AppError::new(ErrorCode::NotFound, "there is nothing to export yet");
        let snapshot = self.list_teams(request).await?.ok_or_else(nothing)?;
        let rows = self.team_rows(&snapshot.data.ids, "").await?;
        let teams = rows.into_iter().map(|row| row.view.team);
        match format {
            ExportFormat::Csv => csv(snapshot.fetched_at, teams),
            ExportFormat::Json => {
                let mut exported = Vec::with_capacity(snapshot.data.ids.len());
                for team in teams {
                    exported.push(self.with_people(team).await?);
                }
                let (server, user) = (self.account.host.as_str(), self.account.user.email.as_str());
                let document = Document { as_of: snapshot.fetched_at, server, user, teams: exported };
                serde_json::to_vec_pretty(&document).map_err(|error| unwritable(&error))
            }
        }
    }

    async fn with_people(&self, team: Team) -> Result<ExportedTeam, AppError> {
        let id: TeamId = team.id.clone();
        let people = self.held.found(self.held.copy().await.people(&id).await)?;
        let (members, invitations) = people.map(|people| (people.members, people.invitations)).unzip();
        Ok(ExportedTeam { team, members, invitations })
    }
}

/// RFC 4180, which `csv` writes when the lines end as it says.
fn csv(as_of: Timestamp, teams: impl Iterator<Item = Team>) -> Result<Vec<u8>, AppError> {
    let mut lines = csv::WriterBuilder::new().terminator(csv::Terminator::CRLF).from_writer(Vec::new());
    let header = [
        "id",
        "name",
        "role",
        "balance",
        "currency",
        "low_balance_threshold",
        "members",
        "pending_invitations",
        "created_at",
        "updated_at",
        "as_of",
    ];
    lines.write_record(header).map_err(|error| unwritable(&error))?;
    let amount = |money: Option<&Money>| money.map(|money| money.amount.to_string()).unwrap_or_default();
    for team in teams {
        let currency = team.balance.as_ref().map(|balance| balance.currency.as_str().to_owned());
        lines
            .write_record([
                team.id.to_string(),
                as_text(&team.name),
                as_text(team.role.as_str()),
                amount(team.balance.as_ref()),
                currency.unwrap_or_default(),
                amount(team.low_balance_threshold.as_ref()),
                team.member_count.to_string(),
                team.pending_invitation_count.to_string(),
                team.created_at.to_string(),
                team.updated_at.to_string(),
                as_of.to_string(),
            ])
            .map_err(|error| unwritable(&error))?;
    }
    lines.into_inner().map_err(|error| unwritable(&error))
}

/// What people typed, so that no spreadsheet takes it for a formula (OWASP, 'CSV Injection').
pub(crate) fn as_text(typed: &str) -> String {
    if typed.starts_with(['=', '+', '-', '@', '\t', '\r', '\n']) { format!("'{typed}") } else { typed.to_owned() }
}

pub(crate) fn unwritable(error: &dyn std::error::Error) -> AppError {
    AppError::retryable(ErrorCode::StorageUnavailable, error.to_string())
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;
    use serde_json::json;

    fn team(name: &str) -> Team {
        serde_json::from_value(json!({
            "id": "dev-d7035d80", "name": name, "role": "owner", "balance": {"amount": "-12.50", "currency": "USD"},
            "low_balance_threshold": null, "member_count": 2, "pending_invitation_count": 0,
            "created_at": "2026-01-01T00:00:00Z", "updated_at": "2026-01-02T00:00:00Z", "version": 3
        }))
        .unwrap()
    }

    fn read_back(content: &[u8]) -> Vec<csv::StringRecord> {
        csv::Reader::from_reader(content).records().collect::<Result<_, _>>().unwrap()
    }

    #[test]
    fn no_spreadsheet_takes_a_name_for_a_formula() {
        for name in ["=1+1", "+1", "-1", "@SUM(A1)"] {
            let content = csv(Timestamp::UNIX_EPOCH, [team(name)].into_iter()).unwrap();
            let lines = read_back(&content);
            assert_eq!(lines[0][1], format!("'{name}"));
            assert_eq!(&lines[0][3], "-12.50", "a number stays one");
        }
    }

    proptest! {
        #[test]
        fn any_name_is_read_back(name in "[^\u{0}-\u{1f}=+@-][^\u{0}-\u{1f}]{0,30}") {
            let content = csv(Timestamp::UNIX_EPOCH, [team(&name), team("x")].into_iter()).unwrap();
            prop_assert!(content.ends_with(b"\r\n"));
            let lines = read_back(&content);
            prop_assert_eq!(lines.len(), 2);
            prop_assert_eq!(&lines[0][1], name);
        }
    }
}
