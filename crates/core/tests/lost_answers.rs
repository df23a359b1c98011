//! What is sent twice because its outcome is not known is done once.
#![expect(clippy::unwrap_used, reason = "clippy knows tests by their attribute, not their helpers")]

mod support;

use ollm_api::TeamId;
use ollm_teams_core::{App, ErrorCode, Session, TopUpAttempt, TopUpState};
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
    let is_sent = |request: &&Request| request.method == "POST" && request.url.path().ends_with("/top-ups");
    requests.iter().filter(is_sent).map(key).collect()
}

/// The attempts once none of them waits for an answer.
async fn settled(session: &Session) -> Vec<TopUpAttempt> {
    let mut seen = 0;
    loop {
        let top_ups = session.top_ups(seen).await.unwrap();
        if top_ups.attempts.iter().all(|attempt| attempt.state.is_end()) {
            return top_ups.attempts;
        }
        seen = top_ups.revision;
    }
}

#[tokio::test]
async fn an_attempt_keeps_its_key_until_the_outcome_is_known() {
    let server = MockServer::start().await;
    let (app, team) = (app_of(&server).await, TeamId::new("dev-d7035d80"));
    let session = shown(&app).await;
    let failing = top_ups(ResponseTemplate::new(500)).mount_as_scoped(&server).await;
    let unknown = session.top_up(&team, "25", false).await.unwrap();
    assert_eq!((unknown.state, unknown.team_id.as_str()), (TopUpState::Unknown, "dev-d7035d80"));
    drop(failing);
    let failing = top_ups(ResponseTemplate::new(200).set_body_string("{\"id\":")).mount_as_scoped(&server).await;
    assert_eq!(session.check_top_up(&unknown.key).await.unwrap().state, TopUpState::Unknown);
    assert_eq!(session.acknowledge_top_up(&unknown.key).await.unwrap_err().code, ErrorCode::TopUpUnsettled);
    assert_eq!(
        session.top_up(&team, "30", false).await.unwrap_err().code,
        ErrorCode::TopUpUnsettled,
        "nothing is sent"
    );
    app.sign_in_with_token(&server.uri(), "sk-ollm-y".into()).await.unwrap();
    drop(failing);
    top_ups(booked()).mount(&server).await;
    let session = shown(&app).await;
    session.check_top_up(&unknown.key).await.unwrap();
    let attempts = settled(&session).await;
    assert_eq!((attempts.len(), attempts[0].state, &attempts[0].key), (1, TopUpState::Succeeded, &unknown.key));
    let sent = keys(&server).await;
    assert!(sent.iter().all(|key| *key == unknown.key), "one attempt, one key: {sent:?}");

    let next = session.top_up(&team, "25", true).await.unwrap();
    assert_ne!(next.key, unknown.key, "what comes after is another payment");
}

#[tokio::test]
async fn a_refusal_ends_the_attempt() {
    let server = MockServer::start().await;
    let (app, team) = (app_of(&server).await, TeamId::new("dev-d7035d80"));
    let body = json!({"error": {"message": "no", "type": "permission_error", "code": "forbidden", "param": null}});
    let refusing = top_ups(ResponseTemplate::new(403).set_body_json(body)).mount_as_scoped(&server).await;
    assert_eq!(shown(&app).await.top_up(&team, "25", false).await.unwrap_err().code, ErrorCode::Forbidden);
    drop(refusing);
    top_ups(booked()).mount(&server).await;
    shown(&app).await.top_up(&team, "25", false).await.unwrap();
    let keys = keys(&server).await;
    assert_ne!(keys[0], keys[1]);
}

#[tokio::test]
async fn two_at_once_are_one_payment() {
    let server = MockServer::start().await;
    let (app, team) = (app_of(&server).await, TeamId::new("dev-d7035d80"));
    top_ups(booked().set_delay(std::time::Duration::from_millis(300))).mount(&server).await;
    let session = shown(&app).await;
    let both: [_; 2] = tokio::join!(session.top_up(&team, "25", true), session.top_up(&team, "25", true)).into();
    // Which of them the journal takes first is the database's affair.
    assert_eq!(both.iter().filter(|answer| answer.is_ok()).count(), 1);
    let refused = both.into_iter().find_map(Result::err).unwrap();
    assert_eq!(refused.code, ErrorCode::TopUpInProgress);
    assert_eq!(keys(&server).await.len(), 1);
}

