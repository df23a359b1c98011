//! Signing in with a token, staying signed in, signing out.

use std::path::Path;

use keyring::Entry;
use ollm_server::Payments;
use secrecy::ExposeSecret;
use tempfile::TempDir;

use crate::driver::Driver;
use crate::server::Server;
use crate::window::Window;

/// An app that is signed in as this person with a token.
pub(crate) async fn with_token(server: &Server, email: &str, test: &'static str) -> (TempDir, Driver, Window) {
    with_token_at(server, &server.url(), email, test).await
}

/// The same, where the app reaches the server at another URL.
pub(crate) async fn with_token_at(
    server: &Server,
    url: &str,
    email: &str,
    test: &'static str,
) -> (TempDir, Driver, Window) {
    let data = tempfile::tempdir().expect("a folder");
    let driver = Driver::start(data.path(), Some(url)).await;
    let window = Window::open(&driver.url, test).await;
    let token = server.token(email).await;
    sign_in(&window, url, token.expose_secret()).await;
    window.get("heading", "Teams").await;
    (data, driver, window)
}

pub(crate) async fn sign_in(window: &Window, server: &str, token: &str) {
    if window.all("textbox", Some("API token"), None).await.is_empty() {
        window.click("button", "Use a token").await;
    }
    window.fill("textbox", "Server URL", server).await;
    window.fill("textbox", "API token", token).await;
    window.click("button", "Sign in").await;
}

#[tokio::test]
async fn a_token_is_kept_in_the_keyring_alone_and_forgotten_at_sign_out() {
    let server = Server::start(Payments::Instant).await;
    let client = server.client("owner@example.com").await;
    let me = client.me().await.unwrap();
    server.team_with_every_role("Development").await;
    let token = server.token("owner@example.com").await;
    let entry = Entry::new("OLLM Teams", &format!("{} {}", client.server(), me.id)).unwrap();
    assert!(entry.get_password().is_err(), "nothing is in the keyring before");

    let data = tempfile::tempdir().unwrap();
    let driver = Driver::start(data.path(), Some(&server.url())).await;
    let window = Window::open(&driver.url, "token").await;
    window.click("button", "Use a token").await;
    assert_eq!(window.get("textbox", "Server URL").await.value().await.unwrap(), Some(server.url()), "filled in");
    window.picture("1-form").await;
    sign_in(&window, &server.url(), token.expose_secret()).await;
    window.get("button", "Development").await;
    assert_eq!(entry.get_password().unwrap(), token.expose_secret(), "the token is in the Secret Service");
    window.picture("2-signed-in").await;
    window.close().await;
    assert_nowhere(data.path(), token.expose_secret());

    let window = Window::open(&driver.url, "token").await;
    window.get("button", "Development").await;
    window.says("status", "Live").await;
    let page = window
        .script("return document.documentElement.outerHTML + JSON.stringify({...localStorage, ...sessionStorage})");
    assert!(!page.await.to_string().contains(token.expose_secret()), "the web view never sees the token again");

    window.click("button", "Account").await;
    window.picture("3-account-menu").await;
    window.click("menuitem", "Sign out").await;
    window.get("button", "Start a local workspace").await;
    assert!(matches!(entry.get_password(), Err(keyring::Error::NoEntry)), "the keyring holds nothing more");
    window.close().await;
    assert_nowhere(data.path(), token.expose_secret());
    assert_nowhere(data.path(), "owner@example.com");

    let window = Window::open(&driver.url, "token").await;
    window.get("button", "Use a token").await;
    window.picture("4-signed-out").await;
    window.close().await;
}

/// No file below the folder contains the text.
pub(crate) fn assert_nowhere(folder: &Path, text: &str) {
    for entry in std::fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            assert_nowhere(&path, text);
        } else {
            let bytes = std::fs::read(&path).unwrap();
            let found = bytes.windows(text.len()).any(|window| window == text.as_bytes());
            assert!(!found, "{} contains what it must not", path.display());
        }
    }
}

#[tokio::test]
async fn what_can_not_sign_in_says_why_and_stays_typed() {
    let server = Server::start(Payments::Instant).await;
    let data = tempfile::tempdir().unwrap();
    let driver = Driver::start(data.path(), None).await;
    let window = Window::open(&driver.url, "refused").await;
    for (url, token, code) in [
        (&*server.url(), "sk-ollm-not-a-token", "unauthorized"),
        ("nonsense", "sk-ollm-x", "server_url_invalid"),
        ("http://api.example.com", "sk-ollm-x", "server_url_insecure"),
        ("http://127.0.0.1:1", "sk-ollm-x", "unreachable"),
    ] {
        sign_in(&window, url, token).await;
        window.alert(code).await;
        assert_eq!(window.get("textbox", "Server URL").await.value().await.unwrap().as_deref(), Some(url));
        assert_eq!(window.get("textbox", "API token").await.value().await.unwrap().as_deref(), Some(token));
        window.picture(code).await;
    }
    window.close().await;
}
