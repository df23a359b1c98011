//! A list that is longer than any window, in the real one.

use ollm_server::{Database, GenerateOptions, Payments};
use serde_json::json;
use thirtyfour::prelude::*;

use crate::server::Server;
use crate::sign_in::with_token;
use crate::wait::{PATIENCE, until};
use crate::window::Window;

const OWNER: &str = "owner@example.com";
const TEAMS: u32 = 1000;

/// The team that has the focus: its identifier, its place in the list and how long that is said to be.
const FOCUSED: &str = "const row = document.activeElement?.closest('[data-team-id]'); \
    return row && [row.dataset.teamId, Number(row.ariaPosInSet ?? row.getAttribute('aria-posinset')), \
    Number(row.getAttribute('aria-setsize'))];";
const ROWS: &str = "return document.querySelectorAll('[data-team-id]').length";

async fn large(test: &'static str) -> (Server, (tempfile::TempDir, crate::driver::Driver, Window)) {
    let server = Server::start_over(Payments::Instant, async |file| {
        let database = Database::open(file).await.expect("a database");
        let email = OWNER.parse().expect("an address");
        let options = GenerateOptions { teams: TEAMS, members: 5, people: 400, seed: 1, email };
        database.generate(&options).await.expect("the data");
        database.close().await;
    })
    .await;
    let app = with_token(&server, OWNER, test).await;
    app.2.says_somewhere("1,000 teams").await;
    (server, app)
}

/// Waits until the focus is on the row at this place.
async fn focused_at(window: &Window, place: u32) -> String {
    until(&format!("the focus is on row {place}"), PATIENCE, async || {
        let focused = window.script(FOCUSED).await;
        (focused[1] == json!(place) && focused[2] == json!(TEAMS)).then(|| focused[0].as_str().map(str::to_owned))?
    })
    .await
}

#[tokio::test]
async fn a_thousand_teams_are_as_easy_as_ten() {
    let (server, (_data, driver, window)) = large("large").await;
    window.picture("1-top").await;
    let rows = window.script(ROWS).await.as_u64().unwrap();
    assert!(rows < 60, "{rows} rows are on the page");

    // The keyboard gets everywhere.
    window.script("document.querySelector('[data-team-id] [aria-expanded]').focus()").await;
    let first = focused_at(&window, 1).await;
    window.press(Key::Down).await;
    focused_at(&window, 2).await;
    window.press(Key::End).await;
    let last = focused_at(&window, TEAMS).await;
    assert_ne!(first, last);
    assert!(window.script(ROWS).await.as_u64().unwrap() < 60);
    window.press(Key::Enter).await;
    window.get("textbox", "Email").await;
    window.picture("2-end").await;

    // What is half typed stays, wherever the list is scrolled to; and its row is where it was.
    window.fill("textbox", "Email", "half@typed").await;
    let scroller = "document.querySelector('main')";
    window.script(&format!("{scroller}.scrollTop = 0")).await;
    until("the list is at its top", PATIENCE, async || {
        let top = format!("return document.querySelector('[aria-posinset=\"1\"]')?.dataset.teamId === '{first}'");
        (window.script(&top).await == json!(true)).then_some(())
    })
    .await;
    let typed = window.script("return [...document.querySelectorAll('input')].map(input => input.value)").await;
    assert!(typed.as_array().unwrap().contains(&json!("half@typed")), "{typed}");

    // News from elsewhere moves nothing that somebody looks at.
    window.script(&format!("{scroller}.scrollTop = {scroller}.scrollHeight / 2")).await;
    tokio::time::sleep(std::time::Duration::from_millis(500)).await;
    let on_screen = "const top = document.querySelector('main').getBoundingClientRect().top; \
        const row = [...document.querySelectorAll('[data-team-id]')].find(row => row.getBoundingClientRect().top > top + 100); \
        return [row.dataset.teamId, Math.round(row.getBoundingClientRect().top)]";
    let before = window.script(on_screen).await;
    let client = server.client(OWNER).await;
    let name = ollm_teams_core::api::TeamName::parse("0 comes first").unwrap();
    client.create_team(&name, &ollm_teams_core::api::client::IdempotencyKey::new()).await.unwrap();
    window.come_back().await;
    window.says_somewhere("1,001 teams").await;
    assert_eq!(window.script(on_screen).await, before);

    // Search, and an order that is remembered.
    window.fill("searchbox", "Search teams and people", "0 comes first").await;
    until("one team is found", PATIENCE, async || (window.script(ROWS).await.as_u64()? <= 2).then_some(())).await;
    window.picture("3-found").await;
    window.get("searchbox", "Search teams and people").await.send_keys(Key::Escape).await.unwrap();
    window.click("button", "Sort and filter").await;
    window.click("menuitemradio", "Balance").await;
    window.press(Key::Escape).await;
    window.close().await;
    let window = Window::open(&driver.url, "large").await;
    window.says_somewhere("1,001 teams").await;
    let balances = "return [...document.querySelectorAll('[data-team-id] [data-balance]')].slice(0, 10) \
        .map(balance => Number(balance.dataset.balance))";
    let balances = window.script(balances).await;
    let balances: Vec<f64> = balances.as_array().unwrap().iter().map(|balance| balance.as_f64().unwrap()).collect();
    assert!(balances.len() == 10 && balances.is_sorted(), "{balances:?}");
    window.picture("4-by-balance").await;
    window.close().await;
}
