//! Two windows over one journal: one charge, or none that is told as such.

use std::collections::BTreeSet;
use std::time::Duration;

use ollm_api::TeamId;
use ollm_teams_core::{ErrorCode, TopUpState};
use serde_json::json;
use wiremock::matchers::{method, path_regex};
use wiremock::{Mock, Request, ResponseTemplate};

use crate::counter::{Counter, booked, settled};
use crate::support::shown;

#[tokio::test]
async fn two_windows_at_once_pay_once() {
    let counter = Counter::new().await;
    let _selling = counter.sells(booked().set_delay(Duration::from_millis(300))).await;
    let (first, second) = (counter.window().await, counter.window().await);
    let (first, second) = (shown(&first).await, shown(&second).await);
    let both: [_; 2] =
        tokio::join!(first.top_up(&counter.team, "25", true), second.top_up(&counter.team, "25", true)).into();
    assert_eq!(both.iter().filter(|answer| answer.is_ok()).count(), 1);
    let refused = both.into_iter().find_map(Result::err).unwrap();
    assert_eq!(refused.code, ErrorCode::TopUpInProgress);
    assert_eq!(counter.sent().await.len(), 1);
    for window in [&first, &second] {
        let attempts = settled(window).await;
        assert_eq!((attempts.len(), attempts[0].state), (1, TopUpState::Succeeded));
    }
    let repeated = second.top_up(&counter.team, "25", false).await.unwrap_err();
    assert_eq!(repeated.code, ErrorCode::TopUpRepeats, "whichever window it was");
}

#[tokio::test]
async fn a_window_that_starts_while_another_sends_makes_it_neither_two_nor_a_false_failure() {
    let counter = Counter::new().await;
    let book = |request: &Request| {
        let team = request.url.path().split('/').nth(3).unwrap().to_owned();
        ResponseTemplate::new(201).set_body_json(json!({
            "id": format!("of {team}"), "team_id": team, "amount": {"amount": "25.00", "currency": "USD"},
            "status": "succeeded", "failure": null, "checkout_url": null,
            "created_at": "2026-01-01T00:00:00Z", "settled_at": "2026-01-01T00:00:00Z"
        }))
    };
    Mock::given(method("POST")).and(path_regex("/top-ups$")).respond_with(book).mount(&counter.server).await;
    let first = counter.window().await;
    let first = shown(&first).await;
    for round in 0..20 {
        let team = TeamId::new(format!("dev-{round:08}"));
        let (paid, second) = tokio::join!(first.top_up(&team, "25", false), counter.window());
        let of_team = |attempts: Vec<ollm_teams_core::TopUpAttempt>| {
            attempts.into_iter().find(|attempt| attempt.team_id == team).map(|attempt| attempt.state).unwrap()
        };
        let states = [of_team(settled(&first).await), of_team(settled(&*shown(&second).await).await)];
        // The second window may ask again what became of it: with the same key that is no other charge.
        let sent = counter.sent().await.into_iter().filter(|(path, _)| path.contains(team.as_str()));
        let keys = sent.map(|(_, key)| key).collect::<BTreeSet<_>>().len();
        match paid {
            Ok(_) => assert_eq!((states, keys), ([TopUpState::Succeeded; 2], 1), "{team}"),
            Err(error) => {
                assert_eq!((states, keys), ([TopUpState::Failed; 2], 0), "{team}: {error}");
                assert_eq!(error.code, ErrorCode::TopUpInProgress);
            }
        }
    }
}
