//! Where a team's money goes, and who is told when it goes low, against the real server.
#![expect(clippy::unwrap_used, reason = "clippy knows tests by their attribute, not their helpers")]

mod support;

use std::collections::BTreeSet;

use jiff::{SignedDuration, Timestamp};
use ollm_api::{TeamId, Transaction, TransactionKind};
use ollm_server::{Database, Payments, RunningServer, UsageBooking};
use ollm_teams_core::{App, ErrorCode, ExportFormat, LedgerFilter, ListRequest, NumberFormat, Preferences};
use support::{Machine, client, shown, start_server, synced, token};
use tempfile::TempDir;

const ENGLISH: NumberFormat = NumberFormat { decimal: '.', group: ',' };
const GERMAN: NumberFormat = NumberFormat { decimal: ',', group: '.' };

struct Desk {
    folder: TempDir,
    server: RunningServer,
    app: App,
    machine: Machine,
    team: TeamId,
}

/// An app with a team of its own.
async fn desk() -> Desk {
    let folder = tempfile::tempdir().unwrap();
    let server = start_server(folder.path().to_owned(), Payments::Instant).await;
    let machine = Machine::default();
    let app = machine.start();
    app.sign_in_with_token(&server.url(), token(&server, "owner@example.com").await).await.unwrap();
    let team = shown(&app).await.create_team("Development").await.unwrap().team.id;
    Desk { folder, server, app, machine, team }
}

impl Desk {
    async fn top_up(&self, amount: &str) -> ollm_api::TopUp {
        let client = client(&self.server, "owner@example.com").await;
        let amount = ollm_api::TopUpAmount::parse(amount).unwrap();
        client.create_top_up(&self.team, amount, &ollm_api::client::IdempotencyKey::new()).await.unwrap()
    }

    async fn uses(&self, times: usize, cost: &str, model: Option<&str>, at: Timestamp) {
        let database = Database::open(&self.folder.path().join("server.db")).await.unwrap();
        for _ in 0..times {
            let booking = UsageBooking {
                team: self.team.clone(),
                cost: cost.parse().unwrap(),
                model: model.map(str::to_owned),
                input_tokens: 1,
                output_tokens: 1,
                at,
            };
            database.book_usage(&booking).await.unwrap();
        }
        database.close().await;
    }

    /// Of how many falls the user was told once the server was asked.
    async fn told(&self) -> Vec<String> {
        synced(&self.app).await;
        let told = std::mem::take(&mut *self.machine.notifications.0.lock().unwrap());
        told.into_iter().map(|low| format!("{} {}", low.team_name, low.balance.amount)).collect()
    }
}

fn all() -> LedgerFilter {
    LedgerFilter::default()
}

#[tokio::test]
async fn a_ledger_is_read_in_parts_and_by_kind_and_day() {
    let desk = desk().await;
    desk.top_up("25").await;
    desk.uses(60, "0.01", Some("small"), Timestamp::now()).await;
    let reader = synced(&desk.app).await;

    let first = reader.transactions(&desk.team, &all(), None).await.unwrap();
    assert_eq!(first.transactions.len(), 50);
    assert_eq!(first.transactions[0].created_by, None);
    let last = reader.transactions(&desk.team, &all(), first.next_cursor).await.unwrap();
    assert_eq!((last.transactions.len(), last.next_cursor), (11, None));
    let top_up = &last.transactions[10];
    assert_eq!((top_up.kind.as_str(), top_up.created_by.as_deref()), ("top_up", Some("owner@example.com")));

    let top_ups = LedgerFilter { kind: Some(TransactionKind::TopUp), ..all() };
    assert_eq!(reader.transactions(&desk.team, &top_ups, None).await.unwrap().transactions.len(), 1);
    let today = jiff::ZonedDateTime::now().date();
    for (from, to, found) in [(today.yesterday(), today.tomorrow(), 50), (today.tomorrow(), today.tomorrow(), 0)] {
        let days = LedgerFilter { from: Some(from.unwrap()), to: Some(to.unwrap()), ..all() };
        assert_eq!(reader.transactions(&desk.team, &days, None).await.unwrap().transactions.len(), found);
    }
    let backwards = LedgerFilter { from: Some(today), to: Some(today.yesterday().unwrap()), ..all() };
    let error = reader.transactions(&desk.team, &backwards, None).await.unwrap_err();
    assert_eq!((error.code, error.detail.param.as_deref()), (ErrorCode::InvalidRequest, Some("from")));
}

