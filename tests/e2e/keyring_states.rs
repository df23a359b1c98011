//! The app with a real keyring that is locked, ends in the middle, or is not there.

use std::ffi::OsStr;

use ollm_server::Payments;
use secrecy::ExposeSecret;
use thirtyfour::By;

use crate::driver::Driver;
use crate::keyring_session::KeyringSession;
use crate::server::Server;
use crate::sign_in::{assert_nowhere, sign_in};
use crate::wait::{PATIENCE, until};
use crate::window::Window;

/// Waits for the words about a sign-in that is kept in memory alone, for this reason.
async fn says_not_remembered(window: &Window, code: &str) {
    let selector = format!("section[data-error-code={code}]");
    let what = format!("the window says that the sign-in is not kept: {code}");
    until(&what, PATIENCE, async || window.driver.find(By::Css(&*selector)).await.ok()).await;
}

async fn is_remembered(window: &Window) {
    until("the sign-in is kept", PATIENCE, async || {
        let notices = window.driver.find_all(By::Css("section[data-error-code]")).await.ok()?;
        notices.is_empty().then_some(())
    })
    .await;
}

#[tokio::test]
async fn a_locked_keyring_is_waited_for_and_its_unlock_is_enough() {
    let server = Server::start(Payments::Instant).await;
    let token = server.token("owner@example.com").await;
    let mut keyring = KeyringSession::unlocked().await;
    let data = tempfile::tempdir().unwrap();
    let driver = Driver::start_in(data.path(), Some(&server.url()), &keyring.environment()).await;
    let window = Window::open(&driver.url, "keyring-locked").await;
    sign_in(&window, &server.url(), token.expose_secret()).await;
    window.get("heading", "Teams").await;
    is_remembered(&window).await;
    window.close().await;
    assert_eq!(keyring.entries().await.len(), 1, "one entry an account, and nothing of the check at the start");

    keyring.kill();
    keyring.start_locked().await;
    let window = Window::open(&driver.url, "keyring-locked").await;
    window.says("status", "Waiting for your keyring").await;
    window.picture("1-waiting").await;
    keyring.unlock();
    window.get("heading", "Teams").await;
    window.says("status", "Live").await;
    window.picture("2-unlocked").await;
    window.close().await;
}

#[tokio::test]
async fn a_sign_in_goes_on_beside_a_locked_keyring_and_is_kept_once_it_is_unlocked() {
    let server = Server::start(Payments::Instant).await;
    let token = server.token("owner@example.com").await;
    let mut keyring = KeyringSession::unlocked().await;
    keyring.kill();
    keyring.start_locked().await;
    let data = tempfile::tempdir().unwrap();
    let driver = Driver::start_in(data.path(), Some(&server.url()), &keyring.environment()).await;
    let window = Window::open(&driver.url, "keyring-locked-sign-in").await;
    sign_in(&window, &server.url(), token.expose_secret()).await;
    window.get("heading", "Teams").await;
    says_not_remembered(&window, "keyring_locked").await;
    window.picture("1-not-kept").await;

    keyring.unlock();
    window.click("button", "Keep me signed in").await;
    is_remembered(&window).await;
    assert_eq!(keyring.entries().await.len(), 1);
    window.close().await;
}

#[tokio::test]
async fn a_keyring_that_ends_in_the_middle_is_found_again_without_a_restart_of_the_app() {
    let server = Server::start(Payments::Instant).await;
    let token = server.token("owner@example.com").await;
    let mut keyring = KeyringSession::unlocked().await;
    let data = tempfile::tempdir().unwrap();
    let driver = Driver::start_in(data.path(), Some(&server.url()), &keyring.environment()).await;
    let window = Window::open(&driver.url, "keyring-killed").await;
    sign_in(&window, &server.url(), token.expose_secret()).await;
    window.get("heading", "Teams").await;
    is_remembered(&window).await;

    keyring.kill();
    window.click("button", "Account").await;
    window.click("menuitem", "Sign out").await;
    window.alert("keyring_absent").await;
    window.picture("1-killed").await;

    keyring.start_locked().await;
    keyring.unlock();
    assert_eq!(keyring.entries().await.len(), 1, "the token is still there, as the window says");
    window.click("button", "Account").await;
    window.click("menuitem", "Sign out").await;
    window.get("button", "Use a token").await;
    assert_eq!(keyring.entries().await.len(), 0);

    keyring.kill();
    sign_in(&window, &server.url(), token.expose_secret()).await;
    window.get("heading", "Teams").await;
    says_not_remembered(&window, "keyring_absent").await;
    keyring.start_locked().await;
    keyring.unlock();
    window.click("button", "Keep me signed in").await;
    is_remembered(&window).await;
    assert_eq!(keyring.entries().await.len(), 1);
    window.close().await;
    assert_nowhere(data.path(), token.expose_secret());
    assert_nowhere(&keyring.files(), token.expose_secret());
}

#[tokio::test]
async fn without_d_bus_the_sign_in_lasts_as_long_as_the_app_and_touches_no_file() {
    let server = Server::start(Payments::Instant).await;
    let token = server.token("owner@example.com").await;
    let (data, runtime) = (tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap());
    let environment = [
        ("DBUS_SESSION_BUS_ADDRESS", OsStr::new("unix:path=/nonexistent")),
        // There the bus of a login would be looked for.
        ("XDG_RUNTIME_DIR", runtime.path().as_os_str()),
    ];
    let driver = Driver::start_in(data.path(), Some(&server.url()), &environment).await;
    let window = Window::open(&driver.url, "keyring-absent").await;
    let says_absent = By::Css("[data-credential-state=absent]");
    until("the window says that there is no keyring", PATIENCE, async || {
        window.driver.find(says_absent.clone()).await.ok()
    })
    .await;
    window.picture("1-welcome").await;
    sign_in(&window, &server.url(), token.expose_secret()).await;
    window.get("heading", "Teams").await;
    says_not_remembered(&window, "keyring_absent").await;
    window.picture("2-not-kept").await;
    window.close().await;
    assert_nowhere(data.path(), token.expose_secret());

    let window = Window::open(&driver.url, "keyring-absent").await;
    window.get("button", "Use a token").await;
    window.close().await;
}
