//! Settings find out what is wrong, and show what they would hand on.

use ollm_server::Payments;
use secrecy::ExposeSecret;

use crate::server::Server;
use crate::sign_in::with_token;

#[tokio::test]
async fn a_report_is_shown_before_it_is_saved() {
    let server = Server::start(Payments::Instant).await;
    let (data, _driver, window) = with_token(&server, "owner@example.com", "diagnostics").await;
    window.click("button", "Settings").await;
    window.click("button", "Run checks").await;
    window.says_somewhere("The keyring works").await;
    window.picture("1-checks").await;
    window.click("button", "Save a report…").await;
    let dialog = window.get("dialog", "Save a report").await;
    let shown = window.get_in(Some(&dialog), "textbox", "The report").await.value().await.unwrap().unwrap();
    assert!(shown.contains("Keyring: Fine") && shown.contains("[e-mail 1]"), "{shown}");
    assert!(!shown.contains("owner@example.com"));
    window.picture("2-report").await;
    window.get_in(Some(&dialog), "button", "Save").await.click().await.unwrap();
    window.says("status", "ollm-teams-report").await;
    window.picture("3-saved").await;
    let token = server.token("owner@example.com").await;
    window.close().await;
    crate::sign_in::assert_nowhere(data.path(), token.expose_secret());
}
