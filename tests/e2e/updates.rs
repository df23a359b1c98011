//! Newer versions: found, proved to be the publisher's, and put in the place of the program that runs.

use std::os::unix::fs::PermissionsExt;
use std::path::{Path, PathBuf};

use crate::driver::Driver;
use crate::publisher::Publisher;
use crate::window::Window;

/// A copy of the app that may be replaced.
fn copy_of_the_app(folder: &Path) -> PathBuf {
    let copy = folder.join("ollm-teams");
    std::fs::copy(env!("CARGO_BIN_EXE_ollm-teams"), &copy).expect("the app is copied");
    copy
}

async fn settings(window: &Window) {
    window.click("button", "Start a local workspace").await;
    window.click("button", "Settings").await;
    window.get("heading", "Updates").await;
}

#[tokio::test]
async fn only_what_the_publisher_signed_for_that_version_is_installed() {
    let (data, programs) = (tempfile::tempdir().expect("a folder"), tempfile::tempdir().expect("a folder"));
    let (publisher, stranger) = (Publisher::start().await, Publisher::start().await);
    let variable = publisher.variable();
    let environment = [("OLLM_TEAMS_TEST_PUBLISHER", variable.as_ref())];
    let driver = Driver::start_in(data.path(), None, &environment).await;
    let program = copy_of_the_app(programs.path());
    let before = std::fs::read(&program).expect("the program");
    let window = Window::open_program(&driver.url, "updates", &program, &[]).await;
    settings(&window).await;

    // The server fails.
    window.click("button", "Check for updates").await;
    window.alert("update_server_unreachable").await;
    window.says_somewhere("The update server can not be reached.").await;
    window.scroll_to("button", "Check for updates").await;
    window.picture("1-unreachable").await;

    // The same version, and an older one.
    for version in [env!("CARGO_PKG_VERSION"), "0.0.9"] {
        publisher.offers(version, version, &publisher, b"an old program");
        window.click("button", "Check for updates").await;
        window.says("status", "This is the newest version.").await;
        window.says_somewhere("This is the newest version.").await;
    }

    // A newer one that somebody else signed; and an old one, well signed, that is said to be newer.
    for (signed, by) in [("9.0.0", &stranger), ("0.0.9", &publisher)] {
        publisher.offers("9.0.0", signed, by, b"not the publisher's newest program");
        window.click("button", "Check for updates").await;
        window.says("status", "Version 9.0.0 is available.").await;
        window.click("button", "Download and install").await;
        window.alert("update_refused").await;
        assert_eq!(std::fs::read(&program).expect("the program"), before, "it is as it was");
    }
    window.scroll_to("button", "Check for updates").await;
    window.picture("2-refused").await;

    // A newer one. It is a program, or the updater would refuse it.
    let newer = std::fs::read("/bin/true").expect("a program");
    publisher.offers("9.0.0", "9.0.0", &publisher, &newer);
    window.click("button", "Check for updates").await;
    window.says("status", "Version 9.0.0 is available.").await;
    window.says_somewhere("Faster.").await;
    window.scroll_to("button", "Download and install").await;
    window.picture("3-available").await;
    window.click("button", "Download and install").await;
    window.says("status", "Version 9.0.0 is installed. The next start uses it.").await;
    let restart = window.get("button", "Restart now").await;
    window.scroll_to("button", "Restart now").await;
    window.picture("4-installed").await;
    assert_eq!(std::fs::read(&program).expect("the program"), newer, "it is the newer one");
    let mode = std::fs::metadata(&program).expect("the program").permissions().mode();
    assert_eq!(mode & 0o100, 0o100, "it can be started");

    // The newer program ends at once, and with it the window: that it was pressed may not be answered any more.
    let ended = async || window.driver.title().await.is_err().then_some(());
    let _ = restart.click().await;
    crate::wait::until("the app has ended", crate::wait::PATIENCE, ended).await;
    let _ = window.driver.clone().leak();
}

#[tokio::test]
async fn a_publisher_who_is_away_is_said_to_be() {
    let (data, programs) = (tempfile::tempdir().expect("a folder"), tempfile::tempdir().expect("a folder"));
    let publisher = Publisher::start().await;
    let variable = publisher.variable();
    publisher.goes_away();
    let environment = [("OLLM_TEAMS_TEST_PUBLISHER", variable.as_ref())];
    let driver = Driver::start_in(data.path(), None, &environment).await;
    let window = Window::open_program(&driver.url, "updates", &copy_of_the_app(programs.path()), &[]).await;
    settings(&window).await;
    window.click("button", "Check for updates").await;
    window.alert("update_server_unreachable").await;
    window.close().await;
}

#[tokio::test]
async fn a_build_without_a_publisher_says_that_it_does_not_update_itself() {
    let data = tempfile::tempdir().expect("a folder");
    let driver = Driver::start(data.path(), None).await;
    let window = Window::open(&driver.url, "updates").await;
    settings(&window).await;
    window.says_somewhere("This build does not update itself.").await;
    assert!(window.all("button", Some("Check for updates"), None).await.is_empty());
    window.close().await;
}
