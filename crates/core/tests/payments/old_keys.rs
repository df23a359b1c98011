//! A key that the server may have forgotten is never sent again: it would pay anew.

use jiff::{SignedDuration, Timestamp};
use ollm_teams_core::{ErrorCode, TopUpFailure, TopUpState};

use crate::counter::{Counter, booked, settled, top_up};
use crate::support::shown;

#[tokio::test]
async fn a_young_key_is_sent_again() {
    let counter = Counter::new().await;
    let lost = counter.lost(22).await;
    let (_selling, app) = (counter.sells(booked()).await, counter.window().await);
    let attempt = shown(&app).await.check_top_up(&lost.key).await.unwrap();
    assert_eq!((attempt.state, counter.sent().await.len() > 1), (TopUpState::Succeeded, true));
}

#[tokio::test]
async fn an_old_key_is_looked_up_and_not_sent() {
    let counter = Counter::new().await;
    let lost = counter.lost(23).await;
    // To send it now would pay.
    let (_selling, listing) = (counter.sells(booked()).await, counter.lists(Vec::new()).await);
    let app = counter.window().await;
    let session = shown(&app).await;
    let attempt = session.check_top_up(&lost.key).await.unwrap();
    assert_eq!((attempt.state, attempt.may_dismiss), (TopUpState::Unknown, false), "it may still be on its way");
    assert_eq!(session.acknowledge_top_up(&lost.key).await.unwrap_err().code, ErrorCode::TopUpUnsettled);
    drop(listing);
    let then = Timestamp::now() - SignedDuration::from_hours(23);
    let other = top_up(Some("00000000-0000-4000-8000-000000000000"), "25.00", "failed", then);
    let _listing = counter.lists(vec![other, top_up(Some(&lost.key), "25.00", "succeeded", then)]).await;
    session.check_top_up(&lost.key).await.unwrap();
    let attempts = settled(&session).await;
    assert_eq!((attempts.len(), attempts[0].state), (1, TopUpState::Succeeded));
    assert_eq!(counter.sent().await.len(), 1, "the one that was lost");
}

#[tokio::test]
async fn what_is_not_in_the_list_after_a_day_never_arrived() {
    let counter = Counter::new().await;
    let lost = counter.lost(24).await;
    let (_selling, _listing) = (counter.sells(booked()).await, counter.lists(Vec::new()).await);
    let app = counter.window().await;
    let session = shown(&app).await;
    session.check_top_up(&lost.key).await.unwrap();
    let attempts = settled(&session).await;
    assert_eq!((attempts[0].state, &attempts[0].failure), (TopUpState::Failed, &Some(TopUpFailure::NeverArrived)));
    assert_eq!(counter.sent().await.len(), 1, "the one that was lost");
}

#[tokio::test]
async fn a_list_that_can_not_be_had_ends_nothing() {
    let counter = Counter::new().await;
    let lost = counter.lost(48).await;
    let (_selling, app) = (counter.sells(booked()).await, counter.window().await);
    let attempt = shown(&app).await.check_top_up(&lost.key).await.unwrap();
    // The list is at no address: the server refuses to tell, and the user may compare with the ledger.
    assert_eq!((attempt.state, attempt.may_dismiss), (TopUpState::Unknown, true));
    assert_eq!(counter.sent().await.len(), 1, "the one that was lost");
}
