use jiff::SignedDuration;
use ollm_server::{Limits, Payments};
use reqwest::Method;
use serde_json::json;
use sqlx::sqlite::SqliteConnectOptions;
use sqlx::{ConnectOptions, Connection};
use uuid::Uuid;

use crate::harness::{TestServer, dollars, send};

#[tokio::test]
async fn the_first_answer_is_replayed() {
    let server = TestServer::start().await;
    let you = server.person("you@example.com").await;
    let team = you.team("Dev").await;
    let path = format!("/v1/teams/{team}/top-ups");
    let key = Uuid::new_v4();
    let first = you.post_once(&path, dollars("10.00"), key).await;
    let again = you.post_once(&path, dollars("10.00"), key).await;
    assert_eq!((first.header("idempotent-replayed"), again.header("idempotent-replayed")), (None, Some("true")));
    assert_eq!((first.status, &first.body), (again.status, &again.body));
    assert_ne!(first.header("x-request-id"), again.header("x-request-id"));
    assert_eq!(you.balance(&team).await, "10.00");

    you.post_once(&path, dollars("11.00"), key).await.refused(422, "idempotency_key_reused");
    let other = you.team("Other").await;
    you.post_once(&format!("/v1/teams/{other}/top-ups"), dollars("10.00"), key)
        .await
        .refused(422, "idempotency_key_reused");
}

#[tokio::test]
async fn every_post_honours_a_key() {
    let server = TestServer::start().await;
    let you = server.person("you@example.com").await;
    let guest = server.person("guest@example.com").await;
    let made = you.post_once("/v1/teams", json!({ "name": "Dev" }), Uuid::from_u128(1)).await;
    let replayed = you.post_once("/v1/teams", json!({ "name": "Dev" }), Uuid::from_u128(1)).await;
    assert_eq!((&made.body, made.header("etag")), (&replayed.body, replayed.header("etag")));
    assert_eq!(you.get("/v1/teams").await.ok()["data"].as_array().unwrap().len(), 1);

    let team = made.ok()["id"].as_str().unwrap().to_owned();
    let invitation = you.invite(&team, &guest.email, "admin").await;
    let steps = [
        (&you, format!("/v1/invitations/{invitation}/resend"), json!({})),
        (&guest, format!("/v1/invitations/{invitation}/accept"), json!({})),
        (&you, format!("/v1/teams/{team}/invitations"), json!({ "email": "a@example.com", "role": "viewer" })),
        (&you, format!("/v1/teams/{team}/api-keys"), json!({ "name": "ci" })),
        (&you, format!("/v1/teams/{team}/ownership"), json!({ "user_id": guest.id })),
    ];
    for (person, path, body) in steps {
        let key = Uuid::new_v4();
        let first = person.post_once(&path, body.clone(), key).await;
        let again = person.post_once(&path, body, key).await;
        assert!(first.status.is_success(), "{path}: {first:?}");
        assert_eq!(again.header("idempotent-replayed"), Some("true"), "{path}");
        assert_eq!((first.status, first.body), (again.status, again.body), "{path}");
    }
}

#[tokio::test]
async fn keys_are_the_callers_own() {
    let server = TestServer::start().await;
    let key = Uuid::new_v4();
    for email in ["you@example.com", "other@example.com"] {
        let person = server.person(email).await;
        let answer = person.post_once("/v1/teams", json!({ "name": "Dev" }), key).await;
        assert_eq!((answer.status.as_u16(), answer.header("idempotent-replayed")), (201, None), "{email}");
    }
}

#[tokio::test]
async fn a_refusal_leaves_the_key_free() {
    let server = TestServer::start().await;
    let you = server.person("you@example.com").await;
    let team = you.team("Dev").await;
    let path = format!("/v1/teams/{team}/top-ups");
    let key = Uuid::new_v4();
    you.post_once(&path, dollars("0.50"), key).await.refused(422, "invalid_request");
    assert_eq!(you.post_once(&path, dollars("1.50"), key).await.status, 201);
}

