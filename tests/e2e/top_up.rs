//! Adding credits.

use ollm_server::Payments;
use thirtyfour::prelude::*;

use crate::lossy_proxy::LossyProxy;
use crate::server::Server;
use crate::sign_in::{with_token, with_token_at};
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

#[tokio::test]
async fn a_payment_that_waits_is_shown_as_waiting_until_it_is_made() {
    let server = Server::start(Payments::Checkout).await;
    let owner = server.client("owner@example.com").await;
    let (_data, _driver, window) = with_token(&server, "owner@example.com", "checkout").await;
    let id = create_team(&window, "Development").await;
    window.click("button", "Top up Development").await;
    window.click("radio", "$50").await;
    window.click("button", &format!("Add $50.00 to {id}")).await;
    window.get("button", "Open payment page").await;
    // What waits is found again after the dialog was closed.
    window.click("button", "Close").await;
    window.gone("dialog", "Top up Development").await;
    window.click("button", "Top up Development").await;
    window.get("button", "Open payment page").await;
    assert_eq!(balance(&window, "Development").await, "0.00", "nothing is booked yet");
    window.picture("waiting").await;

    // The page is paid elsewhere, as in a browser.
    let team = owner.all_teams().await.unwrap().remove(0);
    let top_up = owner.top_ups(&team.id, &Default::default()).await.unwrap().data.remove(0);
    let page = top_up.checkout_url.expect("a page to pay on");
    server.pay(&page).await;
    balance_becomes(&window, "Development", "50.00").await;
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
    window.get("button", "Try again").await;
    window.says("status", "Offline").await;
    window.picture("1-not-known").await;
    // Closing and coming back loses nothing of it.
    window.click("button", "Close").await;
    network.lose_answers(false);
    window.says("status", "Live").await;
    balance_becomes(&window, "Development", "25.00").await;
    window.click("button", "Top up Development").await;
    window.click("button", "Try again").await;
    window.gone("dialog", "Top up Development").await;
    window.says("status", "$25.00").await;
    window.picture("2-once").await;

    let team = owner.all_teams().await.unwrap().remove(0);
    assert_eq!(team.balance.unwrap().amount.to_string(), "25.00");
    let booked = owner.transactions(&team.id, None, &Default::default()).await.unwrap().data;
    assert_eq!(booked.len(), 1, "one entry in the ledger");
    window.close().await;
}
