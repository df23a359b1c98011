//! The window without a pointer: where the tabulator goes, that one sees it, and where the focus is after something
//! was closed.

use ollm_server::Payments;
use thirtyfour::Key;

use crate::driver::Driver;
use crate::server::Server;
use crate::sign_in::with_token;
use crate::wait::{PATIENCE, until};
use crate::window::Window;

/// What has the focus: its name, whether the focus shows, and what lies over it.
const FOCUSED: &str = include_str!("focused.js");

async fn sample(test: &'static str) -> (tempfile::TempDir, Driver, Window) {
    let data = tempfile::tempdir().unwrap();
    let driver = Driver::start(data.path(), None).await;
    let window = Window::open(&driver.url, test).await;
    window.click("checkbox", "With sample data").await;
    window.click("button", "Start a local workspace").await;
    window.get("button", "Research").await;
    window.says("status", "Live").await;
    (data, driver, window)
}

#[tokio::test]
async fn the_tabulator_goes_through_the_page_as_one_reads_it() {
    let (_data, _driver, window) = sample("focus").await;
    window.get("button", "Research").await.send_keys(Key::Enter).await.unwrap();
    window.get("table", "Members of Research").await;
    window.script("document.activeElement.blur(); document.querySelector('main').scrollTop = 0").await;
    let mut stops = Vec::new();
    loop {
        window.press(Key::Tab).await;
        let Some(name) = seen_stop(&window).await else { break };
        if stops.first().is_some_and(|first| *first == name) {
            break;
        }
        stops.push(name);
        assert!(stops.len() < 100, "it comes round: {stops:#?}");
    }
    window.picture("stops").await;
    let expected = [
        "Teams",
        "Activity",
        "Settings",
        "Account",
        "Search teams and people",
        "Sort and filter",
        "Export",
        "New team",
        "Accept invitation to Partner pilot",
        "Decline invitation to Partner pilot",
    ];
    assert_eq!(stops[..expected.len()], expected, "{stops:#?}");
    // One row of the list is a stop, and the arrow keys go to the others.
    let rows = stops.iter().filter(|name| name.starts_with("Top up ")).count();
    assert_eq!(rows, 1, "{stops:#?}");
    // Backwards, what was scrolled away comes back from below the header.
    window.get("button", "Invite").await.focus().await.unwrap();
    for _ in 0..30 {
        let focused = window.driver.active_element().await.unwrap();
        focused.send_keys(Key::Shift + Key::Tab).await.unwrap();
        if seen_stop(&window).await.is_none_or(|name| name == "New team") {
            break;
        }
    }
    window.close().await;
}

/// The name of what has the focus, which can be seen to have it once the page has come to rest.
async fn seen_stop(window: &Window) -> Option<String> {
    let focused = window.script(FOCUSED).await;
    let name = focused["name"].as_str()?;
    let what = format!("'{name}' has the focus, is seen to have it, and lies under nothing");
    until(&what, PATIENCE, async || {
        let focused = window.script(FOCUSED).await;
        (focused["shown"] == true && focused["covered"].is_null()).then_some(())
    })
    .await;
    Some(name.to_owned())
}

/// Opens something with the keyboard alone, closes it, and waits until the focus is where it was.
async fn comes_back(window: &Window, opener: &str, opened: (&str, &str), close: Close) {
    window.get("button", opener).await.send_keys(Key::Enter).await.unwrap();
    window.get(opened.0, opened.1).await;
    until("the focus is in what was opened", PATIENCE, async || {
        let focused = window.script(FOCUSED).await;
        (focused["name"].is_string() && focused["name"] != opener).then_some(())
    })
    .await;
    match close {
        Close::Escape => window.press(Key::Escape).await,
        Close::Button(name) => window.get("button", name).await.send_keys(Key::Enter).await.unwrap(),
    }
    window.gone(opened.0, opened.1).await;
    let what = format!("the focus is on '{opener}' again, after {opened:?}");
    until(&what, PATIENCE, async || (window.script(FOCUSED).await["name"] == opener).then_some(())).await;
}

#[derive(Clone, Copy)]
enum Close {
    Escape,
    Button(&'static str),
}

#[tokio::test]
async fn the_focus_comes_back_from_all_that_opens() {
    let (_data, _driver, window) = sample("focus-back").await;
    for (opener, opened) in [
        ("Sort and filter", ("menuitemcheckbox", "Low balance")),
        ("Export", ("menuitem", "As CSV")),
        ("Account", ("menuitem", "Sign out")),
        ("New team", ("button", "Create")),
        ("Rename Dev", ("button", "Save")),
        ("Delete Dev", ("group", "Delete Dev")),
        ("Top up Dev", ("dialog", "Top up Dev")),
    ] {
        comes_back(&window, opener, opened, Close::Escape).await;
    }
    for (opener, opened, button) in [
        ("New team", ("button", "Create"), "Cancel"),
        ("Rename Dev", ("button", "Save"), "Cancel"),
        ("Delete Dev", ("group", "Delete Dev"), "Cancel"),
        ("Top up Dev", ("dialog", "Top up Dev"), "Cancel"),
    ] {
        comes_back(&window, opener, opened, Close::Button(button)).await;
    }

    // A shortcut has no button: the focus is where it was when the key was pressed.
    let opener = window.get("button", "New team").await;
    opener.send_keys("?").await.unwrap();
    window.get("dialog", "Keyboard shortcuts").await;
    window.press(Key::Escape).await;
    window.gone("dialog", "Keyboard shortcuts").await;
    until("the focus is where it was", PATIENCE, async || {
        (window.script(FOCUSED).await["name"] == "New team").then_some(())
    })
    .await;

    window.click("button", "Settings").await;
    window.get("button", "Save a report…").await;
    comes_back(&window, "Save a report…", ("dialog", "Save a report"), Close::Escape).await;
    window.close().await;
}

#[tokio::test]
async fn the_focus_is_somewhere_when_its_button_is_gone() {
    let server = Server::start(Payments::Instant).await;
    server.team_with_every_role("Development").await;
    let (_data, _driver, window) = with_token(&server, "owner@example.com", "focus-gone").await;
    window.get("button", "Development").await.send_keys(Key::Enter).await.unwrap();
    let remove = "Remove member@example.com";
    comes_back(&window, remove, ("button", "Confirm"), Close::Escape).await;
    window.get("button", remove).await.send_keys(Key::Enter).await.unwrap();
    window.get("button", "Confirm").await.send_keys(Key::Enter).await.unwrap();
    window.gone("button", remove).await;
    has_focus(&window, "a member was removed").await;

    window.get("button", "Delete Development").await.send_keys(Key::Enter).await.unwrap();
    // It asks the server how the team is now, before it can be confirmed.
    let confirm = until("it can be confirmed", PATIENCE, async || {
        let confirm = window.get("button", "Confirm delete").await;
        confirm.attr("aria-disabled").await.ok()?.is_none().then_some(confirm)
    })
    .await;
    confirm.send_keys(Key::Enter).await.unwrap();
    window.gone("button", "Development").await;
    has_focus(&window, "the team was deleted").await;
    window.close().await;
}

/// Waits until something has the focus, so that the tabulator does not begin at the top of the page.
async fn has_focus(window: &Window, after: &str) {
    let what = format!("something has the focus after {after}");
    until(&what, PATIENCE, async || window.script(FOCUSED).await["name"].is_string().then_some(())).await;
}
