use std::sync::mpsc::{Receiver, Sender, channel};
use std::time::Duration;

use serde_json::{Value, json};
use wiremock::matchers::{body_string_contains, method};
use wiremock::{Mock, MockServer, Request, ResponseTemplate};

use super::*;
use crate::oauth::lifetime::Lifetime;
use crate::oauth::token_service::{Issued, TokenService};
use crate::ports::CredentialError;

const ENTRY: &str = "https://api.example.com u1";

/// A keyring with room for one entry, which can be made to wait before it writes.
#[derive(Default)]
struct Keyring {
    entry: Mutex<Option<SecretString>>,
    gate: Mutex<Option<(Sender<()>, Receiver<()>)>>,
}

impl Keyring {
    /// From now on a write says that it has begun, and waits for a word.
    fn hold_writes(&self) -> (Receiver<()>, Sender<()>) {
        let ((begun, on_begun), (go, on_go)) = (channel(), channel());
        *self.gate.lock().unwrap() = Some((begun, on_go));
        (on_begun, go)
    }

    fn text(&self) -> Option<String> {
        self.entry.lock().unwrap().as_ref().map(|secret| secret.expose_secret().to_owned())
    }

    fn put(&self, grant: &Grant) {
        *self.entry.lock().unwrap() = Some(grant.to_secret().unwrap());
    }
}

impl CredentialStore for Keyring {
    fn read(&self, name: &str) -> Result<Option<SecretString>, CredentialError> {
        Ok(self.entry.lock().unwrap().clone().filter(|_| name == ENTRY))
    }

    fn write(&self, name: &str, secret: &SecretString) -> Result<(), CredentialError> {
        assert_eq!(name, ENTRY);
        if let Some((begun, go)) = &*self.gate.lock().unwrap() {
            begun.send(()).unwrap();
            go.recv().unwrap();
        }
        *self.entry.lock().unwrap() = Some(secret.clone());
        Ok(())
    }

    fn delete(&self, _name: &str) -> Result<(), CredentialError> {
        *self.entry.lock().unwrap() = None;
        Ok(())
    }
}

/// Tokens of a number, valid for so many seconds more.
/// One window alone.
fn nowhere() -> RenewalLock {
    RenewalLock::new(std::path::PathBuf::from("/nowhere/lock"))
}

fn grant(server: &MockServer, number: u32, seconds: u64) -> Grant {
    let endpoint = server.uri().parse().unwrap();
    let service = TokenService { endpoint, revocation: None, resource: "https://api.example.com".to_owned() };
    let issued = Issued {
        access_token: format!("access-{number}").into(),
        refresh_token: Some(format!("refresh-{number}").into()),
        lifetime: Some(Lifetime::from_now(Duration::from_secs(seconds))),
    };
    Grant::new(service, issued)
}

fn tokens_of(number: u32) -> Value {
    json!({"access_token": format!("access-{number}"), "refresh_token": format!("refresh-{number}"),
        "token_type": "Bearer", "expires_in": 600})
}

async fn answering(status: u16, body: Value) -> MockServer {
    let server = MockServer::start().await;
    let answer = ResponseTemplate::new(status).set_body_json(body);
    Mock::given(method("POST")).respond_with(answer).mount(&server).await;
    server
}

async fn requests(server: &MockServer) -> usize {
    server.received_requests().await.unwrap().len()
}

/// The tokens of a grant that the keyring holds.
async fn kept(keyring: &Arc<Keyring>, grant: Grant) -> Tokens {
    let tokens = Tokens::new(grant, &(Arc::clone(keyring) as _), ENTRY, nowhere());
    tokens.keep().await.unwrap();
    tokens
}

fn exposed(token: Result<SecretString, TokenError>) -> Result<String, TokenError> {
    token.map(|token| token.expose_secret().to_owned())
}

#[tokio::test]
async fn a_new_grant_is_used_once_it_stands_in_the_keyring() {
    let server = answering(200, tokens_of(2)).await;
    let keyring = Arc::new(Keyring::default());
    let tokens = kept(&keyring, grant(&server, 1, 0)).await;
    let (begun, go) = keyring.hold_writes();
    let mut next = tokens.token();
    tokio::select! {
        _ = &mut next => panic!("it is used before it is kept"),
        waited = tokio::task::spawn_blocking(move || begun.recv()) => waited.unwrap().unwrap(),
    }
    assert!((&mut next).now_or_never().is_none());
    assert_eq!(tokens.grant().access_token().expose_secret(), "access-1", "the old one is not forgotten yet");
    assert!(keyring.text().unwrap().contains("refresh-1"));
    go.send(()).unwrap();
    assert_eq!(exposed(next.await).unwrap(), "access-2");
    assert!(keyring.text().unwrap().contains("refresh-2"));
}

#[tokio::test]
async fn a_grant_that_another_window_renewed_meanwhile_is_taken_over() {
    let server = MockServer::start().await;
    let keyring = Arc::new(Keyring::default());
    let tokens = kept(&keyring, grant(&server, 1, 0)).await;
    let (theirs, other) = (grant(&server, 2, 600), Arc::clone(&keyring));
    // The other window was faster: by now the refresh token is used up.
    let refusal = move |_: &Request| {
        other.put(&theirs);
        ResponseTemplate::new(400).set_body_json(json!({"error": "invalid_grant"}))
    };
    Mock::given(method("POST")).respond_with(refusal).mount(&server).await;
    assert_eq!(exposed(tokens.token().await).unwrap(), "access-2");
}

#[tokio::test]
async fn an_entry_that_was_taken_out_is_not_put_back() {
    let server = answering(200, tokens_of(2)).await;
    let keyring = Arc::new(Keyring::default());
    let tokens = kept(&keyring, grant(&server, 1, 0)).await;
    *keyring.entry.lock().unwrap() = None;
    assert_eq!(exposed(tokens.token().await).unwrap(), "access-2");
    assert_eq!(keyring.text(), None);
}