#[tokio::test]
async fn an_export_has_everything_and_is_whole_or_not_there() {
    let desk = desk().await;
    desk.top_up("25").await;
    desk.uses(450, "0.01", Some("=1+1"), Timestamp::now()).await;
    let reader = synced(&desk.app).await;

    let path = desk.app.export_transactions(&reader, &desk.team, &all(), ExportFormat::Csv).await.unwrap();
    assert_eq!(desk.app.exported().unwrap(), path);
    let lines: Vec<csv::StringRecord> = csv::Reader::from_path(&path).unwrap().records().map(Result::unwrap).collect();
    assert_eq!(lines.len(), 451);
    assert_eq!((&lines[450][2], &lines[450][3], &lines[450][7]), ("top_up", "25.00", "owner@example.com"));

    let usage = LedgerFilter { kind: Some(TransactionKind::Usage), ..all() };
    let path = desk.app.export_transactions(&reader, &desk.team, &usage, ExportFormat::Json).await.unwrap();
    let document: serde_json::Value = serde_json::from_slice(&std::fs::read(&path).unwrap()).unwrap();
    let entries: Vec<Transaction> = serde_json::from_value(document["transactions"].clone()).unwrap();
    assert_eq!((entries.len(), &document["filter"]["kind"]), (450, &"usage".into()));
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt;
        assert_eq!(std::fs::metadata(&path).unwrap().permissions().mode() & 0o777, 0o600);
    }

    desk.server.stop().await;
    let failed = desk.app.export_transactions(&reader, &desk.team, &all(), ExportFormat::Csv).await;
    assert_eq!(failed.unwrap_err().code, ErrorCode::Unreachable);
    let files = std::fs::read_dir(path.parent().unwrap()).unwrap().map(|entry| entry.unwrap().file_name());
    let left: Vec<_> = files.filter(|name| name.to_string_lossy().contains("ollm-transactions")).collect();
    assert_eq!(left.len(), 2, "{left:?}");
}

#[tokio::test]
async fn exports_of_one_second_are_files_of_their_own_and_a_part_says_so() {
    let desk = desk().await;
    desk.top_up("25").await;
    let reader = synced(&desk.app).await;
    let searched = ListRequest { search: "dev".into(), ..ListRequest::default() };
    let mut names = BTreeSet::new();
    for _ in 0..3 {
        for path in [
            desk.app.export_transactions(&reader, &desk.team, &all(), ExportFormat::Csv).await.unwrap(),
            desk.app.export_teams(&reader, &ListRequest::default(), ExportFormat::Csv).await.unwrap(),
            desk.app.export_teams(&reader, &searched, ExportFormat::Csv).await.unwrap(),
        ] {
            assert!(std::fs::read_to_string(&path).unwrap().lines().count() > 1);
            names.insert(path.file_name().unwrap().to_str().unwrap().to_owned());
        }
    }
    assert_eq!(names.len(), 9, "{names:?}");
    assert_eq!(names.iter().filter(|name| name.starts_with("ollm-teams-filtered-")).count(), 3, "{names:?}");
}

#[tokio::test]
async fn a_receipt_says_what_the_ledger_says() {
    let desk = desk().await;
    let early = desk.top_up("10").await;
    let top_up = desk.top_up("25").await;
    desk.uses(250, "0.01", None, Timestamp::now()).await;
    let reader = synced(&desk.app).await;
    let receipt = reader.receipt(&desk.team, &top_up.id).await.unwrap();
    assert_eq!((receipt.top_up_id, receipt.team_id), (top_up.id, desk.team.clone()));
    assert_eq!((receipt.amount, receipt.balance_after.amount.to_string()), (top_up.amount, "35.00".into()));
    assert_eq!((receipt.team_name.as_str(), receipt.created_by.as_deref()), ("Development", Some("owner@example.com")));
    assert_eq!((receipt.issued_to.as_str(), receipt.server.contains("127.0.0.1")), ("owner@example.com", true));
    assert_eq!(receipt.paid_at, None, "another computer asked for it, or nobody had to pay");
    assert_eq!(reader.receipt(&desk.team, &early.id).await.unwrap().balance_after, early.amount);
    let none = reader.receipt(&desk.team, &ollm_api::TopUpId::new("top_none")).await;
    assert_eq!(none.unwrap_err().code, ErrorCode::NotFound);
}

