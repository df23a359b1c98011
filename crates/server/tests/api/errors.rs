//! Whatever goes wrong, the answer has the contract's shape.

use std::time::Duration;

use ollm_server::{Limits, Payments};
use reqwest::Method;
use serde_json::json;
use sqlx::sqlite::SqliteConnectOptions;
use sqlx::{ConnectOptions, Connection};
use tokio::io::{AsyncReadExt, AsyncWriteExt};

use crate::harness::{TestServer, send};

const MIB: usize = 1024 * 1024;

#[tokio::test]
async fn paths_and_methods_that_are_not_there() {
    let server = TestServer::start().await;
    let you = server.person("you@example.com").await;
    for path in
        ["/", "/v1", "/v1/nothing", "/v2/me", "/v1/teams/", "/.well-known/oauth-protected-resource", "/v1/teams/%FF"]
    {
        you.get(path).await.refused(404, "not_found");
    }
    you.get("/v1/teams/%00").await.refused(404, "not_found");
    let answer = send(you.request(Method::PUT, "/v1/teams")).await;
    answer.refused(405, "method_not_allowed");
    assert!(answer.header("allow").unwrap().contains("POST"));
    server.nobody().get("/health").await.ok();
}

#[tokio::test]
async fn bodies_that_are_not_what_they_should_be() {
    let server = TestServer::start().await;
    let you = server.person("you@example.com").await;
    let post = |body: &'static str, media: &'static str| {
        you.request(Method::POST, "/v1/teams").header("Content-Type", media).body(body)
    };
    for body in ["", "{", "{\"name\":\"a\"} x", "\u{0}"] {
        send(post(body, "application/json")).await.refused(400, "invalid_request");
    }
    send(post("{}", "application/json")).await.refused(422, "invalid_request").names("name");
    send(post(r#"{"name":7}"#, "application/json")).await.refused(422, "invalid_request").names("name");
    send(post(r#"["Dev"]"#, "application/json")).await.refused(422, "invalid_request").names("body");
    for media in ["text/plain", "application/x-www-form-urlencoded", ""] {
        send(post(r#"{"name":"Dev"}"#, media)).await.refused(415, "invalid_request");
    }
    send(post(r#"{"name":"Dev","unknown":1}"#, "application/json; charset=utf-8")).await.ok();
}

#[tokio::test]
async fn bodies_over_a_mebibyte() {
    let server = TestServer::start().await;
    let you = server.person("you@example.com").await;
    let request = |size: usize| {
        you.request(Method::POST, "/v1/teams").header("Content-Type", "application/json").body("x".repeat(size))
    };
    send(request(MIB)).await.refused(400, "invalid_request");
    send(request(MIB + 1)).await.refused(413, "payload_too_large");
    // Without a length up front, it is counted as it arrives.
    let chunks = (0..=16).map(|_| Ok::<_, std::io::Error>("x".repeat(MIB / 16)));
    let stream = reqwest::Body::wrap_stream(futures::stream::iter(chunks));
    let chunked = you.request(Method::POST, "/v1/teams").header("Content-Type", "application/json").body(stream);
    send(chunked).await.refused(413, "payload_too_large");
    you.post("/v1/teams", json!({ "name": "Dev" })).await.ok();
}

#[tokio::test]
async fn a_body_that_does_not_arrive() {
    let limits = Limits { body: Duration::from_millis(50), ..Limits::default() };
    let server = TestServer::start_with(Payments::Instant, limits).await;
    let you = server.person("you@example.com").await;
    let mut stream = tokio::net::TcpStream::connect(server.server.address()).await.unwrap();
    let head = format!(
        "POST /v1/teams HTTP/1.1\r\nHost: localhost\r\nAuthorization: Bearer {}\r\n\
         Content-Type: application/json\r\nContent-Length: 20\r\nConnection: close\r\n\r\n{{\"name\":",
        you.bearer()
    );
    stream.write_all(head.as_bytes()).await.unwrap();
    let mut answer = String::new();
    stream.read_to_string(&mut answer).await.unwrap();
    assert!(answer.starts_with("HTTP/1.1 408") && answer.contains(r#""code":"timeout""#), "{answer}");
}

#[tokio::test]
async fn an_answer_that_takes_too_long() {
    let limits = Limits { total: Duration::from_millis(200), ..Limits::default() };
    let server = TestServer::start_with(Payments::Instant, limits).await;
    let you = server.person("you@example.com").await;
    let mut other = SqliteConnectOptions::new().filename(server.database()).connect().await.unwrap();
    let lock = other.begin_with("BEGIN IMMEDIATE").await.unwrap();
    you.post("/v1/teams", json!({ "name": "Dev" })).await.refused(503, "timeout");
    // Who only reads does not wait for who writes.
    you.get("/v1/teams").await.ok();
    lock.rollback().await.unwrap();
}

#[tokio::test]
async fn a_head_that_does_not_end() {
    let limits = Limits { head: Duration::from_millis(50), ..Limits::default() };
    let server = TestServer::start_with(Payments::Instant, limits).await;
    let mut stream = tokio::net::TcpStream::connect(server.server.address()).await.unwrap();
    stream.write_all(b"GET /health HTTP/1.1\r\nHost: loc").await.unwrap();
    let mut answer = Vec::new();
    let closed = tokio::time::timeout(Duration::from_secs(5), stream.read_to_end(&mut answer)).await;
    assert!(closed.is_ok(), "the connection is closed");
    server.nobody().get("/health").await.ok();
}

#[tokio::test]
async fn a_request_that_runs_when_the_server_stops_is_answered() {
    let server = TestServer::start().await;
    let you = server.person("you@example.com").await;
    let mut other = SqliteConnectOptions::new().filename(server.database()).connect().await.unwrap();
    let lock = other.begin_with("BEGIN IMMEDIATE").await.unwrap();
    let TestServer { server, .. } = server;
    let mut post = std::pin::pin!(you.post("/v1/teams", json!({ "name": "Dev" })));
    // Sent, and waiting for the lock.
    assert!(tokio::time::timeout(Duration::from_millis(200), &mut post).await.is_err());
    let stop = tokio::spawn(server.stop());
    lock.rollback().await.unwrap();
    assert_eq!(post.await.status, 201);
    stop.await.unwrap();
}
