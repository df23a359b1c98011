//! Signing in with the browser: the real app, the real server, and an authorization server that is not ours. The
//! browser alone is a stand-in, which the app opens through the system as it would any other.

use std::net::TcpStream;
use std::time::Duration;

use keyring::Entry;
use ollm_authorization_server::{AuthorizationServer, Browser, BrowserOnPath, Options};
use ollm_teams_core::Url;
use tempfile::TempDir;
use thirtyfour::prelude::*;

use crate::driver::Driver;
use crate::server::Server;
use crate::sign_in::assert_nowhere;
use crate::teams::create_team;
use crate::wait::{PATIENCE, until};
use crate::window::Window;

/// After this long, a token that lives twice as long is due for renewal.
const HALF_LIFE: Duration = Duration::from_secs(4);
const EMAIL: &str = "owner@example.com";

/// A person at a desk: the app, not signed in, and the browser that it opens.
struct Desk {
    authorization: AuthorizationServer,
    server: Server,
    data: TempDir,
    driver: Driver,
    opened: BrowserOnPath,
    window: Window,
}

async fn desk(options: Options, test: &'static str) -> Desk {
    let authorization = AuthorizationServer::start(options).await.expect("run `cargo xtask setup`");
    let server = Server::start_with_issuer(&authorization).await;
    let opened = BrowserOnPath::new().unwrap();
    let data = tempfile::tempdir().unwrap();
    let path = opened.path().unwrap();
    let driver = Driver::start_in(data.path(), Some(&server.url()), &[("PATH", &path)]).await;
    let window = Window::open(&driver.url, test).await;
    Desk { authorization, server, data, driver, opened, window }
}

impl Desk {
    /// Asks for the browser, and gives the page that the app opens in it.
    async fn open_browser(&mut self) -> Url {
        if self.window.all("button", Some("Continue in your browser"), None).await.is_empty() {
            self.window.click("button", "Sign in with your browser").await;
        }
        self.window.click("button", "Continue in your browser").await;
        self.opened.next_url(PATIENCE).await.unwrap()
    }

    async fn sign_in(&mut self) {
        let page = self.open_browser().await;
        let browser = Browser::new().unwrap();
        let redirect = browser.sign_in(&page, EMAIL).await.unwrap();
        let landing = browser.follow(&redirect).await.unwrap();
        assert!(landing.text.contains("OLLM Teams"), "it says where to go on: {}", landing.text);
        self.window.get("heading", "Teams").await;
    }

    async fn entry(&self) -> Entry {
        let me = self.server.client(EMAIL).await.me().await.unwrap();
        Entry::new("OLLM Teams", &format!("{} {}", self.server.url(), me.id)).unwrap()
    }
}

#[tokio::test]
async fn in_with_the_browser_and_out_again() {
    let mut desk = desk(Options::default(), "browser").await;
    desk.window.click("button", "Sign in with your browser").await;
    desk.window.picture("1-form").await;
    let page = desk.open_browser().await;
    assert_eq!(page.origin(), Url::parse(&desk.authorization.url).unwrap().origin());
    let asked: std::collections::HashMap<_, _> = page.query_pairs().into_owned().collect();
    assert_eq!((&*asked["code_challenge_method"], &*asked["response_type"]), ("S256", "code"));
    desk.window.says("status", "Waiting for your browser").await;
    desk.window.picture("2-waiting").await;

    let browser = Browser::new().unwrap();
    let redirect = browser.sign_in(&page, EMAIL).await.unwrap();
    assert_eq!(redirect.url().host_str(), Some("127.0.0.1"));
    let landing = browser.follow(&redirect).await.unwrap();
    assert_eq!(landing.status, 200, "{}", landing.text);
    desk.window.get("heading", "Teams").await;
    create_team(&desk.window, "Development").await;
    desk.window.picture("3-signed-in").await;
    assert!(browser.follow(&redirect).await.is_err(), "nothing listens there any more: a code is not taken twice");

    let entry = desk.entry().await;
    let grant: serde_json::Value = serde_json::from_str(&entry.get_password().unwrap()).unwrap();
    let secrets: Vec<&str> = ["access_token", "refresh_token"].map(|name| grant[name].as_str().unwrap()).to_vec();
    desk.window.close().await;
    for secret in &secrets {
        assert_nowhere(desk.data.path(), secret);
    }

    desk.window = Window::open(&desk.driver.url, "browser").await;
    desk.window.get("button", "Development").await;
    desk.window.click("button", "Account").await;
    desk.window.click("menuitem", "Sign out").await;
    desk.window.get("button", "Sign in with your browser").await;
    assert!(matches!(entry.get_password(), Err(keyring::Error::NoEntry)));
    until("the refresh token is revoked", PATIENCE, async || {
        (desk.authorization.counts().await.unwrap().revocations > 0).then_some(())
    })
    .await;
    desk.window.close().await;
    assert_nowhere(desk.data.path(), EMAIL);
}

