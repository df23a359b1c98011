//! A check that can not fail checks nothing: what breaks the document on purpose is reported.

use axum::Router;
use axum::routing::get;
use serde_json::json;
use tokio::net::TcpListener;

use crate::prism::Prism;
use crate::recorder::Recorder;
use crate::stage::{Server, bearer};

#[tokio::test]
async fn a_wrong_request_is_reported() {
    let server = Server::start().await;
    let prism = Prism::start(&server.url).await;
    let recorder = Recorder::start(&prism.url).await;
    let token = server.token("ana@example.com").await;
    let http = reqwest::Client::builder().no_proxy().build().unwrap();
    let teams = format!("{}/v1/teams", recorder.url);

    http.post(&teams).bearer_auth(bearer(&token)).json(&json!({"name": 5})).send().await.unwrap();
    http.post(&teams).json(&json!({"name": "No token"})).send().await.unwrap();
    http.get(format!("{}/v1/nothing", recorder.url)).bearer_auth(bearer(&token)).send().await.unwrap();
    assert_eq!(recorder.violations().len(), 3, "{:?}", recorder.exchanges());
    assert!(recorder.violations()[0].contains("name"), "{:?}", recorder.violations());

    http.post(&teams).bearer_auth(bearer(&token)).json(&json!({"name": "Right"})).send().await.unwrap();
    assert_eq!(recorder.violations().len(), 3, "what is right is not reported");
}

#[tokio::test]
async fn a_wrong_answer_is_reported() {
    let wrong = Router::new()
        .route("/v1/me", get(async || axum::Json(json!({"id": 7, "email": "ana@example.com", "name": null}))))
        .route("/v1/teams", get(async || axum::http::StatusCode::IM_A_TEAPOT));
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let url = format!("http://{}", listener.local_addr().unwrap());
    let serving = tokio::spawn(async move { axum::serve(listener, wrong).await });
    let prism = Prism::start(&url).await;
    let recorder = Recorder::start(&prism.url).await;
    let http = reqwest::Client::builder().no_proxy().build().unwrap();

    for (path, reason) in [("me", "id must be string"), ("teams", "status code")] {
        http.get(format!("{}/v1/{path}", recorder.url)).bearer_auth("any").send().await.unwrap();
        let last = recorder.violations().pop().unwrap();
        assert!(last.contains(path) && last.contains(reason), "{last}");
    }
    serving.abort();
}