#[tokio::test]
async fn a_key_is_one_uuid() {
    let server = TestServer::start().await;
    let you = server.person("you@example.com").await;
    let body = json!({ "name": "Dev" });
    let request = || you.request(Method::POST, "/v1/teams").json(&body);
    for key in ["", "1", "not-a-uuid", "\u{fffd}"] {
        send(request().header("Idempotency-Key", key)).await.refused(422, "invalid_request").names("Idempotency-Key");
    }
    let [one, two] = [Uuid::new_v4(), Uuid::new_v4()].map(|key| key.to_string());
    let both = request().header("Idempotency-Key", &one).header("Idempotency-Key", &two);
    send(both).await.refused(422, "invalid_request");
    // The draft writes it as a structured field: in double quotes.
    let first = send(request().header("Idempotency-Key", &one)).await;
    let quoted = send(request().header("Idempotency-Key", format!("\"{}\"", one.to_uppercase()))).await;
    assert_eq!(quoted.header("idempotent-replayed"), Some("true"));
    assert_eq!(first.ok(), quoted.ok());
}

#[tokio::test]
async fn of_two_at_once_one_waits_for_the_other() {
    let server = TestServer::start_with(Payments::Instant, Limits::default()).await;
    let you = server.person("you@example.com").await;
    let team = you.team("Dev").await;
    let path = format!("/v1/teams/{team}/top-ups");
    let key = Uuid::new_v4();
    // While another process writes, the first request can not end.
    let mut other = SqliteConnectOptions::new().filename(server.database()).connect().await.unwrap();
    let lock = other.begin_with("BEGIN IMMEDIATE").await.unwrap();
    let post = async || you.post_once(&path, dollars("10.00"), key).await;
    let (mut one, mut two) = (std::pin::pin!(post()), std::pin::pin!(post()));
    let refused = tokio::select! {
        answer = &mut one => (answer, true),
        answer = &mut two => (answer, false),
    };
    refused.0.refused(409, "idempotency_in_progress");
    lock.rollback().await.unwrap();
    let first = if refused.1 { two.await } else { one.await };
    assert_eq!(first.status, 201);
    assert_eq!(post().await.header("idempotent-replayed"), Some("true"));
    assert_eq!(you.balance(&team).await, "10.00");
}

#[tokio::test]
async fn keys_are_kept_a_day_and_not_for_ever() {
    let server = TestServer::start().await;
    let you = server.person("you@example.com").await;
    let key = Uuid::new_v4();
    let post = async || you.post_once("/v1/teams", json!({ "name": "Dev" }), key).await;
    let first = post().await.ok();
    server.clock.advance(SignedDuration::from_hours(25));
    assert_eq!(post().await.ok(), first);
    server.clock.advance(SignedDuration::from_hours(25));
    assert_ne!(post().await.ok(), first);
}

/// The database is opened as a thief would: whatever was answered, no secret is in it.
#[tokio::test]
async fn no_secret_is_stored() {
    let server = TestServer::start().await;
    let you = server.person("you@example.com").await;
    let team = you.team("Dev").await;
    let path = format!("/v1/teams/{team}/api-keys");
    let key = you.post_once(&path, json!({ "name": "ci" }), Uuid::new_v4()).await.ok();
    let secret = key["secret"].as_str().unwrap().strip_prefix("sk-ollm-").unwrap().to_owned();
    let mut found_prefix = false;
    for file in std::fs::read_dir(server.database().parent().unwrap()).unwrap() {
        let bytes = std::fs::read(file.unwrap().path()).unwrap();
        assert!(!bytes.windows(secret.len()).any(|window| window == secret.as_bytes()));
        found_prefix |= bytes.windows(4).any(|window| window == &secret.as_bytes()[..4]);
    }
    assert!(found_prefix, "the prefix is stored, so the search looks at the right files");
}
