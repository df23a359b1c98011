use std::time::{Duration, Instant};

use ollm_api::client::{Client, ClientError, ClientOptions, IdempotencyKey};
use ollm_api::{Email, InvitationId, Role, TeamId, TeamName, TopUpAmount, UpdateTeam, UserId};
use wiremock::matchers::any;
use wiremock::{Mock, MockServer, ResponseTemplate};

use crate::support::{OPTIONS, client, client_with, error_body, user};

async fn always(template: ResponseTemplate) -> MockServer {
    let server = MockServer::start().await;
    Mock::given(any()).respond_with(template).mount(&server).await;
    server
}

async fn count(server: &MockServer) -> usize {
    server.received_requests().await.unwrap().len()
}

fn failing(status: u16) -> ResponseTemplate {
    ResponseTemplate::new(status).set_body_json(error_body("internal_error"))
}

#[tokio::test]
async fn reads_are_tried_as_often_as_the_status_says() {
    for (status, tries) in
        [(400, 1), (401, 1), (404, 1), (408, 3), (410, 1), (429, 3), (500, 1), (502, 3), (503, 3), (504, 3)]
    {
        let server = always(failing(status)).await;
        let error = client(&server.uri()).me().await.err().unwrap();
        assert_eq!(count(&server).await, tries, "status {status}");
        assert_eq!(error.is_retryable(), tries > 1, "status {status}");
    }
}

#[tokio::test]
async fn writes_are_sent_once_whatever_the_answer() {
    for status in [429, 500, 502, 503, 504] {
        let server = always(failing(status).insert_header("retry-after", "0")).await;
        assert_eq!(send_every_write(&client(&server.uri())).await, count(&server).await, "status {status}");
    }
}

/// Calls each writing method once and says how many there are.
async fn send_every_write(client: &Client) -> usize {
    let (team, user, invitation, key) =
        (TeamId::new("t"), UserId::new("u"), InvitationId::new("i"), IdempotencyKey::new());
    let email = Email::parse("ana@example.com").unwrap();
    let name = TeamName::parse("Research").unwrap();
    let amount = TopUpAmount::parse("25").unwrap();
    let outcomes = [
        client.create_team(&name, &key).await.err(),
        client.update_team(&team, &UpdateTeam::default(), Some(1)).await.err(),
        client.delete_team(&team, Some(1)).await.err(),
        client.transfer_ownership(&team, &user, &key).await.err(),
        client.change_role(&team, &user, &Role::Admin).await.err(),
        client.remove_member(&team, &user).await.err(),
        client.invite(&team, &email, &Role::Viewer, &key).await.err(),
        client.resend_invitation(&invitation).await.err(),
        client.revoke_invitation(&invitation).await.err(),
        client.accept_invitation(&invitation).await.err(),
        client.decline_invitation(&invitation).await.err(),
        client.create_top_up(&team, amount, &key).await.err(),
        client.create_api_key(&team, "ci", &key).await.err(),
        client.revoke_api_key(&team, &ollm_api::ApiKeyId::new("k")).await.err(),
    ];
    assert!(outcomes.iter().all(|outcome| matches!(outcome, Some(ClientError::Api(_)))), "{outcomes:?}");
    outcomes.len()
}

#[tokio::test]
async fn a_read_succeeds_once_the_server_does() {
    let server = MockServer::start().await;
    Mock::given(any()).respond_with(failing(503)).up_to_n_times(2).mount(&server).await;
    Mock::given(any()).respond_with(ResponseTemplate::new(200).set_body_json(user())).mount(&server).await;
    assert!(client(&server.uri()).me().await.is_ok());
    assert_eq!(count(&server).await, 3);
}

#[tokio::test]
async fn a_short_retry_after_is_waited_for() {
    let server = MockServer::start().await;
    let busy = failing(429).insert_header("retry-after", "1");
    Mock::given(any()).respond_with(busy).up_to_n_times(1).mount(&server).await;
    Mock::given(any()).respond_with(ResponseTemplate::new(200).set_body_json(user())).mount(&server).await;
    let start = Instant::now();
    assert!(client(&server.uri()).me().await.is_ok());
    assert!(start.elapsed() >= Duration::from_secs(1));
}

#[tokio::test]
async fn a_long_retry_after_is_told_instead_of_waited_for() {
    for seconds in [3, 60] {
        let server = always(failing(429).insert_header("retry-after", seconds.to_string())).await;
        let error = client(&server.uri()).me().await.err().unwrap();
        let ClientError::Api(error) = error else { panic!("{error:?}") };
        assert_eq!(error.retry_after, Some(Duration::from_secs(seconds)));
        assert_eq!(count(&server).await, 1, "{seconds} s");
    }
}

#[tokio::test]
async fn no_wait_reaches_past_the_total_time() {
    let server = always(failing(503).insert_header("retry-after", "2")).await;
    let options = ClientOptions { total_timeout: Duration::from_secs(1), ..OPTIONS };
    assert!(client_with(&server.uri(), options).me().await.is_err());
    assert_eq!(count(&server).await, 1);
}
