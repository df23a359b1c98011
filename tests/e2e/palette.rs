//! Everything from the keyboard: the palette over all commands and teams.

use ollm_server::Payments;
use thirtyfour::prelude::*;

use crate::server::Server;
use crate::sign_in::with_token;
use crate::wait::{PATIENCE, until};
use crate::window::Window;

const SEARCH: &str = "Search commands and teams";

/// The name of what has the focus.
const FOCUSED: &str = "const focused = document.activeElement; \
    return focused.getAttribute('aria-label') ?? focused.textContent.trim();";
/// Whether the focus is in the dialog.
const IN_DIALOG: &str = "return document.querySelector('[role=dialog]')?.contains(document.activeElement) ?? false";
/// The name of the option that Enter chooses, and what is said of it beside its name.
const CHOSEN: &str = "const option = document.querySelector('[role=option][aria-selected=true]'); \
    const more = document.getElementById(option?.getAttribute('aria-describedby') ?? ''); \
    return [option?.getAttribute('aria-label'), option?.getAttribute('aria-disabled'), more?.textContent];";

async fn type_keys(window: &Window, keys: impl Into<TypingData>) {
    let focused = window.driver.active_element().await.expect("something has the focus");
    focused.send_keys(keys).await.expect("it takes keys");
}

async fn open(window: &Window) {
    type_keys(window, Key::Control + "k").await;
    window.get("combobox", SEARCH).await;
    until("the palette has the focus", PATIENCE, async || (window.script(IN_DIALOG).await == true).then_some(())).await;
}

/// Waits until Enter would choose this.
async fn chosen(window: &Window, name: &str) -> serde_json::Value {
    until(&format!("Enter chooses '{name}'"), PATIENCE, async || {
        let chosen = window.script(CHOSEN).await;
        (chosen[0] == name).then_some(chosen)
    })
    .await
}

async fn focus_is_on(window: &Window, name: &str) {
    let what = format!("the focus is on '{name}'");
    until(&what, PATIENCE, async || (window.script(FOCUSED).await == name).then_some(())).await;
}

#[tokio::test]
async fn credits_are_added_to_a_team_that_is_found_by_a_part_of_its_name() {
    let server = Server::start(Payments::Instant).await;
    let team = server.team_with_every_role("Development").await;
    let (_data, _driver, window) = with_token(&server, "owner@example.com", "palette-owner").await;
    window.get("button", "Development").await;
    let violations = "window.violations = []; \
        addEventListener('securitypolicyviolation', (event) => violations.push(event.effectiveDirective));";
    window.script(violations).await;
    // From where it was called, and back there.
    window.script("document.querySelector('[data-name]').focus()").await;
    open(&window).await;
    window.picture("1-everything").await;
    window.press(Key::Escape).await;
    window.gone("combobox", SEARCH).await;
    focus_is_on(&window, "Development").await;

    // By a part of its name, and then what to do.
    open(&window).await;
    type_keys(&window, "velop").await;
    chosen(&window, "Development").await;
    window.picture("2-found").await;
    type_keys(&window, Key::Enter).await;
    chosen(&window, "Show Development").await;
    window.picture("3-team").await;
    type_keys(&window, Key::Down).await;
    chosen(&window, "Top up Development").await;
    type_keys(&window, Key::Enter).await;
    window.get("dialog", "Top up Development").await;
    until("the focus is in the dialog", PATIENCE, async || (window.script(IN_DIALOG).await == true).then_some(()))
        .await;
    window.get("table", "Members of Development").await;
    window.picture("4-top-up").await;
    type_keys(&window, Key::Escape).await;
    window.gone("dialog", "Top up Development").await;
    focus_is_on(&window, "Top up Development").await;

    // By what to do and its name at once, in other words than the button's; it only asks.
    open(&window).await;
    type_keys(&window, "add credits dev").await;
    chosen(&window, "Top up Development").await;
    window.picture("5-at-once").await;
    type_keys(&window, Key::Escape).await;
    window.gone("combobox", SEARCH).await;
    open(&window).await;
    type_keys(&window, "delete dev").await;
    chosen(&window, "Delete Development").await;
    type_keys(&window, Key::Enter).await;
    window.get("group", "Delete Development").await;
    focus_is_on(&window, "Cancel").await;
    type_keys(&window, Key::Escape).await;
    window.gone("group", "Delete Development").await;

    // What was used last is offered first; nothing that fits is said.
    open(&window).await;
    chosen(&window, "Delete Development").await;
    window.picture("6-recent").await;
    type_keys(&window, "no such thing").await;
    window.says("status", "Nothing matches 'no such thing'.").await;
    window.picture("7-nothing").await;
    type_keys(&window, Key::Escape).await;
    window.gone("combobox", SEARCH).await;

    open(&window).await;
    type_keys(&window, "copy team id dev").await;
    chosen(&window, &format!("Copy team ID {team}")).await;
    type_keys(&window, Key::Enter).await;
    window.says("status", &format!("Copied {team}.")).await;
    assert_eq!(window.script("return window.violations").await, serde_json::json!([]), "no style is refused");
    window.close().await;
}

