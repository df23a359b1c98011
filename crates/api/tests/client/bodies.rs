use ollm_api::client::{BodyProblem, ClientError, IdempotencyKey, PageRequest};
use ollm_api::{ChangeOp, Currency, Money, Role, TeamId, TeamName};
use serde_json::{Value, json};
use wiremock::matchers::any;
use wiremock::{Mock, MockServer, ResponseTemplate};

use crate::support::{RawServer, client, page, team, user, write};

const LIMIT: usize = 8 * 1024 * 1024;

async fn serving(template: ResponseTemplate) -> MockServer {
    let server = MockServer::start().await;
    Mock::given(any()).respond_with(template.insert_header("x-request-id", "req-7")).mount(&server).await;
    server
}

fn with(mut team: Value, field: &str, value: Value) -> Value {
    team[field] = value;
    team
}

#[tokio::test]
async fn a_field_of_another_form_is_named() {
    let cases = [
        (with(team("a"), "balance", json!({"amount": 12.5, "currency": "USD"})), "data[0].balance.amount"),
        (with(team("a"), "balance", json!({"amount": "a lot", "currency": "USD"})), "data[0].balance.amount"),
        (with(team("a"), "version", json!(-1)), "data[0].version"),
        (with(team("a"), "version", json!("1")), "data[0].version"),
        (with(team("a"), "created_at", json!("yesterday")), "data[0].created_at"),
        (with(team("a"), "role", json!(3)), "data[0].role"),
        (with(team("a"), "name", json!(null)), "data[0].name"),
    ];
    for (team, expected) in cases {
        let server = serving(ResponseTemplate::new(200).set_body_json(page(vec![team], None))).await;
        let error = client(&server.uri()).teams(&PageRequest::default()).await.err().unwrap();
        assert_eq!(error.request_id(), Some("req-7"));
        assert!(!error.is_retryable());
        let ClientError::UnexpectedBody { status, path, problem, .. } = error else { panic!("{error:?}") };
        assert_eq!((status, path.as_str(), problem), (200, expected, BodyProblem::Mismatch));
        assert_eq!(server.received_requests().await.unwrap().len(), 1, "trying again would not help");
    }
}

#[tokio::test]
async fn a_body_that_is_not_the_contracts() {
    let cases = [
        ("<!doctype html><title>Welcome to the hotel</title>".to_owned(), BodyProblem::Syntax),
        (String::new(), BodyProblem::Truncated),
        (user().to_string()[..20].to_owned(), BodyProblem::Truncated),
        (format!("{} {}", user(), user()), BodyProblem::Syntax),
        (json!({"id": "u"}).to_string(), BodyProblem::Missing),
        (json!([1, 2]).to_string(), BodyProblem::Mismatch),
        (json!(null).to_string(), BodyProblem::Mismatch),
    ];
    for (body, expected) in cases {
        let server = serving(ResponseTemplate::new(200).set_body_string(&body)).await;
        let error = client(&server.uri()).me().await.err().unwrap();
        let ClientError::UnexpectedBody { problem, .. } = &error else { panic!("{body}: {error:?}") };
        assert_eq!(*problem, expected, "{body}");
        assert!(error.outcome_unknown());
    }
}

#[tokio::test]
async fn an_unreadable_answer_leaves_a_write_unknown_and_sends_it_once() {
    let server = serving(ResponseTemplate::new(201).set_body_string("{")).await;
    let name = TeamName::parse("Research").unwrap();
    let error = client(&server.uri()).create_team(&name, &IdempotencyKey::new()).await.err().unwrap();
    assert!(error.outcome_unknown());
    assert_eq!(server.received_requests().await.unwrap().len(), 1);
}

#[tokio::test]
async fn a_newer_server_does_not_break_this_client() {
    let mut newer = team("a");
    newer["role"] = json!("billing_owner");
    newer["balance"] = json!({"amount": "0.000001", "currency": "EUR", "pending": "1"});
    newer["colour"] = json!({"hue": 3});
    let server = serving(ResponseTemplate::new(200).set_body_json(newer)).await;
    let team = client(&server.uri()).team(&TeamId::new("a")).await.unwrap();
    assert_eq!(team.role, Role::Other("billing_owner".to_owned()));
    let balance = team.balance.unwrap();
    assert_eq!((balance.amount.to_string().as_str(), balance.currency), ("0.000001", Currency::Other("EUR".into())));
}

#[tokio::test]
async fn an_unknown_change_is_kept_as_it_is() {
    let change = json!({"kind": "wallet", "op": "merge", "team_id": "a", "id": "w", "data": {"x": 1}});
    let body = json!({"data": [change], "next_cursor": "c", "has_more": false});
    let server = serving(ResponseTemplate::new(200).set_body_json(body)).await;
    let changes = client(&server.uri()).changes(None).await.unwrap();
    assert_eq!(changes.data[0].op, ChangeOp::Other("merge".to_owned()));
    assert_eq!(changes.data[0].record().unwrap(), None);
}

#[tokio::test]
async fn an_unknown_balance_is_not_zero() {
    let server = serving(ResponseTemplate::new(200).set_body_json(with(team("a"), "balance", json!(null)))).await;
    assert_eq!(client(&server.uri()).team(&TeamId::new("a")).await.unwrap().balance, None);
    assert_ne!(None, Some(Money::usd(0.into())));
}

#[tokio::test]
async fn a_body_of_exactly_the_limit_is_read() {
    let mut body = user().to_string().into_bytes();
    body.resize(LIMIT, b' ');
    let server = serving(ResponseTemplate::new(200).set_body_raw(body, "application/json")).await;
    assert!(client(&server.uri()).me().await.is_ok());
}

#[tokio::test]
async fn one_byte_more_is_refused_by_its_length() {
    let body = vec![b' '; LIMIT + 1];
    let server = serving(ResponseTemplate::new(200).set_body_raw(body, "application/json")).await;
    let error = client(&server.uri()).me().await.err().unwrap();
    assert!(matches!(error, ClientError::TooLarge { limit: LIMIT, .. }), "{error:?}");
    assert_eq!(error.request_id(), Some("req-7"));
    assert_eq!(server.received_requests().await.unwrap().len(), 1, "trying again would not help");
}

#[tokio::test]
async fn a_body_without_length_is_refused_while_it_streams() {
    let (hung_up, mut at) = tokio::sync::mpsc::unbounded_channel();
    let server = RawServer::start(move |_, mut connection| {
        let hung_up = hung_up.clone();
        async move {
            write(&mut connection, "HTTP/1.1 200 OK\r\n\r\n").await;
            let mut sent = 0;
            // 1 GiB, unless the client hangs up.
            while sent < 1 << 30 && write(&mut connection, [b' '; 64 * 1024]).await {
                sent += 64 * 1024;
            }
            hung_up.send(sent).unwrap();
        }
    })
    .await;
    let error = client(&server.url).me().await.err().unwrap();
    assert!(matches!(error, ClientError::TooLarge { limit: LIMIT, .. }), "{error:?}");
    let sent = at.recv().await.unwrap();
    assert!(sent < 1 << 29, "the client read on: {sent}");
}

#[tokio::test]
async fn an_error_that_is_too_large_still_has_its_status() {
    let server = serving(ResponseTemplate::new(403).set_body_bytes(vec![b'x'; LIMIT])).await;
    let error = client(&server.uri()).me().await.err().unwrap();
    let ClientError::Api(error) = error else { panic!("{error:?}") };
    assert_eq!((error.status, error.request_id.as_deref()), (403, Some("req-7")));
}