#[tokio::test]
async fn cancel_closes_the_way_back() {
    let mut desk = desk(Options::default(), "canceled").await;
    let page = desk.open_browser().await;
    let browser = Browser::new().unwrap();
    let late = browser.sign_in(&page, EMAIL).await.unwrap();
    let port = late.url().port().unwrap();
    desk.window.click("button", "Cancel").await;
    let server = desk.window.get("textbox", "Server URL").await;
    assert_eq!(server.value().await.unwrap(), Some(desk.server.url()), "what was typed is there");
    let closed = async || TcpStream::connect(("127.0.0.1", port)).is_err().then_some(());
    until("the port is closed", PATIENCE, closed).await;
    assert!(browser.follow(&late).await.is_err());
    assert_eq!(desk.authorization.counts().await.unwrap().codes, 0, "the code was never used");
    desk.sign_in().await;
    desk.window.close().await;
}

#[tokio::test]
async fn what_comes_back_is_not_believed_unseen() {
    let mut desk = desk(Options::default(), "unbelieved").await;
    for (tamper, code) in [("state", "sign_in_failed"), ("issuer", "sign_in_failed"), ("code", "sign_in_failed")] {
        let page = desk.open_browser().await;
        let browser = Browser::new().unwrap();
        let redirect = browser.sign_in(&page, EMAIL).await.unwrap();
        let redirect = match tamper {
            "state" => redirect.with_state("somebody-elses"),
            "issuer" => redirect.with_issuer("https://elsewhere.example.com"),
            _ => redirect.with_code("made-up"),
        };
        let landing = browser.follow(&redirect).await.unwrap();
        assert!(!landing.text.contains("made-up") && !landing.text.contains("somebody-elses"), "nothing is echoed");
        desk.window.alert(code).await;
        desk.window.picture(tamper).await;
    }
    let page = desk.open_browser().await;
    let browser = Browser::new().unwrap();
    let denied = browser.deny(&page, EMAIL).await.unwrap();
    browser.follow(&denied).await.unwrap();
    desk.window.alert("sign_in_denied").await;
    desk.window.picture("denied").await;
    assert!(desk.entry().await.get_password().is_err(), "nothing was kept");
    desk.window.close().await;
}

#[tokio::test]
async fn a_server_without_it_offers_the_token() {
    let server = Server::start(ollm_server::Payments::Instant).await;
    let data = tempfile::tempdir().unwrap();
    let driver = Driver::start(data.path(), Some(&server.url())).await;
    let window = Window::open(&driver.url, "token-alone").await;
    window.click("button", "Sign in with your browser").await;
    window.click("button", "Continue in your browser").await;
    let alert = window.alert("browser_sign_in_unsupported").await;
    window.picture("said").await;
    let use_token = window.get_in(Some(&alert), "button", "Use a token").await;
    use_token.click().await.unwrap();
    let kept = window.get("textbox", "Server URL").await.value().await.unwrap();
    assert_eq!(kept, Some(server.url()));
    window.get("textbox", "API token").await;
    window.close().await;
}

#[tokio::test]
async fn a_refused_renewal_asks_for_another_sign_in_over_what_is_there() {
    let options = Options { access_ttl: 2 * HALF_LIFE, ..Options::default() };
    let mut desk = desk(options, "renewal").await;
    desk.sign_in().await;
    create_team(&desk.window, "Development").await;
    tokio::time::sleep(HALF_LIFE).await;
    create_team(&desk.window, "Research").await;
    assert!(desk.authorization.counts().await.unwrap().refreshes > 0, "it renews ahead of the end");

    desk.window.click("button", "Rename Development").await;
    desk.window.fill("textbox", "Team name", "Half-typed").await;
    desk.authorization.revoke_all().await.unwrap();
    tokio::time::sleep(HALF_LIFE).await;
    desk.window.press(Key::Enter).await;
    desk.window.alert("unauthorized").await;
    desk.window.get("button", "Research").await;
    desk.window.picture("1-refused").await;
    desk.window.click("button", "Sign in again").await;
    desk.window.picture("2-way-in").await;
    desk.sign_in().await;
    let name = desk.window.get("textbox", "Team name").await;
    assert_eq!(name.value().await.unwrap().as_deref(), Some("Half-typed"), "what was typed stays");
    desk.window.click("button", "Save").await;
    desk.window.get("button", "Half-typed").await;
    desk.window.picture("3-goes-on").await;
    desk.window.close().await;
}
