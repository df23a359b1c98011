//! The program as people start it.

use std::io::{BufRead, BufReader, Read};
use std::path::Path;
use std::process::{Child, Command, Output, Stdio};

use serde_json::{Value, json};
use uuid::Uuid;

use crate::harness::{Person, dollars};

const PROGRAM: &str = env!("CARGO_BIN_EXE_ollm-server");

fn run(arguments: &[&str]) -> Output {
    Command::new(PROGRAM).args(arguments).output().unwrap()
}

fn url(folder: &Path) -> String {
    format!("sqlite://{}", folder.join("teams.db").display())
}

/// A started server: its process, its address and what it still writes to standard output.
fn serve(database: &str, more: &[&str]) -> (Child, String) {
    let mut child = Command::new(PROGRAM)
        .args(["serve", "--database", database])
        .args(more)
        .env("RUST_LOG", "trace")
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    let mut line = String::new();
    BufReader::new(child.stdout.as_mut().unwrap()).read_line(&mut line).unwrap();
    let address = line.trim_end().strip_prefix("listening on ").unwrap().to_owned();
    (child, address)
}

fn token(database: &str, email: &str) -> String {
    let output = run(&["token", "--database", database, "--email", email]);
    assert!(output.status.success(), "{output:?}");
    String::from_utf8(output.stdout).unwrap().trim_end().to_owned()
}

/// Ends the server as a service manager does, and returns what it logged.
#[cfg(unix)]
fn terminate(mut child: Child, signal: &str) -> String {
    let mut stderr = child.stderr.take().unwrap();
    let log = std::thread::spawn(move || {
        let mut log = String::new();
        stderr.read_to_string(&mut log).unwrap();
        log
    });
    Command::new("kill").args([signal, &child.id().to_string()]).status().unwrap();
    assert!(child.wait().unwrap().success());
    log.join().unwrap()
}

#[cfg(unix)]
#[tokio::test(flavor = "multi_thread")]
async fn it_serves_makes_tokens_and_books_usage() {
    let folder = tempfile::tempdir().unwrap();
    let database = url(folder.path());
    let (child, address) = serve(&database, &[]);
    assert!(address.starts_with("http://127.0.0.1:"));
    let you = Person::at(address, &token(&database, "you@example.com"));
    let team = you.team("Dev").await;
    let usage = |cost: &str| run(&["usage", "--database", &database, "--team", &team, "--cost", cost, "--model", "m"]);
    assert!(usage("0.0123").status.success());
    assert_eq!(you.balance(&team).await, "-0.0123");
    let refused = usage("-1");
    assert!(!refused.status.success() && !refused.stderr.is_empty());
    terminate(child, "-TERM");

    let (child, address) = serve(&database, &["--payments", "checkout"]);
    let you = Person::at(address, &you.bearer());
    assert_eq!(you.top_up(&team, "5").await.ok()["status"], "pending");
    terminate(child, "-INT");
}

#[test]
fn arguments_that_are_not_arguments() {
    for arguments in [
        &["serve"][..],
        &["serve", "--database", "postgres://db/teams"],
        &["serve", "--database", "sqlite://x.db", "--listen", "nowhere"],
        &["token", "--database", "sqlite://x.db", "--email", "nobody"],
        &["usage", "--database", "sqlite://x.db", "--team", "t", "--cost", "much"],
        &[],
    ] {
        let output = run(arguments);
        assert!(!output.status.success() && output.stdout.is_empty(), "{arguments:?}");
    }
    let taken = std::net::TcpListener::bind("127.0.0.1:0").unwrap();
    let folder = tempfile::tempdir().unwrap();
    let address = taken.local_addr().unwrap().to_string();
    let output = run(&["serve", "--database", &url(folder.path()), "--listen", &address]);
    assert!(String::from_utf8_lossy(&output.stderr).contains("can not listen"), "{output:?}");
}

/// Even at the most talkative level, the log has none of what people said.
#[cfg(unix)]
#[tokio::test(flavor = "multi_thread")]
async fn the_log_names_requests_and_holds_nothing_of_them() {
    let folder = tempfile::tempdir().unwrap();
    let database = url(folder.path());
    let (child, address) = serve(&database, &["--payments", "checkout"]);
    let secret = token(&database, "sentinel-caller@example.com");
    let you = Person::at(address, &secret);
    let team = you.team("Sentinel Name").await;
    let path = format!("/v1/teams/{team}");
    you.post(&format!("{path}/invitations"), json!({ "email": "sentinel-guest@example.com", "role": "viewer" }))
        .await
        .ok();
    let key = you.post(&format!("{path}/api-keys"), json!({ "name": "sentinel-key" })).await.ok();
    you.patch(&path, json!({ "name": "sentinel\u{0}" })).await.refused(422, "invalid_request");
    you.post("/v1/teams", json!({ "sentinel-field": 1 })).await.refused(422, "invalid_request");
    you.get("/v1/teams?cursor=sentinel-cursor").await.refused(422, "invalid_request");
    you.with_token("sentinel-token").get("/v1/me").await.refused(401, "unauthorized");
    you.get("/v1/sentinel-path").await.refused(404, "not_found");
    let top_up = you.post_once(&format!("{path}/top-ups"), dollars("7321.09"), Uuid::new_v4()).await.ok();
    let checkout = top_up["checkout_url"].as_str().unwrap().rsplit('/').next().unwrap().to_owned();
    you.get(&format!("/checkout/{checkout}")).await;
    let answer = you.get(&path).await;
    let request_id = answer.header("x-request-id").unwrap().to_owned();
    let log = terminate(child, "-TERM");

    let line: Value = log
        .lines()
        .map(|line| serde_json::from_str::<Value>(line).unwrap())
        .find(|line| line["span"]["request_id"] == request_id.as_str() && line["fields"]["message"] == "answered")
        .expect("the request is in the log");
    assert_eq!(line["span"]["route"], "/v1/teams/{team_id}");
    assert_eq!((&line["span"]["method"], &line["fields"]["status"]), (&json!("GET"), &json!(200)));
    assert!(line["fields"]["latency_us"].as_u64().is_some());
    let lower = log.to_lowercase();
    let key_secret = key["secret"].as_str().unwrap();
    for sentinel in ["sentinel", "7321.09", "7321090000", &secret, key_secret, &checkout, &team] {
        let at = lower.find(&sentinel.to_lowercase());
        assert!(at.is_none(), "{sentinel} is in the log: {:?}", at.map(|at| &log[at.saturating_sub(200)..at]));
    }
}
