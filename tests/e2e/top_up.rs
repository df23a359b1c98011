//! Adding credits.

use ollm_server::Payments;
use ollm_teams_core::api::TeamId;
use secrecy::ExposeSecret;
use thirtyfour::prelude::*;

use crate::lossy_proxy::LossyProxy;
use crate::server::Server;
use crate::sign_in::{sign_in, with_token, with_token_at};
use crate::teams::{create_team, local_workspace, row};
use crate::wait::{PATIENCE, until};
use crate::window::Window;

async fn balance(window: &Window, team: &str) -> String {
    let row = row(window, team).await;
    let balance = row.find(By::Css("[data-balance]")).await.expect("a balance");
    balance.attr("data-balance").await.expect("an attribute").unwrap_or_default()
}

async fn balance_becomes(window: &Window, team: &str, amount: &str) {
    let what = format!("the balance of {team} is {amount}");
    until(&what, PATIENCE, async || (balance(window, team).await == amount).then_some(())).await;
}

#[tokio::test]
async fn credits_are_added_by_preset_and_by_own_amount() {
    let (_data, _driver, window) = local_workspace("top-up").await;
    let id = create_team(&window, "Development").await;

    window.click("button", "Top up Development").await;
    window.get("dialog", "Top up Development").await;
    for preset in ["$10", "$25", "$50", "$100"] {
        let radio = window.get("radio", preset).await;
        assert_ne!(
            radio.attr("aria-checked").await.unwrap().as_deref(),
            Some("true"),
            "nothing is chosen that spends money"
        );
    }
    window.click("radio", "$25").await;
    window.get("button", &format!("Add $25.00 to {id}")).await;
    window.picture("1-preset").await;
    window.click("button", &format!("Add $25.00 to {id}")).await;
    window.gone("dialog", "Top up Development").await;
    balance_becomes(&window, "Development", "25.00").await;
    window.says("status", "$25.00").await;

    window.click("button", "Top up Development").await;
    window.fill("textbox", "Amount", "12.50").await;
    window.click("button", &format!("Add $12.50 to {id}")).await;
    window.gone("dialog", "Top up Development").await;
    balance_becomes(&window, "Development", "37.50").await;
    window.picture("2-added").await;

    // Where the money came from.
    window.click("tab", "Billing").await;
    let ledger = window.get("table", "Transactions of Development").await;
    until("both are in the ledger", PATIENCE, async || {
        let text = ledger.text().await.ok()?;
        (text.contains("+$25.00") && text.contains("+$12.50") && text.contains("$37.50")).then_some(())
    })
    .await;
    window.picture("3-ledger").await;
    window.close().await;
}

#[tokio::test]
async fn an_amount_that_can_not_be_paid_is_caught_while_it_is_typed() {
    let (_data, _driver, window) = local_workspace("amounts").await;
    create_team(&window, "Development").await;
    window.click("button", "Top up Development").await;
    for (typed, code) in [
        ("ten", "amount_not_a_number"),
        ("1.005", "amount_too_many_decimals"),
        ("0.50", "amount_out_of_range"),
        ("10000.01", "amount_out_of_range"),
    ] {
        window.fill("textbox", "Amount", typed).await;
        window.alert(code).await;
        assert_eq!(window.get("textbox", "Amount").await.value().await.unwrap().as_deref(), Some(typed));
    }
    window.picture("out-of-range").await;
    window.press(Key::Escape).await;
    window.gone("dialog", "Top up Development").await;
    assert_eq!(balance(&window, "Development").await, "0.00");
    window.close().await;
}

/// Begins to add $50 to a new team, and waits for the payment page to be offered.
async fn begin_to_pay(window: &Window) -> TeamId {
    let id = create_team(window, "Development").await;
    add_50(window, &id).await;
    TeamId::new(id)
}

async fn add_50(window: &Window, id: &str) {
    window.click("button", "Top up Development").await;
    window.click("radio", "$50").await;
    window.click("button", &format!("Add $50.00 to {id}")).await;
    window.get("button", "Open payment page").await;
}

