//! A server where credits are bought, and a machine whose user buys them.

use ollm_api::TeamId;
use ollm_teams_core::{App, Session, TopUpAttempt, TopUpState};
use serde_json::{Value, json};
use sqlx::sqlite::SqliteConnectOptions;
use sqlx::{ConnectOptions, Connection};
use wiremock::matchers::{method, path, path_regex};
use wiremock::{Mock, MockGuard, MockServer, Request, ResponseTemplate};

use crate::support::{Machine, shown};

const TOP_UPS: &str = "/v1/teams/dev-d7035d80/top-ups";

pub(crate) struct Counter {
    pub(crate) server: MockServer,
    pub(crate) machine: Machine,
    pub(crate) team: TeamId,
}

impl Counter {
    pub(crate) async fn new() -> Self {
        let server = MockServer::start().await;
        let me = json!({"id": "u1", "email": "owner@example.com", "name": null});
        Mock::given(path("/v1/me")).respond_with(ResponseTemplate::new(200).set_body_json(me)).mount(&server).await;
        Self { server, machine: Machine::default(), team: TeamId::new("dev-d7035d80") }
    }

    /// A start of the app, in which somebody signs in.
    pub(crate) async fn window(&self) -> App {
        let app = self.machine.start();
        app.sign_in_with_token(&self.server.uri(), "sk-ollm-x".into()).await.unwrap();
        app
    }

    /// What the server says to whoever wants credits, from now on.
    pub(crate) async fn sells(&self, answer: ResponseTemplate) -> MockGuard {
        Mock::given(method("POST")).and(path(TOP_UPS)).respond_with(answer).mount_as_scoped(&self.server).await
    }

    /// What the server has in its list of top-ups, from now on.
    pub(crate) async fn lists(&self, top_ups: Vec<Value>) -> MockGuard {
        let page = ResponseTemplate::new(200).set_body_json(json!({"data": top_ups, "next_cursor": null}));
        Mock::given(method("GET")).and(path(TOP_UPS)).respond_with(page).mount_as_scoped(&self.server).await
    }

    /// What the server says of one top-up, from now on.
    pub(crate) async fn tells(&self, answer: ResponseTemplate) -> MockGuard {
        let one = Mock::given(method("GET")).and(path_regex(format!("^{TOP_UPS}/[^/]+$")));
        one.respond_with(answer).mount_as_scoped(&self.server).await
    }

    /// An attempt whose request was lost this many hours ago. The app was closed since.
    pub(crate) async fn lost(&self, hours: i64) -> TopUpAttempt {
        // So that the app does not ask again by itself.
        let losing = self.sells(ResponseTemplate::new(500).insert_header("retry-after", "3600")).await;
        let app = self.window().await;
        let attempt = shown(&app).await.top_up(&self.team, "25", false).await.unwrap();
        drop((app, losing));
        assert_eq!(attempt.state, TopUpState::Unknown);
        self.age(hours).await;
        attempt
    }

    /// Lets time pass for every attempt.
    pub(crate) async fn age(&self, hours: i64) {
        let file = self.machine.data_dir.path().join("payments.db");
        let mut journal = SqliteConnectOptions::new().filename(file).connect().await.unwrap();
        let sql = "UPDATE attempts SET prepared_at = prepared_at - $1, sent_at = sent_at - $1";
        sqlx::query(sql).bind(hours * 3_600_000_000).execute(&mut journal).await.unwrap();
        journal.close().await.unwrap();
    }

    /// The idempotency keys of all top-ups that the server saw, and for which teams.
    pub(crate) async fn sent(&self) -> Vec<(String, String)> {
        let key = |request: &Request| request.headers.get("idempotency-key").unwrap().to_str().unwrap().to_owned();
        let requests = self.server.received_requests().await.unwrap();
        let is_sent = |request: &&Request| request.method == "POST" && request.url.path().ends_with("/top-ups");
        requests.iter().filter(is_sent).map(|request| (request.url.path().to_owned(), key(request))).collect()
    }
}

/// A top-up as the server tells it.
pub(crate) fn top_up(key: Option<&str>, amount: &str, status: &str, created_at: jiff::Timestamp) -> Value {
    json!({
        "id": "t1", "team_id": "dev-d7035d80", "amount": {"amount": amount, "currency": "USD"}, "status": status,
        "failure": null, "checkout_url": null, "idempotency_key": key, "created_at": created_at, "settled_at": null
    })
}

/// The answer to whoever made it.
pub(crate) fn booked() -> ResponseTemplate {
    ResponseTemplate::new(201).set_body_json(top_up(None, "25.00", "succeeded", jiff::Timestamp::now()))
}

/// A refusal.
pub(crate) fn refused(status: u16, code: &str) -> ResponseTemplate {
    let body = json!({"error": {"message": "no", "type": "x", "code": code, "param": null}});
    ResponseTemplate::new(status).set_body_json(body)
}

/// The attempts once none of them waits for an answer.
pub(crate) async fn settled(session: &Session) -> Vec<TopUpAttempt> {
    let mut seen = 0;
    loop {
        let top_ups = session.top_ups(seen).await.unwrap();
        if top_ups.attempts.iter().all(|attempt| attempt.state.is_end()) {
            return top_ups.attempts;
        }
        seen = top_ups.revision;
    }
}