#[tokio::test]
async fn usage_is_summed_up_by_day_and_model() {
    let desk = desk().await;
    let now = Timestamp::now();
    desk.uses(2, "0.25", Some("small"), now).await;
    desk.uses(1, "1.5", Some("large"), now - SignedDuration::from_hours(48)).await;
    desk.uses(1, "7", Some("old"), now - SignedDuration::from_hours(20 * 24)).await;
    let reader = synced(&desk.app).await;
    let week = reader.usage(&desk.team, 7).await.unwrap();
    let costs: Vec<_> = week.days.iter().map(|day| day.cost.amount.to_string()).collect();
    assert_eq!(costs, ["0.00", "0.00", "0.00", "0.00", "1.50", "0.00", "0.50"]);
    let models: Vec<_> = week.models.iter().map(|sum| (sum.model.as_deref(), sum.requests)).collect();
    assert_eq!(models, [(Some("large"), 1), (Some("small"), 2)]);
    assert_eq!(week.total.amount.to_string(), "2.00");
    let month = reader.usage(&desk.team, 30).await.unwrap();
    assert_eq!((month.days.len(), month.total.amount.to_string()), (30, "9.00".into()));
    assert_eq!(reader.usage(&desk.team, 0).await.unwrap_err().code, ErrorCode::InvalidRequest);
}

#[tokio::test]
async fn a_threshold_is_set_changed_and_removed_by_an_owner() {
    let desk = desk().await;
    let session = shown(&desk.app).await;
    let set = session.set_low_balance_threshold(&desk.team, Some(" $20 "), ENGLISH).await.unwrap();
    assert_eq!(set.team.low_balance_threshold, Some(ollm_api::Money::usd(20.into())));
    assert!(set.is_low && set.permissions.set_low_balance_threshold);
    for (typed, code) in [
        ("", ErrorCode::ThresholdNotANumber),
        ("1,5", ErrorCode::ThresholdNotANumber),
        ("0", ErrorCode::ThresholdOutOfRange),
        ("1.005", ErrorCode::ThresholdTooManyDecimals),
    ] {
        let error = session.set_low_balance_threshold(&desk.team, Some(typed), ENGLISH).await.unwrap_err();
        assert_eq!(error.code, code, "{typed:?}");
    }
    let set = session.set_low_balance_threshold(&desk.team, Some("1.234,5"), GERMAN).await.unwrap();
    assert_eq!(set.team.low_balance_threshold.unwrap().amount.to_string(), "1234.50");
    assert!(!session.set_low_balance_threshold(&desk.team, None, ENGLISH).await.unwrap().is_low);
}

#[tokio::test]
async fn the_user_is_told_once_of_a_balance_that_fell() {
    let desk = desk().await;
    desk.top_up("25").await;
    shown(&desk.app).await.set_low_balance_threshold(&desk.team, Some("20"), ENGLISH).await.unwrap();
    assert!(desk.told().await.is_empty());
    desk.uses(1, "6", None, Timestamp::now()).await;
    assert_eq!(desk.told().await, ["Development 19.00"]);
    desk.uses(1, "1", None, Timestamp::now()).await;
    assert!(desk.told().await.is_empty(), "it is low as it was");

    desk.app.close().await;
    let again = Desk { app: desk.machine.start(), ..desk };
    assert!(again.told().await.is_empty(), "a start tells nothing");
    again.top_up("10").await;
    assert!(again.told().await.is_empty());
    again.uses(1, "10", None, Timestamp::now()).await;
    assert_eq!(again.told().await, ["Development 18.00"], "it fell again");
}

#[tokio::test]
async fn who_wants_no_notifications_gets_none_of_that_time_later_either() {
    let desk = desk().await;
    desk.top_up("25").await;
    shown(&desk.app).await.set_low_balance_threshold(&desk.team, Some("20"), ENGLISH).await.unwrap();
    let quiet = Preferences { low_balance_notifications: false, ..Preferences::default() };
    desk.app.set_preferences(quiet).unwrap();
    desk.uses(1, "6", None, Timestamp::now()).await;
    assert!(desk.told().await.is_empty());
    desk.app.set_preferences(Preferences::default()).unwrap();
    assert!(desk.told().await.is_empty());
}