#[tokio::test]
async fn a_payment_that_waits_is_shown_as_waiting_until_it_is_made() {
    let server = Server::start(Payments::Checkout).await;
    let owner = server.client("owner@example.com").await;
    let (_data, _driver, window) = with_token(&server, "owner@example.com", "checkout").await;
    let team = begin_to_pay(&window).await;
    // With its port, which is not the usual one here.
    window.says_somewhere(&format!("in your browser at {}.", server.url().trim_start_matches("http://"))).await;
    window.picture("1-waiting").await;
    // What waits is found again after the dialog was closed.
    window.click("button", "Close").await;
    window.gone("dialog", "Top up Development").await;
    window.says_somewhere("pending +$50.00").await;
    window.picture("2-pending-row").await;
    window.click("button", "Top up Development").await;
    window.get("button", "Open payment page").await;
    assert_eq!(balance(&window, "Development").await, "0.00", "nothing is booked yet");
    // The page is paid elsewhere, as in a browser.
    server.pay(&owner, &team).await;
    window.come_back().await;
    window.gone("dialog", "Top up Development").await;
    window.says("status", "Added $50.00").await;
    balance_becomes(&window, "Development", "50.00").await;

    // The same once more is asked about first, and is declined then.
    window.click("button", "Top up Development").await;
    window.click("radio", "$50").await;
    window.click("button", &format!("Add $50.00 to {team}")).await;
    window.alert("top_up_repeats").await;
    window.picture("3-once-more").await;
    window.click("button", &format!("Add another $50.00 to {team}")).await;
    window.get("button", "Open payment page").await;
    server.decline(&owner, &team).await;
    window.come_back().await;
    window.alert("top_up_failed").await;
    window.picture("4-declined").await;
    assert_eq!(window.get("textbox", "Amount").await.value().await.unwrap().as_deref(), Some("50"));

    // And a third one is canceled.
    window.click("button", &format!("Add $50.00 to {team}")).await;
    window.click("button", &format!("Add another $50.00 to {team}")).await;
    window.click("button", &format!("Cancel payment of $50.00 to {team}")).await;
    window.gone("dialog", "Top up Development").await;
    window.says("status", "Nothing was charged").await;
    assert_eq!(balance(&window, "Development").await, "50.00");
    window.close().await;
}

#[tokio::test]
async fn signing_out_with_an_open_payment_is_asked_about_and_finds_it_again() {
    let server = Server::start(Payments::Checkout).await;
    let owner = server.client("owner@example.com").await;
    let (_data, _driver, window) = with_token(&server, "owner@example.com", "leaving").await;
    let team = begin_to_pay(&window).await;
    window.click("button", "Close").await;
    let leave = async || {
        window.click("button", "Account").await;
        window.click("menuitem", "Sign out").await;
        window.get("dialog", "Sign out with an open payment?").await;
    };
    leave().await;
    window.says_somewhere("waiting for payment").await;
    window.picture("1-asked").await;
    window.click("button", "Stay signed in").await;
    window.says_somewhere("pending +$50.00").await;
    leave().await;
    window.click("button", "Sign out").await;
    window.get("button", "Use a token").await;
    server.pay(&owner, &team).await;
    let token = server.token("owner@example.com").await;
    sign_in(&window, &server.url(), token.expose_secret()).await;
    window.says_somewhere(&format!("$50.00 reached Development ({team}).")).await;
    window.picture("2-found-again").await;
    window.close().await;
}

#[tokio::test]
async fn a_payment_that_is_made_while_the_app_is_closed_is_told_at_the_next_start() {
    let server = Server::start(Payments::Checkout).await;
    let owner = server.client("owner@example.com").await;
    let (_data, driver, window) = with_token(&server, "owner@example.com", "paid-meanwhile").await;
    let team = begin_to_pay(&window).await;
    window.close().await;
    server.pay(&owner, &team).await;

    let window = Window::open(&driver.url, "paid-meanwhile").await;
    window.says_somewhere(&format!("$50.00 reached Development ({team}).")).await;
    balance_becomes(&window, "Development", "50.00").await;
    window.picture("told").await;
    window.click("button", "OK").await;
    window.close().await;
    let window = Window::open(&driver.url, "paid-meanwhile").await;
    balance_becomes(&window, "Development", "50.00").await;
    assert!(!window.text().await.contains("reached Development"), "it is said once");
    window.close().await;
}

#[tokio::test]
async fn a_top_up_whose_answer_is_lost_is_added_once() {
    let server = Server::start(Payments::Instant).await;
    let network = LossyProxy::before(&server.url()).await;
    let owner = server.client("owner@example.com").await;
    let (_data, _driver, window) = with_token_at(&server, &network.url, "owner@example.com", "lost-answer").await;
    let id = create_team(&window, "Development").await;
    window.click("button", "Top up Development").await;
    window.click("radio", "$25").await;
    window.get("button", &format!("Add $25.00 to {id}")).await;
    network.lose_answers(true);
    window.click("button", &format!("Add $25.00 to {id}")).await;
    window.alert("outcome_unknown").await;
    window.picture("1-not-known").await;
    // Closing loses nothing of it: it is settled without anybody asking for it.
    window.click("button", "Close").await;
    window.says_somewhere("checking +$25.00").await;
    window.picture("2-checking-row").await;
    network.lose_answers(false);
    window.says_somewhere(&format!("$25.00 reached Development ({id}).")).await;
    balance_becomes(&window, "Development", "25.00").await;
    window.picture("3-once").await;

    let team = owner.all_teams().await.unwrap().remove(0);
    assert_eq!(team.balance.unwrap().amount.to_string(), "25.00");
    let booked = owner.transactions(&team.id, &Default::default(), &Default::default()).await.unwrap().data;
    assert_eq!(booked.len(), 1, "one entry in the ledger");
    window.close().await;
}
