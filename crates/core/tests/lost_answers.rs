//! What is sent twice because its outcome is not known is done once.
#![expect(clippy::unwrap_used, reason = "clippy knows tests by their attribute, not their helpers")]

mod support;

use ollm_api::{TeamId, TopUpAmount};
use ollm_teams_core::{App, ErrorCode, UnsettledTopUp};
use serde_json::json;
use support::{Machine, shown};
use wiremock::matchers::{method, path};
use wiremock::{Mock, MockServer, Request, ResponseTemplate};

async fn app_of(server: &MockServer) -> App {
    let me = json!({"id": "u1", "email": "owner@example.com", "name": null});
    Mock::given(path("/v1/me")).respond_with(ResponseTemplate::new(200).set_body_json(me)).mount(server).await;
    let app = Machine::default().start();
    app.sign_in_with_token(&server.uri(), "sk-ollm-x".into()).await.unwrap();
    app
}

fn top_ups(answer: ResponseTemplate) -> Mock {
    Mock::given(method("POST")).and(path("/v1/teams/dev-d7035d80/top-ups")).respond_with(answer)
}

fn booked() -> ResponseTemplate {
    ResponseTemplate::new(201).set_body_json(json!({
        "id": "t1", "team_id": "dev-d7035d80", "amount": {"amount": "25.00", "currency": "USD"}, "status": "succeeded",
        "failure": null, "checkout_url": null, "created_at": "2026-01-01T00:00:00Z", "settled_at": "2026-01-01T00:00:00Z"
    }))
}

/// The idempotency keys of all top-ups that the server saw.
async fn keys(server: &MockServer) -> Vec<String> {
    let key = |request: &Request| request.headers.get("idempotency-key").unwrap().to_str().unwrap().to_owned();
    let requests = server.received_requests().await.unwrap();
    requests.iter().filter(|request| request.url.path().ends_with("/top-ups")).map(key).collect()
}

#[tokio::test]
async fn asking_again_repeats_the_attempt_and_a_new_one_has_a_new_key() {
    let server = MockServer::start().await;
    let (app, team) = (app_of(&server).await, TeamId::new("dev-d7035d80"));
    for failure in
        [ResponseTemplate::new(500), ResponseTemplate::new(200).set_body_string("{\"id\":"), ResponseTemplate::new(503)]
    {
        let failing = top_ups(failure).mount_as_scoped(&server).await;
        assert_eq!(shown(&app).await.top_up(&team, "25").await.unwrap_err().code, ErrorCode::OutcomeUnknown);
        drop(failing);
    }
    let amount = TopUpAmount::parse("25").unwrap().money();
    assert_eq!(shown(&app).await.unsettled_top_up(&team).await.unwrap(), Some(UnsettledTopUp::Unknown { amount }));
    app.sign_in_with_token(&server.uri(), "sk-ollm-y".into()).await.unwrap();
    let amount = TopUpAmount::parse("25").unwrap().money();
    assert_eq!(
        shown(&app).await.unsettled_top_up(&team).await.unwrap(),
        Some(UnsettledTopUp::Unknown { amount }),
        "another token of the same person changes nothing"
    );
    assert_eq!(
        shown(&app).await.top_up(&team, "30").await.unwrap_err().code,
        ErrorCode::TopUpUnsettled,
        "nothing is sent"
    );
    top_ups(booked()).mount(&server).await;
    shown(&app).await.top_up(&team, "25.00").await.unwrap();
    shown(&app).await.top_up(&team, "25").await.unwrap();

    let keys = keys(&server).await;
    assert_eq!(keys.len(), 5, "each call sends once");
    assert!(keys[..4].iter().all(|key| *key == keys[0]), "one attempt, one key, until the outcome is known");
    assert_ne!(keys[4], keys[0], "what comes after is another payment");
}

#[tokio::test]
async fn a_refusal_ends_the_attempt() {
    let server = MockServer::start().await;
    let (app, team) = (app_of(&server).await, TeamId::new("dev-d7035d80"));
    let body = json!({"error": {"message": "no", "type": "permission_error", "code": "forbidden", "param": null}});
    let refusing = top_ups(ResponseTemplate::new(403).set_body_json(body)).mount_as_scoped(&server).await;
    assert_eq!(shown(&app).await.top_up(&team, "25").await.unwrap_err().code, ErrorCode::Forbidden);
    drop(refusing);
    top_ups(booked()).mount(&server).await;
    shown(&app).await.top_up(&team, "25").await.unwrap();
    let keys = keys(&server).await;
    assert_ne!(keys[0], keys[1]);
}

#[tokio::test]
async fn two_at_once_are_one_payment() {
    let server = MockServer::start().await;
    let (app, team) = (app_of(&server).await, TeamId::new("dev-d7035d80"));
    top_ups(booked().set_delay(std::time::Duration::from_millis(300))).mount(&server).await;
    let session = shown(&app).await;
    let (first, second) = tokio::join!(session.top_up(&team, "25"), session.top_up(&team, "25"));
    assert!(first.is_ok());
    assert_eq!(second.unwrap_err().code, ErrorCode::TopUpInProgress);
    assert_eq!(keys(&server).await.len(), 1);
}

#[tokio::test]
async fn a_team_is_not_made_twice_because_its_answer_was_lost() {
    let server = MockServer::start().await;
    let app = app_of(&server).await;
    let creating = |answer: ResponseTemplate| Mock::given(method("POST")).and(path("/v1/teams")).respond_with(answer);
    let lost = creating(ResponseTemplate::new(502)).mount_as_scoped(&server).await;
    assert_eq!(shown(&app).await.create_team("Development").await.unwrap_err().code, ErrorCode::OutcomeUnknown);
    drop(lost);
    let team = json!({
        "id": "dev-d7035d80", "name": "Development", "role": "owner", "balance": {"amount": "0.00", "currency": "USD"},
        "low_balance_threshold": null, "member_count": 1, "pending_invitation_count": 0,
        "created_at": "2026-01-01T00:00:00Z", "updated_at": "2026-01-01T00:00:00Z", "version": 1
    });
    creating(ResponseTemplate::new(201).set_body_json(team)).mount(&server).await;
    shown(&app).await.create_team("Development").await.unwrap();
    shown(&app).await.create_team("Development").await.unwrap();
    let requests = server.received_requests().await.unwrap();
    let sent = requests.iter().filter(|request| request.url.path() == "/v1/teams");
    let keys: Vec<_> = sent.map(|request| request.headers.get("idempotency-key").unwrap().clone()).collect();
    assert_eq!(keys.len(), 3, "each call sends once");
    assert_eq!(keys[0], keys[1], "asking again is the same creation");
    assert_ne!(keys[1], keys[2], "a second team of that name is another one");
}
