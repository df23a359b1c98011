//! What a filter finds in a ledger as a file, for spreadsheets and programs: all of it, however much that is.

use std::io::{BufWriter, Write};
use std::path::PathBuf;

use jiff::Timestamp;
use jiff::tz::TimeZone;
use ollm_api::{TeamId, TopUpId, Transaction};
use serde::Serialize;
use tempfile::NamedTempFile;

use crate::export::{as_text, time, unwritable};
use crate::ledger::Pages;
use crate::{App, AppError, ExportFormat, LedgerFilter, Reader};

/// What a file of JSON says before its transactions.
#[derive(Serialize)]
struct Head<'a> {
    as_of: Timestamp,
    server: &'a str,
    user: &'a str,
    team_id: &'a TeamId,
    filter: &'a LedgerFilter,
}

impl App {
    /// Saves all that a filter finds in a team's ledger, where the user's downloads go. There is no file unless it is
    /// whole.
    ///
    /// # Errors
    /// `storage_unavailable` when it can not be written; when the server refuses or can not be asked.
    pub async fn export_transactions(
        &self,
        reader: &Reader,
        id: &TeamId,
        filter: &LedgerFilter,
        format: ExportFormat,
    ) -> Result<PathBuf, AppError> {
        let mut unfinished = self.begin_export()?;
        let as_of = Timestamp::now();
        reader.write_ledger(id, filter, format, as_of, &mut unfinished).await?;
        let name = file_name(id, filter, as_of);
        self.end_export(unfinished, &name, format)
    }
}

/// Without how it ends. Of a part of the ledger it says which.
fn file_name(id: &TeamId, filter: &LedgerFilter, as_of: Timestamp) -> String {
    let mut name = format!("ollm-transactions-{}", in_a_name(id.as_str()));
    let LedgerFilter { kind, from, to } = filter;
    name.extend(kind.as_ref().map(|kind| format!("-{}", in_a_name(kind.as_str()))));
    name.extend(from.map(|day| format!("-from-{day}")));
    name.extend(to.map(|day| format!("-to-{day}")));
    format!("{name}-{}", time(as_of))
}

/// Others chose it: what could lead elsewhere is not in a name.
fn in_a_name(text: &str) -> String {
    text.chars().map(|c| if c.is_ascii_alphanumeric() { c } else { '-' }).take(64).collect()
}

impl Reader {
    async fn write_ledger(
        &self,
        id: &TeamId,
        filter: &LedgerFilter,
        format: ExportFormat,
        as_of: Timestamp,
        file: &mut NamedTempFile,
    ) -> Result<(), AppError> {
        let mut pages = Pages::new(self.client()?, id, filter.in_zone(&TimeZone::system())?);
        let (server, user) = (self.account.host.as_str(), self.account.user.email.as_str());
        let head = Head { as_of, server, user, team_id: id, filter };
        let mut content = Content::begin(format, &head, BufWriter::new(file)).map_err(|error| unwritable(&error))?;
        while let Some(entries) = pages.next().await? {
            for entry in &entries {
                content.add(entry).map_err(|error| unwritable(&error))?;
            }
        }
        content.end().map_err(|error| unwritable(&error))
    }
}

/// A file while it is written, entry by entry.
enum Content<W: Write> {
    Csv(Box<csv::Writer<W>>),
    Json { out: W, is_first: bool },
}

impl<W: Write> Content<W> {
    fn begin(format: ExportFormat, head: &Head<'_>, mut out: W) -> std::io::Result<Self> {
        match format {
            ExportFormat::Csv => {
                let mut lines = csv::WriterBuilder::new().terminator(csv::Terminator::CRLF).from_writer(out);
                lines.write_record([
                    "id",
                    "created_at",
                    "kind",
                    "amount",
                    "balance_after",
                    "currency",
                    "description",
                    "created_by",
                    "top_up_id",
                    "team_id",
                ])?;
                Ok(Self::Csv(Box::new(lines)))
            }
            ExportFormat::Json => {
                let head = serde_json::to_string(head)?;
                write!(out, "{},\"transactions\":[", head.strip_suffix('}').unwrap_or(&head))?;
                Ok(Self::Json { out, is_first: true })
            }
        }
    }

    fn add(&mut self, entry: &Transaction) -> std::io::Result<()> {
        match self {
            Self::Csv(lines) => lines.write_record(line(entry))?,
            Self::Json { out, is_first } => {
                out.write_all(if std::mem::take(is_first) { b"\n" } else { b",\n" })?;
                serde_json::to_writer(out, entry)?;
            }
        }
        Ok(())
    }

