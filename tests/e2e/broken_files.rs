//! Files that are not what the app wrote, and two windows on the same ones.

use crate::driver::Driver;
use crate::keyring_session::KeyringSession;
use crate::teams::create_team;
use crate::window::Window;

#[tokio::test]
async fn a_broken_workspace_is_named_and_left_as_it_is() {
    let data = tempfile::tempdir().expect("a folder");
    let file = data.path().join("local-workspace.db");
    let garbage = vec![0x5a; 20_000];
    std::fs::write(&file, &garbage).unwrap();
    let driver = Driver::start(data.path(), None).await;
    let window = Window::open(&driver.url, "broken").await;
    window.click("button", "Start a local workspace").await;
    let alert = window.alert("local_workspace_unreadable").await;
    let words = alert.prop("textContent").await.unwrap().unwrap_or_default();
    assert!(words.contains(&file.display().to_string()), "it says which file: {words}");
    window.picture("workspace").await;
    assert_eq!(std::fs::read(&file).unwrap(), garbage, "the file is as it was");

    // What it says helps.
    std::fs::rename(&file, data.path().join("elsewhere.db")).unwrap();
    window.click("button", "Start a local workspace").await;
    window.get("heading", "Teams").await;
    window.close().await;
}

#[tokio::test]
async fn broken_preferences_are_set_aside() {
    let data = tempfile::tempdir().expect("a folder");
    std::fs::write(data.path().join("preferences.json"), "{\"account\": {").unwrap();
    let driver = Driver::start(data.path(), None).await;
    let window = Window::open(&driver.url, "broken").await;
    window.click("button", "Start a local workspace").await;
    window.get("heading", "Teams").await;
    window.close().await;
    let aside = std::fs::read_to_string(data.path().join("preferences.json.unreadable")).unwrap();
    assert_eq!(aside, "{\"account\": {");
}

#[tokio::test]
async fn two_windows_on_one_workspace_leave_each_other_alone() {
    let data = tempfile::tempdir().expect("a folder");
    // In one desktop session, the second would only bring the first to the front.
    let elsewhere = KeyringSession::start();
    let (first_driver, second_driver) =
        (Driver::start(data.path(), None).await, Driver::start_in(data.path(), None, &elsewhere.environment()).await);
    let first = Window::open(&first_driver.url, "two").await;
    first.click("button", "Start a local workspace").await;
    create_team(&first, "From the first").await;
    let second = Window::open(&second_driver.url, "two").await;
    second.get("button", "From the first").await;
    create_team(&second, "From the second").await;
    create_team(&first, "From the first again").await;
    first.get("button", "From the second").await;
    second.close().await;
    create_team(&first, "After the second").await;
    first.close().await;
}
