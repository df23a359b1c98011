//! One window starts while another sends: every order of what they write. And what is read for those who look on.

use std::sync::Arc;
use std::sync::atomic::Ordering;

use jiff::Timestamp;
use ollm_api::client::{Client, ServerUrl};
use ollm_api::{TeamId, TopUpAmount, User};
use sqlx::SqlitePool;
use sqlx::sqlite::SqliteConnectOptions;
use tempfile::TempDir;
use tokio::sync::Notify;

use super::{Answer, Attempt, Journal, Settler, Waits};
use crate::held::Held;
use crate::{Account, AccountKind, SignInMethod, TopUpFailure, TopUpState};

struct Window {
    account: Account,
    settler: Settler,
}

fn window(folder: &TempDir) -> Window {
    // Nothing listens there.
    let server = ServerUrl::parse("http://127.0.0.1:9").unwrap();
    let user: User = serde_json::from_str(r#"{"id": "u1", "email": "owner@example.com", "name": null}"#).unwrap();
    let account = Account::new(AccountKind::Remote, SignInMethod::Token, &server, user);
    let settler = Settler {
        account: account.id.clone(),
        client: Client::new(server, "sk-ollm-x".into()).unwrap(),
        journal: Arc::new(Journal::new(folder.path())),
        held: Held::new(folder.path(), &account),
        wake: Arc::new(Notify::new()),
        waits: Waits::default(),
    };
    Window { account, settler }
}

impl Window {
    async fn prepare(&self) -> Attempt {
        let (team, amount) = (TeamId::new("dev-d7035d80"), TopUpAmount::parse("25").unwrap().money());
        let prepared = self.settler.journal.prepare(&self.account, (&team, "Dev"), &amount, false, Timestamp::now());
        prepared.await.unwrap()
    }

    async fn read(&self) -> Attempt {
        self.settler.journal.unseen(&self.account.id).await.unwrap().remove(0)
    }

    async fn marks_sent(&self, attempt: &Attempt) -> bool {
        self.settler.journal.mark_sent(&attempt.key, Timestamp::now()).await.unwrap()
    }
}

fn never_left() -> Answer {
    Answer::NeverLeft
}

#[tokio::test]
async fn what_a_start_read_as_prepared_and_is_sent_by_now_is_left_alone() {
    let folder = tempfile::tempdir().unwrap();
    let (sending, starting) = (window(&folder), window(&folder));
    let attempt = sending.prepare().await;
    let read = starting.read().await;
    assert_eq!(read.state, TopUpState::Prepared);
    assert!(sending.marks_sent(&attempt).await);
    starting.settler.apply(&read, &never_left()).await.unwrap();
    assert_eq!(sending.read().await.state, TopUpState::Sent, "the request is on its way");
}

#[tokio::test]
async fn what_a_start_found_never_sent_is_not_sent() {
    let folder = tempfile::tempdir().unwrap();
    let (sending, starting) = (window(&folder), window(&folder));
    let attempt = sending.prepare().await;
    let read = starting.read().await;
    starting.settler.apply(&read, &never_left()).await.unwrap();
    assert!(!sending.marks_sent(&attempt).await);
    assert_eq!(sending.read().await.state, TopUpState::Failed);
}

#[cfg(unix)]
#[tokio::test]
async fn a_file_that_is_gone_before_the_request_stops_it() {
    let folder = tempfile::tempdir().unwrap();
    let window = window(&folder);
    let attempt = window.prepare().await;
    std::fs::remove_file(folder.path().join("payments.db")).unwrap();
    assert!(window.settler.journal.mark_sent(&attempt.key, Timestamp::now()).await.is_err());
    assert_eq!(window.read().await.state, TopUpState::Prepared);
}

#[tokio::test]
async fn what_is_news_already_is_read_once_and_what_becomes_news_once_more() {
    let folder = tempfile::tempdir().unwrap();
    let window = window(&folder);
    let Settler { journal, account, .. } = &window.settler;
    let attempt = window.prepare().await;
    let reads = || journal.reads.swap(0, Ordering::Relaxed);
    reads();
    let (revision, attempts) = journal.unseen_after(account, 0).await.unwrap();
    assert_eq!((attempts.len(), reads()), (1, 1), "it is news to whoever has seen nothing");
    let (news, sent) = tokio::join!(journal.unseen_after(account, revision), window.marks_sent(&attempt));
    let (later, attempts) = news.unwrap();
    assert!(sent && later != revision);
    assert_eq!((attempts[0].state, reads()), (TopUpState::Sent, 2));
}

/// A journal of before the second migration, with attempts that failed for these reasons.
async fn earlier_journal(folder: &TempDir, account: &Account, failures: &[&str]) {
    let options = SqliteConnectOptions::new().filename(folder.path().join("payments.db")).create_if_missing(true);
    let pool = SqlitePool::connect_with(options).await.unwrap();
    let mut migrator = sqlx::migrate!("migrations/journal");
    migrator.migrations.to_mut().retain(|migration| migration.version == 1);
    migrator.run(&pool).await.unwrap();
    for (index, failure) in failures.iter().enumerate() {
        let sql = "INSERT INTO attempts (key, account, server, team_id, team_name, amount, currency, state, failure, \
                   prepared_at) VALUES ($1, $2, $3, 'dev-1', 'Dev', '25', 'USD', 'failed', $4, $5)";
        let key = ollm_api::client::IdempotencyKey::new().to_string();
        let query = sqlx::query(sql).bind(key).bind(account.id.as_str()).bind(&account.server).bind(failure);
        query.bind(i64::try_from(index).unwrap()).execute(&pool).await.unwrap();
    }
    pool.close().await;
}

#[tokio::test]
async fn what_an_earlier_app_wrote_of_a_failure_is_understood() {
    let folder = tempfile::tempdir().unwrap();
    let window = window(&folder);
    earlier_journal(&folder, &window.account, &["It was never sent.", "It never arrived.", "The card was declined."])
        .await;
    let read = window.settler.journal.unseen(&window.account.id).await.unwrap();
    let mut failures: Vec<_> =
        read.into_iter().map(|attempt| (attempt.prepared_at, attempt.failure.unwrap())).collect();
    failures.sort_by_key(|(at, _)| *at);
    let said = TopUpFailure::Said { words: "The card was declined.".to_owned() };
    let expected = [TopUpFailure::NeverSent, TopUpFailure::NeverArrived, said];
    assert_eq!(failures.into_iter().map(|(_, failure)| failure).collect::<Vec<_>>(), expected);
}
