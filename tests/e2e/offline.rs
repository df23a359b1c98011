//! The app while its server is away, and when it is back.

use std::path::PathBuf;
use std::time::{Duration, Instant};

use ollm_server::Payments;
use ollm_teams_core::api::client::IdempotencyKey;
use ollm_teams_core::api::{Email, Role, TeamName};
use thirtyfour::prelude::*;

use crate::lossy_proxy::LossyProxy;
use crate::server::Server;
use crate::sign_in::{with_token, with_token_at};
use crate::teams::{create_team, row};
use crate::wait::{PATIENCE, until};
use crate::window::Window;

const OWNER: &str = "owner@example.com";

/// How far below the top of its row an open team's table is, in px.
async fn above_members(window: &Window) -> Option<f64> {
    window.get("table", "Members of Research").await;
    let script = "const table = document.querySelector('table[aria-label=\"Members of Research\"]');
        return table.getBoundingClientRect().top - table.closest('li').getBoundingClientRect().top";
    window.script(script).await.as_f64()
}

#[tokio::test]
async fn the_window_opens_without_its_server_and_notices_that_it_is_back() {
    let mut server = Server::start(Payments::Instant).await;
    let (_data, driver, window) = with_token(&server, OWNER, "offline").await;
    create_team(&window, "Development").await;
    create_team(&window, "Research").await;
    window.says("status", "Live").await;
    server.stop().await;
    window.come_back().await;
    window.says("status", "Offline, as of").await;
    window.close().await;

    let window = Window::open(&driver.url, "offline").await;
    window.get("button", "Development").await;
    window.says("status", "Offline, as of").await;
    window.picture("1-offline").await;
    // What is there can be looked at and searched; what needs the server says why it can not be had.
    window.fill("searchbox", "Search teams and people", "resea").await;
    window.gone("button", "Development").await;
    window.click("button", "Research").await;
    let above_offline = above_members(&window).await;
    let top_up = window.get("button", "Top up Research").await;
    assert_eq!(top_up.attr("aria-disabled").await.unwrap().as_deref(), Some("true"));
    window.picture("2-expanded").await;
    window.get("searchbox", "Search teams and people").await.send_keys(Key::Escape).await.unwrap();

    // Something half typed outlives the return of the server.
    server.start_again().await;
    let back = Instant::now();
    window.says("status", "Live").await;
    assert!(back.elapsed() < Duration::from_secs(5), "{:?}", back.elapsed());
    // Who is about to click a role hits it, whatever comes and goes with the connection.
    assert_eq!(above_members(&window).await, above_offline, "the table stays where it is");
    window.click("button", "Rename Development").await;
    window.fill("textbox", "Team name", "Half typed").await;
    server.stop().await;
    window.come_back().await;
    window.says("status", "Offline, as of").await;
    let save = window.get("button", "Save").await;
    assert_eq!(save.attr("aria-disabled").await.unwrap().as_deref(), Some("true"));
    window.picture("3-half-typed").await;
    server.start_again().await;
    window.says("status", "Live").await;
    window.click("button", "Save").await;
    window.get("button", "Half typed").await;
    window.close().await;
}

#[tokio::test]
async fn a_server_that_takes_questions_and_answers_none_is_not_called_live() {
    let server = Server::start(Payments::Instant).await;
    let network = LossyProxy::before(&server.url()).await;
    let (_data, _driver, window) = with_token_at(&server, &network.url, OWNER, "silent").await;
    create_team(&window, "Development").await;
    window.says("status", "Live").await;
    network.freeze(true);
    window.come_back().await;
    window.says("status", "Checking, as of").await;
    window.picture("checking").await;
    // It is given its time: nothing is taken away meanwhile.
    let top_up = window.get("button", "Top up Development").await;
    assert_eq!(top_up.attr("aria-disabled").await.unwrap(), None);
    network.freeze(false);
    window.says("status", "Live").await;
    window.close().await;
}

