use std::process::Command;

use tokio::net::TcpListener;
use wiremock::matchers::any;
use wiremock::{Mock, MockServer, ResponseTemplate};

use crate::support::{client, user};

/// Run by the test below in a process of its own, because a proxy is named by the environment.
#[tokio::test]
async fn a_server_on_this_machine_is_asked_directly() {
    let server = MockServer::start().await;
    Mock::given(any()).respond_with(ResponseTemplate::new(200).set_body_json(user())).mount(&server).await;
    assert!(client(&server.uri()).me().await.is_ok());
}

#[tokio::test]
async fn the_systems_proxy_never_sees_a_token_for_this_machine() {
    // Nobody listens there, so that whatever goes through the proxy fails.
    let nobody = TcpListener::bind("127.0.0.1:0").await.unwrap().local_addr().unwrap();
    let proxy = format!("http://{nobody}");
    let status = Command::new(std::env::current_exe().unwrap())
        .args(["--exact", "proxy::a_server_on_this_machine_is_asked_directly"])
        .env("HTTP_PROXY", &proxy)
        .env("http_proxy", &proxy)
        .env("ALL_PROXY", &proxy)
        .env_remove("NO_PROXY")
        .env_remove("no_proxy")
        .output()
        .unwrap();
    let output = String::from_utf8_lossy(&status.stdout);
    assert!(status.status.success() && output.contains("1 passed"), "{output}");
}
