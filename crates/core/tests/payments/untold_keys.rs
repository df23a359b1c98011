//! A server that does not tell by which key a top-up was made: what could be this one is not taken for it, nor for
//! another.

use jiff::{SignedDuration, Timestamp};
use ollm_teams_core::{ErrorCode, TopUpState};

use crate::counter::{Counter, booked, settled, top_up};
use crate::support::shown;

#[tokio::test]
async fn what_may_be_it_is_left_to_the_user() {
    let counter = Counter::new().await;
    let lost = counter.lost(25).await;
    let then = Timestamp::now() - SignedDuration::from_hours(25) + SignedDuration::from_mins(1);
    let _listing = counter.lists(vec![top_up(None, "25.00", "succeeded", then)]).await;
    let app = counter.window().await;
    let session = shown(&app).await;
    for _ in 0..3 {
        let attempt = session.check_top_up(&lost.key).await.unwrap();
        assert_eq!((attempt.state, attempt.may_dismiss), (TopUpState::Unknown, true), "nothing is assumed");
    }
    let refused = session.top_up(&counter.team, "30", false).await.unwrap_err();
    assert_eq!(refused.code, ErrorCode::TopUpUnsettled, "before the user has looked, nothing more is paid");
    session.acknowledge_top_up(&lost.key).await.unwrap();
    assert_eq!(session.top_ups(0).await.unwrap().attempts, []);
    let _selling = counter.sells(booked()).await;
    let next = session.top_up(&counter.team, "25", false).await.unwrap();
    assert_eq!(next.state, TopUpState::Succeeded);
    assert_ne!(next.key, lost.key);
}

#[tokio::test]
async fn what_can_not_be_it_is_no_obstacle() {
    let counter = Counter::new().await;
    let lost = counter.lost(25).await;
    let then = |hours| Timestamp::now() - SignedDuration::from_hours(hours);
    let others = vec![top_up(None, "30.00", "succeeded", then(24)), top_up(None, "25.00", "succeeded", then(27))];
    let _listing = counter.lists(others).await;
    let app = counter.window().await;
    let session = shown(&app).await;
    session.check_top_up(&lost.key).await.unwrap();
    let attempts = settled(&session).await;
    assert_eq!((attempts[0].state, attempts[0].may_dismiss), (TopUpState::Failed, false));
    assert_eq!(counter.sent().await.len(), 1, "the one that was lost");
}
