//! A server with a clock that tests move, and people who ask it things.

use std::collections::BTreeSet;
use std::net::Ipv4Addr;
use std::sync::Arc;
use std::sync::atomic::{AtomicI64, Ordering};

use jiff::{SignedDuration, Timestamp};
use ollm_api::Email;
use ollm_server::{Clock, Environment, Limits, OidcOptions, Payments, RunningServer, ServerOptions};
use reqwest::header::HeaderMap;
use reqwest::{Method, RequestBuilder, StatusCode};
use secrecy::ExposeSecret;
use serde_json::{Value, json};
use uuid::Uuid;

/// Microseconds since 1970.
pub(crate) struct ManualClock(AtomicI64);

impl ManualClock {
    pub(crate) fn advance(&self, duration: SignedDuration) {
        self.0.fetch_add(duration.as_micros() as i64, Ordering::SeqCst);
    }
}

impl Clock for ManualClock {
    fn now(&self) -> Timestamp {
        Timestamp::from_microsecond(self.0.load(Ordering::SeqCst)).unwrap()
    }
}

pub(crate) struct TestServer {
    pub(crate) server: RunningServer,
    pub(crate) clock: Arc<ManualClock>,
    pub(crate) folder: tempfile::TempDir,
    http: reqwest::Client,
}

/// Somebody with a token, or without one.
#[derive(Clone)]
pub(crate) struct Person {
    pub(crate) email: String,
    pub(crate) id: String,
    token: Option<String>,
    url: String,
    http: reqwest::Client,
}

#[derive(Debug)]
pub(crate) struct Answer {
    pub(crate) status: StatusCode,
    pub(crate) headers: HeaderMap,
    pub(crate) body: Value,
}

impl TestServer {
    pub(crate) async fn start() -> Self {
        Self::start_with(Payments::Instant, Limits::default()).await
    }

    pub(crate) async fn start_with(payments: Payments, limits: Limits) -> Self {
        Self::start_as(payments, limits, None).await
    }

    /// One where the access tokens of an issuer count.
    pub(crate) async fn start_trusting(oidc: OidcOptions, limits: Limits) -> Self {
        Self::start_as(Payments::Instant, limits, Some(oidc)).await
    }

    async fn start_as(payments: Payments, limits: Limits, oidc: Option<OidcOptions>) -> Self {
        let folder = tempfile::tempdir().unwrap();
        let clock = Arc::new(ManualClock(AtomicI64::new(
            "2026-03-02T12:00:00Z".parse::<Timestamp>().unwrap().as_microsecond(),
        )));
        let environment = Environment { clock: clock.clone(), limits };
        let options = ServerOptions {
            database: folder.path().join("nested/teams.db"),
            listen: (Ipv4Addr::LOCALHOST, 0).into(),
            payments,
            sample_data: false,
            oidc,
        };
        let server = ollm_server::start_in(environment, options).await.unwrap();
        let http = client();
        Self { server, clock, folder, http }
    }

    /// Somebody who is made with their token.
    pub(crate) async fn person(&self, email: &str) -> Person {
        let token = self.server.issue_token(&Email::parse(email).unwrap()).await.unwrap();
        let mut person = self.nobody();
        person.token = Some(token.expose_secret().to_owned());
        person.email = email.to_owned();
        person.id = person.get("/v1/me").await.ok()["id"].as_str().unwrap().to_owned();
        person
    }

    /// Somebody without a token.
    pub(crate) fn nobody(&self) -> Person {
        Person { email: String::new(), id: String::new(), token: None, url: self.server.url(), http: self.http.clone() }
    }

    /// A file of the database, opened beside the server.
    pub(crate) fn database(&self) -> std::path::PathBuf {
        self.folder.path().join("nested/teams.db")
    }
}

impl Person {
    /// The holder of a token, at a server that the harness did not start.
    pub(crate) fn at(url: String, token: &str) -> Self {
        Self { email: String::new(), id: String::new(), token: Some(token.to_owned()), url, http: client() }
    }

    /// The token itself.
    pub(crate) fn bearer(&self) -> String {
        self.token.clone().unwrap()
    }

    pub(crate) fn with_token(&self, token: &str) -> Self {
        Self { token: Some(token.to_owned()), ..self.clone() }
    }

    pub(crate) fn request(&self, method: Method, path: &str) -> RequestBuilder {
        let request = self.http.request(method, format!("{}{path}", self.url));
        match &self.token {
            Some(token) => request.bearer_auth(token),
            None => request,
        }
    }

    pub(crate) async fn get(&self, path: &str) -> Answer {
        send(self.request(Method::GET, path)).await
    }

    pub(crate) async fn delete(&self, path: &str) -> Answer {
        send(self.request(Method::DELETE, path)).await
    }

    pub(crate) async fn post(&self, path: &str, body: Value) -> Answer {
        send(self.request(Method::POST, path).json(&body)).await
    }

    /// A POST without a body.
    pub(crate) async fn tell(&self, path: &str) -> Answer {
        send(self.request(Method::POST, path)).await
    }

