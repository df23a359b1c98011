//! The journal's file: nothing is paid without a record, and the end of the app leaves it whole.
#![cfg(unix)]

use ollm_teams_core::{ErrorCode, TopUpState};

use crate::counter::{Counter, booked};
use crate::support::shown;

#[tokio::test]
async fn a_journal_that_was_deleted_or_replaced_stops_payments() {
    let counter = Counter::new().await;
    let (app, _selling) = (counter.window().await, counter.sells(booked()).await);
    let session = shown(&app).await;
    assert_eq!(session.top_up(&counter.team, "25", true).await.unwrap().state, TopUpState::Succeeded);
    let file = counter.machine.data_dir.path().join("payments.db");
    let elsewhere = counter.machine.data_dir.path().join("elsewhere.db");

    std::fs::rename(&file, &elsewhere).unwrap();
    let error = session.top_up(&counter.team, "25", true).await.unwrap_err();
    assert_eq!((error.code, error.detail.path.is_some()), (ErrorCode::JournalUnavailable, true));
    std::fs::copy(&elsewhere, &file).unwrap();
    let error = session.top_up(&counter.team, "25", true).await.unwrap_err();
    assert_eq!(error.code, ErrorCode::JournalUnavailable, "a copy is not what is written into");
    assert_eq!(counter.sent().await.len(), 1);

    std::fs::rename(&elsewhere, &file).unwrap();
    assert_eq!(session.top_up(&counter.team, "25", true).await.unwrap().state, TopUpState::Succeeded);
    std::fs::remove_file(&file).unwrap();
    let error = session.top_up(&counter.team, "25", true).await.unwrap_err();
    assert_eq!((error.code, counter.sent().await.len()), (ErrorCode::JournalUnavailable, 2));
}

#[tokio::test]
async fn the_end_of_the_app_closes_the_journal() {
    let counter = Counter::new().await;
    let (app, _selling) = (counter.window().await, counter.sells(booked()).await);
    let session = shown(&app).await;
    assert_eq!(session.top_up(&counter.team, "25", true).await.unwrap().state, TopUpState::Succeeded);
    let log = counter.machine.data_dir.path().join("payments.db-wal");
    assert!(log.exists(), "what was written is in the log beside the file");
    app.close().await;
    assert!(!log.exists(), "SQLite takes the log into the file when the last connection closes");
    let error = session.top_up(&counter.team, "25", true).await.unwrap_err();
    assert_eq!((error.code, counter.sent().await.len()), (ErrorCode::JournalUnavailable, 1));
}