    fn end(self) -> std::io::Result<()> {
        match self {
            Self::Csv(mut lines) => lines.flush(),
            Self::Json { mut out, .. } => {
                out.write_all(b"\n]}\n")?;
                out.flush()
            }
        }
    }
}

/// RFC 4180. Texts are the server's, and in them people's; numbers stay numbers.
fn line(entry: &Transaction) -> [String; 10] {
    [
        as_text(entry.id.as_str()),
        entry.created_at.to_string(),
        as_text(entry.kind.as_str()),
        entry.amount.amount.to_string(),
        entry.balance_after.amount.to_string(),
        as_text(entry.amount.currency.as_str()),
        as_text(&entry.description),
        as_text(entry.created_by.as_deref().unwrap_or_default()),
        as_text(entry.top_up_id.as_ref().map_or("", TopUpId::as_str)),
        as_text(entry.team_id.as_str()),
    ]
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;
    use serde_json::{Value, json};

    fn entry(description: &str) -> Transaction {
        let money = |amount| json!({"amount": amount, "currency": "USD"});
        let entry = json!({"id": "txn_1", "team_id": "dev-d7035d80", "kind": "usage", "amount": money("-0.000001"),
            "balance_after": money("12.50"), "description": description, "top_up_id": null,
            "created_by": "+1@example.com", "created_at": "2026-03-01T00:00:00Z"});
        serde_json::from_value(entry).unwrap()
    }

    fn written(format: ExportFormat, entries: &[Transaction]) -> Vec<u8> {
        let id = TeamId::new("dev-d7035d80");
        let filter = LedgerFilter::default();
        let head = Head {
            as_of: Timestamp::UNIX_EPOCH,
            server: "example.com",
            user: "you@example.com",
            team_id: &id,
            filter: &filter,
        };
        let mut out = Vec::new();
        let mut content = Content::begin(format, &head, &mut out).unwrap();
        entries.iter().for_each(|entry| content.add(entry).unwrap());
        content.end().unwrap();
        out
    }

    fn lines(content: &[u8]) -> Vec<csv::StringRecord> {
        csv::Reader::from_reader(content).records().collect::<Result<_, _>>().unwrap()
    }

    #[test]
    fn no_spreadsheet_takes_a_text_for_a_formula() {
        for text in ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1"] {
            let lines = lines(&written(ExportFormat::Csv, &[entry(text)]));
            assert_eq!(&lines[0][6], format!("'{text}"));
            assert_eq!((&lines[0][3], &lines[0][7]), ("-0.000001", "'+1@example.com"), "a number stays one");
        }
    }

    #[test]
    fn no_name_of_a_file_leads_elsewhere() {
        let name = |id: &str| file_name(&TeamId::new(id), &LedgerFilter::default(), Timestamp::UNIX_EPOCH);
        assert_eq!(name("dev-d7035d80"), "ollm-transactions-dev-d7035d80-1970-01-01T00-00-00Z");
        assert_eq!(name("../../x\\y:"), "ollm-transactions-------x-y--1970-01-01T00-00-00Z");
        assert!(name(&"x".repeat(1000)).len() < 128);
    }

    #[test]
    fn the_name_of_a_part_says_which() {
        let name = |filter: Value| {
            let filter: LedgerFilter = serde_json::from_value(filter).unwrap();
            file_name(&TeamId::new("dev"), &filter, Timestamp::UNIX_EPOCH)
        };
        for (filter, part) in [
            (json!({"kind": "top_up"}), "-top-up"),
            (json!({"from": "2026-03-01"}), "-from-2026-03-01"),
            (json!({"kind": "../x", "from": "2026-03-01", "to": "2026-03-31"}), "----x-from-2026-03-01-to-2026-03-31"),
        ] {
            assert_eq!(name(filter), format!("ollm-transactions-dev{part}-1970-01-01T00-00-00Z"));
        }
    }

    proptest! {
        #[test]
        fn any_text_is_read_back(texts in prop::collection::vec("[^\u{0}-\u{1f}=+@-][^\u{0}]{0,30}", 0..5)) {
            let entries: Vec<_> = texts.iter().map(|text| entry(text)).collect();
            let content = written(ExportFormat::Csv, &entries);
            prop_assert!(content.ends_with(b"\r\n"));
            let read: Vec<_> = lines(&content).iter().map(|line| line[6].to_owned()).collect();
            prop_assert_eq!(read, texts.clone());

            let document: Value = serde_json::from_slice(&written(ExportFormat::Json, &entries)).unwrap();
            prop_assert_eq!(&document["team_id"], "dev-d7035d80");
            let read: Vec<Transaction> = serde_json::from_value(document["transactions"].clone()).unwrap();
            prop_assert_eq!(read, entries);
        }
    }
}