#[tokio::test]
async fn a_team_with_a_payment_that_has_no_end_is_not_deleted() {
    let server = MockServer::start().await;
    let (app, team) = (app_of(&server).await, TeamId::new("dev-d7035d80"));
    let session = shown(&app).await;
    let failing = top_ups(ResponseTemplate::new(500)).mount_as_scoped(&server).await;
    let unknown = session.top_up(&team, "25", false).await.unwrap();
    assert_eq!(session.delete_team(&team, 1).await.unwrap_err().code, ErrorCode::TopUpUnsettled);
    let deletes = |requests: Vec<Request>| requests.iter().filter(|request| request.method == "DELETE").count();
    assert_eq!(deletes(server.received_requests().await.unwrap()), 0);
    drop(failing);
    top_ups(booked()).mount(&server).await;
    session.check_top_up(&unknown.key).await.unwrap();
    Mock::given(method("DELETE")).respond_with(ResponseTemplate::new(204)).mount(&server).await;
    session.delete_team(&team, 1).await.unwrap();
    assert_eq!(deletes(server.received_requests().await.unwrap()), 1);
}

#[tokio::test]
async fn what_can_not_be_written_down_is_not_sent() {
    let server = MockServer::start().await;
    let me = json!({"id": "u1", "email": "owner@example.com", "name": null});
    Mock::given(path("/v1/me")).respond_with(ResponseTemplate::new(200).set_body_json(me)).mount(&server).await;
    top_ups(booked()).mount(&server).await;
    let machine = Machine::default();
    let file = machine.data_dir.path().join("payments.db");
    std::fs::write(&file, "this is no journal, and it is longer than the header of one would be").unwrap();
    let before = std::fs::read(&file).unwrap();
    let app = machine.start();
    app.sign_in_with_token(&server.uri(), "sk-ollm-x".into()).await.unwrap();
    let error = shown(&app).await.top_up(&TeamId::new("dev-d7035d80"), "25", false).await.unwrap_err();
    assert_eq!((error.code, error.detail.path.is_some()), (ErrorCode::JournalUnavailable, true));
    assert_eq!(keys(&server).await, [""; 0]);
    assert_eq!(std::fs::read(&file).unwrap(), before, "it is left as it is");
}

#[tokio::test]
async fn what_is_open_goes_on_at_the_next_start_and_after_sign_out() {
    let server = MockServer::start().await;
    let me = json!({"id": "u1", "email": "owner@example.com", "name": null});
    Mock::given(path("/v1/me")).respond_with(ResponseTemplate::new(200).set_body_json(me)).mount(&server).await;
    let (machine, team) = (Machine::default(), TeamId::new("dev-d7035d80"));
    let app = machine.start();
    app.sign_in_with_token(&server.uri(), "sk-ollm-x".into()).await.unwrap();
    let failing = top_ups(ResponseTemplate::new(503)).mount_as_scoped(&server).await;
    let session = shown(&app).await;
    let lost = session.top_up(&team, "25", false).await.unwrap();
    app.sign_out(session.account_id()).await.unwrap();
    drop((session, app, failing));
    top_ups(booked()).mount(&server).await;
    let app = machine.start();
    app.sign_in_with_token(&server.uri(), "sk-ollm-x".into()).await.unwrap();
    let attempts = settled(&*shown(&app).await).await;
    assert_eq!((attempts[0].state, &attempts[0].key), (TopUpState::Succeeded, &lost.key));
    assert!(keys(&server).await.iter().all(|key| *key == lost.key));
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt;
        let mode = std::fs::metadata(machine.data_dir.path().join("payments.db")).unwrap().permissions().mode();
        assert_eq!(mode & 0o777, 0o600);
    }
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