#[tokio::test]
async fn a_team_that_somebody_else_took_away_is_said_to_be_gone_with_what_was_typed() {
    let server = Server::start(Payments::Instant).await;
    let other = server.client("other@example.com").await;
    let team = other.create_team(&TeamName::parse("Theirs").unwrap(), &IdempotencyKey::new()).await.unwrap().id;
    let me = Email::parse(OWNER).unwrap();
    let invitation = other.invite(&team, &me, &Role::Admin, &IdempotencyKey::new()).await.unwrap();
    let mine = server.client(OWNER).await;
    mine.accept_invitation(&invitation.id).await.unwrap();
    let (_data, driver, window) = with_token(&server, OWNER, "lost").await;
    create_team(&window, "Mine").await;
    window.click("button", "Theirs").await;
    // The row is looked up anew each time: the list may be making it anew, with the team that was just created.
    let field = until("an invitation can be typed", PATIENCE, async || {
        let theirs = row(&window, "Theirs").await;
        window.all("textbox", Some("Email"), Some(&theirs)).await.into_iter().next()
    })
    .await;
    field.send_keys("half@typed").await.unwrap();

    other.remove_member(&team, &mine.me().await.unwrap().id).await.unwrap();
    window.come_back().await;
    window.says_somewhere("You are no longer in Theirs").await;
    window.says_somewhere("half@typed").await;
    window.gone("button", "Theirs").await;
    window.picture("1-said").await;
    window.click("button", "OK").await;
    until("it is said once", PATIENCE, async || (!window.text().await.contains("no longer in")).then_some(())).await;
    window.close().await;

    let window = Window::open(&driver.url, "lost").await;
    window.get("button", "Mine").await;
    window.says("status", "Live").await;
    assert!(!window.text().await.contains("no longer in"));
    window.close().await;
}

#[tokio::test]
async fn a_broken_copy_is_set_aside_and_said_to_be() {
    let server = Server::start(Payments::Instant).await;
    let (data, driver, window) = with_token(&server, OWNER, "broken-copy").await;
    create_team(&window, "Development").await;
    window.close().await;
    let folder = data.path().join("offline");
    let copies: Vec<PathBuf> = std::fs::read_dir(&folder).unwrap().map(|entry| entry.unwrap().path()).collect();
    for file in &copies {
        if file.extension().is_some_and(|extension| extension == "db") {
            std::fs::write(file, vec![0x5a; 20_000]).unwrap();
        } else {
            std::fs::remove_file(file).unwrap();
        }
    }

    let window = Window::open(&driver.url, "broken-copy").await;
    window.says_somewhere("The offline copy could not be read").await;
    window.get("button", "Development").await;
    window.picture("1-said").await;
    window.close().await;
    let aside = std::fs::read_dir(&folder).unwrap().map(|entry| entry.unwrap().file_name());
    assert!(aside.into_iter().any(|name| name.to_string_lossy().contains("damaged")), "it is kept for diagnosis");
}

#[tokio::test]
async fn the_list_is_exported_as_it_is_shown() {
    let mut server = Server::start(Payments::Instant).await;
    let (_data, _driver, window) = with_token(&server, OWNER, "export").await;
    create_team(&window, "Development").await;
    create_team(&window, "=Formula").await;
    server.stop().await;
    window.come_back().await;
    window.says("status", "Offline, as of").await;
    window.click("button", "Export").await;
    window.click("menuitem", "As CSV").await;
    window.says_somewhere("Saved as").await;
    window.picture("1-saved").await;
    let text = window.text().await;
    let path = text.split("Saved as ").nth(1).and_then(|rest| rest.split_whitespace().next()).unwrap();
    let path = path.trim_end_matches('.');
    let content = std::fs::read_to_string(path).unwrap();
    // It is in the user's downloads, where there are some.
    std::fs::remove_file(path).unwrap();
    assert!(content.starts_with("id,name,role,balance,currency,") && content.contains(",Development,owner,0.00,USD,"));
    assert!(content.contains(",'=Formula,"), "{content}");
    window.close().await;
}