    pub(crate) async fn post_once(&self, path: &str, body: Value, key: Uuid) -> Answer {
        send(self.request(Method::POST, path).json(&body).header("Idempotency-Key", key.to_string())).await
    }

    pub(crate) async fn patch(&self, path: &str, body: Value) -> Answer {
        send(self.request(Method::PATCH, path).json(&body)).await
    }

    /// Makes a team and returns its identifier.
    pub(crate) async fn team(&self, name: &str) -> String {
        let answer = self.post("/v1/teams", json!({ "name": name })).await;
        assert_eq!(answer.status, StatusCode::CREATED, "{answer:?}");
        answer.body["id"].as_str().unwrap().to_owned()
    }

    /// Invites somebody and returns the invitation's identifier.
    pub(crate) async fn invite(&self, team: &str, email: &str, role: &str) -> String {
        let body = json!({ "email": email, "role": role });
        let answer = self.post(&format!("/v1/teams/{team}/invitations"), body).await;
        assert_eq!(answer.status, StatusCode::CREATED, "{answer:?}");
        answer.body["id"].as_str().unwrap().to_owned()
    }

    /// Brings somebody into a team.
    pub(crate) async fn bring(&self, team: &str, person: &Person, role: &str) {
        let invited_as = if role == "owner" { "admin" } else { role };
        let invitation = self.invite(team, &person.email, invited_as).await;
        person.tell(&format!("/v1/invitations/{invitation}/accept")).await.ok();
        if role == "owner" {
            let path = format!("/v1/teams/{team}/members/{}", person.id);
            self.patch(&path, json!({ "role": "owner" })).await.ok();
        }
    }

    pub(crate) async fn top_up(&self, team: &str, amount: &str) -> Answer {
        self.post_once(&format!("/v1/teams/{team}/top-ups"), dollars(amount), Uuid::new_v4()).await
    }

    pub(crate) async fn balance(&self, team: &str) -> String {
        let team = self.get(&format!("/v1/teams/{team}")).await.ok();
        team["balance"]["amount"].as_str().unwrap().to_owned()
    }

    /// The items of all pages of a list.
    pub(crate) async fn all(&self, path: &str, limit: usize) -> Vec<Value> {
        self.rest(path, limit, "").await
    }

    /// The items of all pages from a cursor on.
    pub(crate) async fn rest(&self, path: &str, limit: usize, cursor: &str) -> Vec<Value> {
        let mut items = Vec::new();
        let mut seen = BTreeSet::new();
        let mut cursor = if cursor.is_empty() { String::new() } else { format!("&cursor={cursor}") };
        loop {
            let separator = if path.contains('?') { '&' } else { '?' };
            let page = self.get(&format!("{path}{separator}limit={limit}{cursor}")).await.ok();
            let data = page["data"].as_array().unwrap();
            assert!(data.len() <= limit);
            items.extend(data.iter().cloned());
            match page["next_cursor"].as_str() {
                Some(next) => {
                    assert!(seen.insert(next.to_owned()), "{path} goes round in circles");
                    cursor = format!("&cursor={next}");
                }
                None => return items,
            }
        }
    }
}

fn client() -> reqwest::Client {
    reqwest::Client::builder().no_proxy().redirect(reqwest::redirect::Policy::none()).build().unwrap()
}

pub(crate) fn dollars(amount: &str) -> Value {
    json!({ "amount": { "amount": amount, "currency": "USD" } })
}

pub(crate) async fn send(request: RequestBuilder) -> Answer {
    let response = request.send().await.unwrap();
    let (status, headers) = (response.status(), response.headers().clone());
    assert!(headers.contains_key("x-request-id"), "every response has an identifier");
    let text = response.text().await.unwrap();
    let body = if text.is_empty() { Value::Null } else { serde_json::from_str(&text).unwrap_or(Value::String(text)) };
    Answer { status, headers, body }
}

impl Answer {
    /// The body of a success.
    #[track_caller]
    pub(crate) fn ok(self) -> Value {
        assert!(self.status.is_success(), "{self:?}");
        self.body
    }

    /// Checks the status, the code and the shape of a refusal.
    #[track_caller]
    pub(crate) fn refused(&self, status: u16, code: &str) -> &Self {
        let error = &self.body["error"];
        assert_eq!((self.status.as_u16(), error["code"].as_str()), (status, Some(code)), "{self:?}");
        // Sorted: serde_json keeps the order of the wire or not, as other crates of the build ask for.
        let keys: BTreeSet<_> = error.as_object().unwrap().keys().map(String::as_str).collect();
        assert!(keys.into_iter().eq(["code", "message", "param", "type"]), "the shape of an error: {error}");
        self
    }

    /// Checks that a field is at fault.
    #[track_caller]
    pub(crate) fn names(&self, param: &str) {
        assert_eq!(self.body["error"]["param"], param, "{self:?}");
    }

    pub(crate) fn header(&self, name: &str) -> Option<&str> {
        self.headers.get(name).map(|value| value.to_str().unwrap())
    }
}