#[tokio::test]
async fn what_is_in_memory_alone_stays_there() {
    let server = answering(200, tokens_of(2)).await;
    let keyring = Arc::new(Keyring::default());
    let tokens = Tokens::new(grant(&server, 1, 0), &(Arc::clone(&keyring) as _), ENTRY, nowhere());
    assert_eq!(exposed(tokens.token().await).unwrap(), "access-2");
    assert_eq!(keyring.text(), None);
}

#[tokio::test]
async fn an_ended_grant_neither_renews_nor_comes_back() {
    let server = answering(200, tokens_of(2)).await;
    let keyring = Arc::new(Keyring::default());
    let tokens = kept(&keyring, grant(&server, 1, 0)).await;
    tokens.end().await.unwrap();
    assert_eq!(exposed(tokens.token().await), Err(TokenError::Refused));
    assert_eq!((requests(&server).await, keyring.text()), (0, None));
}

#[tokio::test]
async fn signing_out_waits_for_a_renewal_and_takes_out_what_it_brought() {
    let server = answering(200, tokens_of(2)).await;
    let keyring = Arc::new(Keyring::default());
    let tokens = kept(&keyring, grant(&server, 1, 0)).await;
    let (begun, go) = keyring.hold_writes();
    let renewal = tokio::spawn({
        let tokens = tokens.clone();
        async move { tokens.token().await }
    });
    tokio::task::spawn_blocking(move || begun.recv()).await.unwrap().unwrap();
    let end = tokio::spawn({
        let tokens = tokens.clone();
        async move { tokens.end().await }
    });
    go.send(()).unwrap();
    renewal.await.unwrap().unwrap();
    end.await.unwrap().unwrap();
    assert_eq!(keyring.text(), None);
    assert!(tokens.grant().to_secret().unwrap().expose_secret().contains("refresh-2"), "the one to give back");
}

#[tokio::test]
async fn a_token_that_is_not_over_is_used_while_no_other_can_be_had() {
    let server = answering(503, json!({})).await;
    let keyring = Arc::new(Keyring::default());
    // Due at half time.
    let almost = Grant::from_secret(&aged(&grant(&server, 1, 600), 550)).unwrap();
    let tokens = kept(&keyring, almost).await;
    assert_eq!(exposed(tokens.token().await).unwrap(), "access-1");
    assert_eq!(requests(&server).await, 1);
    let over = Grant::from_secret(&aged(&grant(&server, 1, 600), 601)).unwrap();
    let tokens = kept(&keyring, over).await;
    assert!(matches!(tokens.token().await, Err(TokenError::Unavailable { .. })));
}

fn aged(grant: &Grant, seconds: i64) -> SecretString {
    let mut json: Value = serde_json::from_str(grant.to_secret().unwrap().expose_secret()).unwrap();
    let received_at = jiff::Timestamp::now() - jiff::SignedDuration::from_secs(seconds);
    json["lifetime"]["received_at"] = received_at.to_string().into();
    json.to_string().into()
}

#[tokio::test]
async fn a_refresh_token_that_is_not_replaced_stays() {
    let server = MockServer::start().await;
    let answer = json!({"access_token": "access-2", "token_type": "bearer"});
    let answer = ResponseTemplate::new(200).set_body_json(answer);
    let sent =
        body_string_contains("refresh_token=refresh-1&client_id=ollm-teams&resource=https%3A%2F%2Fapi.example.com");
    Mock::given(sent).respond_with(answer).mount(&server).await;
    let keyring = Arc::new(Keyring::default());
    let tokens = kept(&keyring, grant(&server, 1, 0)).await;
    assert_eq!(exposed(tokens.token().await).unwrap(), "access-2");
    assert!(keyring.text().unwrap().contains("refresh-1"));
    assert_eq!(exposed(tokens.token().await).unwrap(), "access-2", "without an end it is used until it is refused");
}

#[tokio::test]
async fn answers_that_are_none_are_not_taken_for_a_refusal() {
    for (status, body) in [
        (200, json!({"access_token": "access-2"})),
        (200, json!({"access_token": "access-2", "token_type": "mac"})),
        (302, json!({"error": "invalid_grant"})),
        (400, json!({"error": "temporarily_unavailable"})),
        (400, json!("<html>")),
        (429, json!({"error": "slow_down"})),
        (500, json!({"error": "invalid_grant"})),
    ] {
        let server = answering(status, body.clone()).await;
        let keyring = Arc::new(Keyring::default());
        let tokens = kept(&keyring, grant(&server, 1, 0)).await;
        assert!(matches!(tokens.token().await, Err(TokenError::Unavailable { .. })), "{status} {body}");
        tokens.token().await.unwrap_err();
        assert_eq!(requests(&server).await, 2, "it is asked again: {status} {body}");
    }
}

#[test]
fn what_the_keyring_holds_is_read_back_and_never_printed() {
    let json = r#"{"service":{"endpoint":"https://login.example.com/token","revocation":null,
        "resource":"https://api.example.com"},"access_token":"sentinel-a","refresh_token":"sentinel-r",
        "lifetime":{"received_at":"2026-01-01T00:00:00Z","seconds":600}}"#;
    let grant = Grant::from_secret(&json.into()).unwrap();
    let written: Value = serde_json::from_str(grant.to_secret().unwrap().expose_secret()).unwrap();
    assert_eq!(written, serde_json::from_str::<Value>(json).unwrap());
    assert!(!format!("{grant:?} {grant:#?}").contains("sentinel"));
    assert!(Grant::from_secret(&"sk-ollm-token".into()).is_err());
}
