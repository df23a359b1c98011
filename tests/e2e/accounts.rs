//! Several accounts in one window.

use ollm_server::Payments;
use secrecy::ExposeSecret;

use crate::server::Server;
use crate::sign_in::{sign_in, with_token};
use crate::teams::create_team;
use crate::window::Window;

async fn add(window: &Window, server: &Server, email: &str) {
    window.click("button", "Account").await;
    window.click("menuitem", "Add account").await;
    let token = server.token(email).await;
    sign_in(window, &server.url(), token.expose_secret()).await;
    window.get("heading", "Teams").await;
}

async fn switch(window: &Window, email: &str) {
    window.click("button", "Account").await;
    window.click("menuitem", &format!("Switch to {email}")).await;
}

#[tokio::test]
async fn two_accounts_side_by_side() {
    let (here, there) = (Server::start(Payments::Instant).await, Server::start(Payments::Instant).await);
    let (_data, driver, window) = with_token(&here, "a@example.com", "accounts").await;
    create_team(&window, "Of a").await;
    add(&window, &there, "b@example.com").await;
    create_team(&window, "Of b").await;
    window.gone("button", "Of a").await;

    for _ in 0..10 {
        switch(&window, "a@example.com").await;
        window.get("button", "Of a").await;
        window.gone("button", "Of b").await;
        switch(&window, "b@example.com").await;
        window.get("button", "Of b").await;
        window.gone("button", "Of a").await;
    }
    window.click("button", "Account").await;
    window.picture("1-menu").await;
    window.press(thirtyfour::Key::Escape).await;
    switch(&window, "a@example.com").await;
    window.get("button", "Of a").await;
    window.close().await;

    let window = Window::open(&driver.url, "accounts").await;
    window.get("button", "Of a").await;
    window.click("button", "Settings").await;
    window.get("heading", "Accounts").await;
    window.picture("2-settings").await;
    window.click("button", "Account").await;
    window.click("menuitem", "Sign out").await;
    window.get("button", "Of b").await;
    window.close().await;

    let window = Window::open(&driver.url, "accounts").await;
    window.get("button", "Of b").await;
    window.close().await;
}
