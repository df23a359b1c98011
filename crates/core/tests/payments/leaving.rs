//! Who signs out leaves what they were paying to the server and the journal, and finds it there again.

use jiff::Timestamp;
use ollm_teams_core::{ErrorCode, TopUpState};
use serde_json::json;
use wiremock::matchers::{method, path};
use wiremock::{Mock, MockGuard, ResponseTemplate};

use crate::counter::{Counter, settled, top_up};
use crate::support::shown;

/// The answer to who has to pay yet.
fn pending() -> ResponseTemplate {
    let mut waiting = top_up(None, "25.00", "pending", Timestamp::now());
    waiting["checkout_url"] = json!("https://pay.example.com:8443/t1");
    ResponseTemplate::new(201).set_body_json(waiting)
}

#[tokio::test]
async fn a_payment_goes_on_while_nobody_is_signed_in_and_is_looked_after_at_the_next_sign_in() {
    let counter = Counter::new().await;
    let app = counter.window().await;
    assert!(app.unsettled_top_ups(None).await.unwrap().is_empty());
    let (_selling, telling) = (counter.sells(pending()).await, counter.tells(pending()).await);
    let session = shown(&app).await;
    let attempt = session.top_up(&counter.team, "25", false).await.unwrap();
    assert_eq!(attempt.state, TopUpState::Pending);
    for whose in [None, Some(session.account_id())] {
        let unsettled = app.unsettled_top_ups(whose).await.unwrap();
        assert_eq!((unsettled.len(), &unsettled[0].key), (1, &attempt.key), "it is told before they leave");
    }
    app.sign_out(session.account_id()).await.unwrap();
    drop((session, telling));

    // Somebody pays while nobody looks.
    let paid = top_up(None, "25.00", "succeeded", Timestamp::now());
    let _telling = counter.tells(ResponseTemplate::new(200).set_body_json(paid)).await;
    app.sign_in_with_token(&counter.server.uri(), "sk-ollm-x".into()).await.unwrap();
    let attempts = settled(&*shown(&app).await).await;
    assert_eq!((attempts[0].state, &attempts[0].key), (TopUpState::Succeeded, &attempt.key));
    assert!(app.unsettled_top_ups(None).await.unwrap().is_empty());
    assert_eq!(counter.sent().await.len(), 1, "and is paid once");
}

/// What the server says to who cancels, from now on.
async fn cancels(counter: &Counter, answer: ResponseTemplate) -> MockGuard {
    let expire = Mock::given(method("POST")).and(path(format!("/v1/teams/{}/top-ups/t1/expire", counter.team)));
    expire.respond_with(answer).mount_as_scoped(&counter.server).await
}

#[tokio::test]
async fn what_came_of_a_cancellation_without_an_answer_is_found_out_by_itself() {
    let counter = Counter::new().await;
    let app = counter.window().await;
    let (_selling, telling) = (counter.sells(pending()).await, counter.tells(pending()).await);
    let session = shown(&app).await;
    let attempt = session.top_up(&counter.team, "25", false).await.unwrap();
    let _silent = cancels(&counter, ResponseTemplate::new(502)).await;
    drop(telling);
    let expired = top_up(None, "25.00", "expired", Timestamp::now());
    let _telling = counter.tells(ResponseTemplate::new(200).set_body_json(expired)).await;
    let error = session.cancel_top_up(&attempt.key).await.unwrap_err();
    assert_eq!(error.code, ErrorCode::OutcomeUnknown);
    assert_eq!(settled(&session).await[0].state, TopUpState::Expired);
}
