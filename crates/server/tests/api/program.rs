//! The program as people start it.

use std::io::{BufRead, BufReader, Read};
use std::path::Path;
use std::process::{Child, Command, Output, Stdio};
use std::thread::JoinHandle;

use reqwest::Method;
use serde_json::{Value, json};
use uuid::Uuid;

use crate::harness::{Person, dollars};

const PROGRAM: &str = env!("CARGO_BIN_EXE_ollm-server");

pub(crate) fn run(arguments: &[&str]) -> Output {
    Command::new(PROGRAM).args(arguments).output().unwrap()
}

pub(crate) fn url(folder: &Path) -> String {
    format!("sqlite://{}", folder.join("teams.db").display())
}

/// A started server, which ends with the test at the latest. Its log is read as it is written: a full pipe would stop
/// it.
pub(crate) struct Program {
    child: Child,
    log: Option<JoinHandle<String>>,
}

/// Starts a server at the most talkative level and returns it with its address.
pub(crate) fn serve(database: &str, more: &[&str]) -> (Program, String) {
    let mut child = Command::new(PROGRAM)
        .args(["serve", "--database", database])
        .args(more)
        .env("RUST_LOG", "trace")
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    let mut stderr = child.stderr.take().unwrap();
    let log = std::thread::spawn(move || {
        let mut log = String::new();
        stderr.read_to_string(&mut log).unwrap();
        log
    });
    let mut line = String::new();
    BufReader::new(child.stdout.as_mut().unwrap()).read_line(&mut line).unwrap();
    let address = line.trim_end().strip_prefix("listening on ").unwrap().to_owned();
    (Program { child, log: Some(log) }, address)
}

fn token(database: &str, email: &str) -> String {
    let output = run(&["token", "--database", database, "--email", email]);
    assert!(output.status.success(), "{output:?}");
    String::from_utf8(output.stdout).unwrap().trim_end().to_owned()
}

impl Program {
    /// Ends it as a service manager does, and returns what it logged. Windows has no signals: there it is killed.
    pub(crate) fn end(mut self, signal: &str) -> String {
        if cfg!(unix) {
            Command::new("kill").args([signal, &self.child.id().to_string()]).status().unwrap();
        } else {
            self.child.kill().unwrap();
        }
        assert_eq!(self.child.wait().unwrap().success(), cfg!(unix));
        self.log.take().unwrap().join().unwrap()
    }

    /// Ends it without a chance to do anything more.
    fn crash(self) {
        drop(self);
    }
}

impl Drop for Program {
    fn drop(&mut self) {
        // It may have ended already.
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn it_serves_makes_tokens_and_books_usage() {
    let folder = tempfile::tempdir().unwrap();
    let database = url(folder.path());
    let (program, address) = serve(&database, &[]);
    assert!(address.starts_with("http://127.0.0.1:"));
    let you = Person::at(address, &token(&database, "you@example.com"));
    let team = you.team("Dev").await;
    let usage = |cost: &str| run(&["usage", "--database", &database, "--team", &team, "--cost", cost, "--model", "m"]);
    assert!(usage("0.0123").status.success());
    assert_eq!(you.balance(&team).await, "-0.0123");
    let refused = usage("-1");
    assert!(!refused.status.success() && !refused.stderr.is_empty());
    program.end("-TERM");

    let (program, address) = serve(&database, &["--payments", "checkout"]);
    let you = Person::at(address, &you.bearer());
    assert_eq!(you.top_up(&team, "5").await.ok()["status"], "pending");
    program.end("-INT");
}

/// Whatever was under way when the process died, sending it all again books each top-up once.
#[tokio::test(flavor = "multi_thread")]
async fn a_crash_loses_nothing_and_books_nothing_twice() {
    let folder = tempfile::tempdir().unwrap();
    let database = url(folder.path());
    let (program, address) = serve(&database, &[]);
    let you = Person::at(address, &token(&database, "you@example.com"));
    let team = you.team("Dev").await;
    let path = format!("/v1/teams/{team}/top-ups");
    let keys: Vec<_> = (0..40).map(|_| Uuid::new_v4()).collect();
    let mut requests = tokio::task::JoinSet::new();
    for key in &keys {
        let request = you.request(Method::POST, &path).json(&dollars("10.00"));
        requests.spawn(request.header("Idempotency-Key", key.to_string()).send());
    }
    // Some are answered, some wait in line, some are in the middle.
    for _ in 0..5 {
        requests.join_next().await.unwrap().unwrap().unwrap();
    }
    program.crash();
    requests.join_all().await;

    let (program, address) = serve(&database, &[]);
    let you = Person::at(address, &you.bearer());
    let mut replayed = 0;
    for key in keys {
        let answer = you.post_once(&path, dollars("10.00"), key).await;
        assert_eq!(answer.status, 201);
        replayed += usize::from(answer.header("idempotent-replayed").is_some());
    }
    assert!(replayed >= 5, "what was answered before the crash is remembered");
    assert_eq!(you.balance(&team).await, "400.00");
    assert_eq!(you.all(&format!("/v1/teams/{team}/transactions"), 200).await.len(), 40);
    program.end("-TERM");
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
#[tokio::test(flavor = "multi_thread")]
async fn the_log_names_requests_and_holds_nothing_of_them() {
    let folder = tempfile::tempdir().unwrap();
    let database = url(folder.path());
    let (program, address) = serve(&database, &["--payments", "checkout"]);
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
    let log = program.end("-TERM");

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
