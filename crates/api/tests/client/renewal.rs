use std::sync::Arc;
use std::time::{Duration, Instant};

use futures::future::join_all;
use ollm_api::TeamName;
use ollm_api::client::{Client, ClientError, IdempotencyKey, ServerUrl, TokenError, TokenFuture, TokenSource};
use secrecy::SecretString;
use wiremock::matchers::{any, header};
use wiremock::{Mock, MockServer, ResponseTemplate};

use crate::support::{IMPATIENT, OPTIONS, Tokens, client, error_body, team, user};

/// A server that knows one token and answers it with `body`.
async fn server_that_accepts(token: &str, body: serde_json::Value) -> MockServer {
    let server = MockServer::start().await;
    let answer = ResponseTemplate::new(200).set_body_json(body);
    Mock::given(header("authorization", format!("Bearer {token}"))).respond_with(answer).mount(&server).await;
    let refusal = ResponseTemplate::new(401).set_body_json(error_body("unauthorized"));
    Mock::given(any()).respond_with(refusal).mount(&server).await;
    server
}

fn client_of(server: &MockServer, tokens: &Arc<Tokens>) -> Client {
    Client::with_tokens(ServerUrl::parse(&server.uri()).unwrap(), Arc::clone(tokens) as _, OPTIONS).unwrap()
}

async fn tokens_sent(server: &MockServer) -> Vec<String> {
    let requests = server.received_requests().await.unwrap();
    requests.iter().map(|request| request.headers["authorization"].to_str().unwrap().replace("Bearer ", "")).collect()
}

#[tokio::test]
async fn a_refused_token_is_renewed_once_and_the_request_sent_again() {
    let server = server_that_accepts("second", user()).await;
    let tokens = Arc::new(Tokens::new(["first", "second"]));
    let client = client_of(&server, &tokens);
    client.me().await.unwrap();
    assert_eq!(tokens_sent(&server).await, ["first", "second"]);
    client.me().await.unwrap();
    assert_eq!((tokens_sent(&server).await.len(), tokens.renewals()), (3, 1), "the new one stays");
}

#[tokio::test]
async fn a_refused_write_is_sent_again_with_its_own_key() {
    let server = server_that_accepts("second", team("dev-d7035d80")).await;
    let client = client_of(&server, &Arc::new(Tokens::new(["first", "second"])));
    let key = IdempotencyKey::new();
    client.create_team(&TeamName::parse("Research").unwrap(), &key).await.unwrap();
    let requests = server.received_requests().await.unwrap();
    let seen: Vec<_> = requests.iter().map(|request| (&request.headers["idempotency-key"], &request.body)).collect();
    assert_eq!(seen.len(), 2);
    assert_eq!(seen[0], seen[1]);
    assert_eq!(seen[0].0, &key.to_string());
}

#[tokio::test]
async fn a_second_refusal_is_told() {
    let server = server_that_accepts("third", user()).await;
    let tokens = Arc::new(Tokens::new(["first", "second", "third"]));
    let error = client_of(&server, &tokens).me().await.unwrap_err();
    assert!(error.is_unauthorized(), "{error:?}");
    assert_eq!(tokens_sent(&server).await, ["first", "second"]);
}

#[tokio::test]
async fn without_another_token_the_servers_own_refusal_is_told() {
    let server = server_that_accepts("another", user()).await;
    let error = client_of(&server, &Arc::new(Tokens::new(["first"]))).me().await.unwrap_err();
    assert!(error.is_unauthorized() && !error.is_retryable(), "{error:?}");
    assert_eq!(tokens_sent(&server).await, ["first"]);
}

#[tokio::test]
async fn a_fixed_token_is_never_sent_twice() {
    let server = server_that_accepts("another", user()).await;
    let error = client(&server.uri()).me().await.unwrap_err();
    assert!(error.is_unauthorized(), "{error:?}");
    assert_eq!(tokens_sent(&server).await, ["a-token"]);
}

#[tokio::test]
async fn twenty_requests_at_once_each_get_their_answer() {
    let server = server_that_accepts("second", user()).await;
    let tokens = Arc::new(Tokens::new(["first", "second", "third"]));
    let client = client_of(&server, &tokens);
    for answer in join_all((0..20).map(|_| client.me())).await {
        answer.unwrap();
    }
    assert_eq!(tokens.renewals(), 1);
    assert!(tokens_sent(&server).await.len() <= 40);
}

#[tokio::test]
async fn a_token_that_can_not_be_had_now_is_tried_for_again_by_reads_alone() {
    let server = server_that_accepts("another", user()).await;
    let client = client_of(&server, &Arc::new(Tokens::new(["first"]).unavailable()));
    let write = client.create_team(&TeamName::parse("Research").unwrap(), &IdempotencyKey::new()).await.unwrap_err();
    let read = client.me().await.unwrap_err();
    for error in [write, read] {
        assert!(matches!(error, ClientError::Token(TokenError::Unavailable { .. })), "{error:?}");
        assert!(error.is_retryable() && !error.outcome_unknown(), "a 401 means that nothing was done: {error:?}");
    }
    assert_eq!(tokens_sent(&server).await, ["first"], "without a token nothing is sent");
}

/// Whoever gives the tokens never answers.
struct Silence;

impl TokenSource for Silence {
    fn token(&self) -> TokenFuture<'_> {
        Box::pin(std::future::pending())
    }

    fn renew<'a>(&'a self, _refused: &'a SecretString) -> TokenFuture<'a> {
        self.token()
    }
}

#[tokio::test]
async fn waiting_for_a_token_counts_as_part_of_the_call() {
    let server = ServerUrl::parse("https://api.example.com").unwrap();
    let client = Client::with_tokens(server, Arc::new(Silence), IMPATIENT).unwrap();
    let start = Instant::now();
    let error = client.me().await.unwrap_err();
    assert!(matches!(error, ClientError::Token(TokenError::Unavailable { .. })), "{error:?}");
    assert!(start.elapsed() < IMPATIENT.total_timeout + Duration::from_secs(1));
}