#[tokio::test]
async fn a_viewer_sees_what_is_denied_and_why() {
    let server = Server::start(Payments::Instant).await;
    server.team_with_every_role("Development").await;
    let (_data, _driver, window) = with_token(&server, "viewer@example.com", "palette-viewer").await;
    window.get("button", "Development").await;
    open(&window).await;
    type_keys(&window, "top up dev").await;
    let denied = chosen(&window, "Top up Development").await;
    assert_eq!(denied[1], "true", "it is disabled: {denied}");
    assert!(denied[2].as_str().unwrap().contains("Only the owner can add credits"), "and says why: {denied}");
    type_keys(&window, Key::Enter).await;
    type_keys(&window, Key::Backspace).await;
    chosen(&window, "Top up Development").await;
    assert!(window.all("dialog", Some("Top up Development"), None).await.is_empty(), "nothing is begun");
    window.picture("denied").await;
    window.close().await;
}

#[tokio::test]
async fn the_palette_looks_right() {
    let server = Server::start(Payments::Instant).await;
    server.team_with_every_role("Development").await;
    let (_data, _driver, window) = with_token(&server, "viewer@example.com", "palette-look").await;
    window.get("button", "Development").await;
    for theme in ["Light", "Dark"] {
        open(&window).await;
        type_keys(&window, format!("theme {theme}")).await;
        chosen(&window, &format!("Theme: {theme}")).await;
        type_keys(&window, Key::Enter).await;
        let on = format!("return document.documentElement.dataset.theme === '{}'", theme.to_lowercase());
        until("the theme is on", PATIENCE, async || (window.script(&on).await == true).then_some(())).await;
        for (width, height) in [(1180, 740), (760, 520)] {
            window.resize(width, height).await;
            open(&window).await;
            window.picture(&format!("{theme}-{width}x{height}-all")).await;
            type_keys(&window, "dev").await;
            chosen(&window, "Development").await;
            window.picture(&format!("{theme}-{width}x{height}-typed")).await;
            type_keys(&window, Key::Enter).await;
            chosen(&window, "Show Development").await;
            window.picture(&format!("{theme}-{width}x{height}-team")).await;
            type_keys(&window, Key::Escape).await;
            window.gone("combobox", "What to do with Development").await;
            type_keys(&window, "?").await;
            window.get("dialog", "Keyboard shortcuts").await;
            window.picture(&format!("{theme}-{width}x{height}-shortcuts")).await;
            type_keys(&window, Key::Escape).await;
            window.gone("dialog", "Keyboard shortcuts").await;
        }
    }
    // From right to left.
    open(&window).await;
    type_keys(&window, "العربية").await;
    chosen(&window, "Language: العربية").await;
    type_keys(&window, Key::Enter).await;
    until("it is Arabic", PATIENCE, async || {
        (window.script("return document.documentElement.dir").await == "rtl").then_some(())
    })
    .await;
    type_keys(&window, Key::Control + "k").await;
    until("the palette has the focus", PATIENCE, async || (window.script(IN_DIALOG).await == true).then_some(())).await;
    window.picture("Arabic").await;
    type_keys(&window, "dev").await;
    chosen(&window, "Development").await;
    window.picture("Arabic-typed").await;
    window.close().await;
}
