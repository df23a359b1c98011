//! A server that asks to be left alone is left alone.

use std::time::{Duration, Instant};

use ollm_teams_core::TopUpState;
use wiremock::ResponseTemplate;

use crate::counter::{Counter, booked, settled};
use crate::support::shown;

#[tokio::test]
async fn the_first_answer_already_says_when_to_ask_again() {
    let counter = Counter::new().await;
    let app = counter.window().await;
    let session = shown(&app).await;
    let busy = counter.sells(ResponseTemplate::new(429).insert_header("retry-after", "2")).await;
    let begun = Instant::now();
    let attempt = session.top_up(&counter.team, "25", false).await.unwrap();
    assert_eq!(attempt.state, TopUpState::Unknown);
    let checked = session.check_top_up(&attempt.key).await.unwrap();
    assert_eq!((checked.state, counter.sent().await.len()), (TopUpState::Unknown, 1), "nobody makes it sooner");
    drop(busy);
    let _selling = counter.sells(booked()).await;
    let attempts = settled(&session).await;
    assert!(begun.elapsed() >= Duration::from_secs(2), "{:?}", begun.elapsed());
    assert_eq!((attempts[0].state, counter.sent().await.len()), (TopUpState::Succeeded, 2));
}

#[tokio::test]
async fn a_wait_beyond_all_measure_ends_nothing() {
    let counter = Counter::new().await;
    let app = counter.window().await;
    let session = shown(&app).await;
    let _busy = counter.sells(ResponseTemplate::new(503).insert_header("retry-after", u64::MAX.to_string())).await;
    let attempt = session.top_up(&counter.team, "25", false).await.unwrap();
    assert_eq!((attempt.state, counter.sent().await.len()), (TopUpState::Unknown, 1));
}
