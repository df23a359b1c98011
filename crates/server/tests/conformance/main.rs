//! The client, the server and the OpenAPI document say the same.
//!
//! One scenario calls every method of the client against a real server: once directly, and once through Prism, which
//! checks each request and each answer, refusals included, against `docs/openapi.json`.

#![expect(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    reason = "clippy knows tests by their attribute, not their helpers"
)]

mod coverage;
mod document;
mod prism;
mod recorder;
mod scenario;
mod self_check;
mod stage;

use crate::prism::Prism;
use crate::recorder::Recorder;
use crate::stage::{Server, Stage};

#[tokio::test]
async fn client_and_server_agree() {
    let server = Server::start().await;
    let recorder = Recorder::start(&server.url).await;
    scenario::play(&Stage::set(&server, &recorder.url).await).await;
    coverage::every_operation_was_asked_for(&recorder.exchanges());
}

#[tokio::test]
async fn both_keep_to_the_document() {
    let server = Server::start().await;
    let prism = Prism::start(&server.url).await;
    let recorder = Recorder::start(&prism.url).await;
    let stage = Stage::set(&server, &recorder.url).await;
    // What Prism objects to breaks the scenario as well, but its own words say why.
    let outcome = tokio::spawn(async move { scenario::play(&stage).await }).await;
    let violations = recorder.violations();
    assert!(violations.is_empty(), "{} violations:\n{}", violations.len(), violations.join("\n"));
    outcome.expect("the scenario plays through the proxy");
    coverage::every_operation_was_asked_for(&recorder.exchanges());
}
