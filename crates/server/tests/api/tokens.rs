use ollm_api::Email;
use ollm_server::{Payments, ServerOptions};
use secrecy::ExposeSecret;

use crate::harness::{TestServer, send};
use reqwest::Method;

#[tokio::test]
async fn what_is_not_a_token_is_refused() {
    let server = TestServer::start().await;
    let you = server.person("you@example.com").await;
    let none = server.nobody().get("/v1/me").await;
    none.refused(401, "unauthorized");
    assert_eq!(none.header("www-authenticate"), Some("Bearer"));
    for token in ["", "sk-ollm-", "sk-ollm-0000", "' OR 1=1 --", &"x".repeat(5000)] {
        let wrong = you.with_token(token).get("/v1/me").await;
        wrong.refused(401, "unauthorized");
        assert!(wrong.header("www-authenticate").unwrap().starts_with("Bearer"));
    }
    for value in ["Basic eW91OnB3", "Bearer", "sk-ollm-0"] {
        send(server.nobody().request(Method::GET, "/v1/me").header("Authorization", value))
            .await
            .refused(401, "unauthorized");
    }
}

#[tokio::test]
async fn a_run_token_counts_in_its_own_run_alone() {
    let server = TestServer::start().await;
    let email = Email::parse("you@example.com").unwrap();
    let lasting = server.person("you@example.com").await;
    let first = server.server.issue_run_token(&email).await.unwrap();
    let second = server.server.issue_run_token(&email).await.unwrap();
    for token in [&first, &second] {
        server.nobody().with_token(token.expose_secret()).get("/v1/me").await.ok();
    }

    let TestServer { server, folder, .. } = server;
    server.stop().await;
    let options = ServerOptions {
        database: folder.path().join("nested/teams.db"),
        listen: ([127, 0, 0, 1], 0).into(),
        payments: Payments::Instant,
        sample_data: false,
        oidc: None,
    };
    let next = ollm_server::start(options).await.unwrap();
    let status = async |token: &str| {
        reqwest::Client::builder()
            .no_proxy()
            .build()
            .unwrap()
            .get(format!("{}/v1/me", next.url()))
            .bearer_auth(token)
            .send()
            .await
            .unwrap()
            .status()
            .as_u16()
    };
    assert_eq!(status(second.expose_secret()).await, 401);
    assert_eq!(status(&lasting.bearer()).await, 200);
    next.stop().await;
}

#[tokio::test]
async fn servers_of_one_process_know_nothing_of_each_other() {
    let (one, two) = (TestServer::start().await, TestServer::start().await);
    let you = one.person("you@example.com").await;
    two.nobody().with_token(&you.bearer()).get("/v1/me").await.refused(401, "unauthorized");
    you.get("/v1/me").await.ok();
}

#[cfg(unix)]
#[tokio::test]
async fn the_database_is_its_owners_alone() {
    use std::os::unix::fs::PermissionsExt;
    let server = TestServer::start().await;
    server.person("you@example.com").await;
    for file in std::fs::read_dir(server.database().parent().unwrap()).unwrap() {
        let file = file.unwrap();
        assert_eq!(file.metadata().unwrap().permissions().mode() & 0o777, 0o600, "{:?}", file.path());
    }
}
