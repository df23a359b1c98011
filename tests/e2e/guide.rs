//! The pictures of the user guide: each is of the app as it is, on the way that its page describes. `cargo xtask guide`
//! takes them and puts them where the pages show them.

use std::collections::BTreeSet;
use std::path::Path;

use ollm_server::Payments;
use secrecy::ExposeSecret;
use thirtyfour::Key;

use crate::billing::open_receipt;
use crate::driver::Driver;
use crate::lossy_proxy::LossyProxy;
use crate::server::Server;
use crate::sign_in::{sign_in, with_token, with_token_at};
use crate::teams::{create_team, local_workspace, row};
use crate::wait::{PATIENCE, until};
use crate::window::Window;

const OWNER: &str = "owner@example.com";

/// Names of the pictures that were taken.
#[derive(Default)]
struct Album(BTreeSet<String>);

impl Album {
    async fn take(&mut self, window: &Window, name: &str) {
        // The folder of a test run is nobody's: the picture has the one that a person on Linux finds there.
        window
            .script(
                "for (const path of document.querySelectorAll('.path .mono')) \
                 path.textContent = '/home/you/.local/share/com.ollm.teams'",
            )
            .await;
        // Parts of the window are painted later than others: it is at rest when two pictures are the same.
        let mut last = Vec::new();
        for _ in 0..10 {
            let picture = std::fs::read(window.picture(name).await).expect("a picture");
            if picture == last {
                break;
            }
            last = picture;
        }
        assert!(self.0.insert(name.to_owned()), "{name} is taken once");
    }
}

/// Names of the pictures that the pages show.
fn shown() -> BTreeSet<String> {
    let pages = std::fs::read_dir(Path::new(env!("CARGO_MANIFEST_DIR")).join("docs/guide")).expect("the guide");
    let pages = pages.map(|page| page.expect("a page").path()).filter(|page| page.is_file());
    let text: String = pages.map(|page| std::fs::read_to_string(page).expect("a page of text")).collect();
    let names = text.split("(images/").skip(1).filter_map(|rest| rest.split_once(".png)"));
    names.map(|(name, _)| name.to_owned()).collect()
}

#[tokio::test]
async fn the_guide_has_every_picture_that_it_shows() {
    let mut album = Album::default();
    first_steps(&mut album).await;
    sample_workspace(&mut album).await;
    with_a_server(&mut album).await;
    payments(&mut album).await;
    assert_eq!(album.0, shown(), "the pictures that are taken, and those that the pages of docs/guide show");
}

async fn first_steps(album: &mut Album) {
    let (_data, _driver, window) = local_workspace("guide").await;
    window.click("button", "New team").await;
    window.fill("textbox", "Team name", "Development").await;
    album.take(&window, "new-team").await;
    window.click("button", "Cancel").await;
    create_team(&window, "Development").await;
    window.get("table", "Members of Development").await;
    album.take(&window, "team-created").await;
    window.close().await;
}

async fn sample_workspace(album: &mut Album) {
    let data = tempfile::tempdir().unwrap();
    let driver = Driver::start(data.path(), None).await;
    let window = Window::open(&driver.url, "guide").await;
    window.click("checkbox", "With sample data").await;
    album.take(&window, "welcome").await;
    window.click("button", "Sign in with your browser").await;
    window.fill("textbox", "Server URL", "https://api.example.com").await;
    album.take(&window, "sign-in-browser").await;
    window.click("button", "Use a token").await;
    window.fill("textbox", "API token", "sk-ollm-not-a-real-token").await;
    album.take(&window, "sign-in-token").await;
    window.click("button", "Start a local workspace").await;
    window.get("button", "Research").await;
    let is_whole = async || row(&window, "Research").await.text().await.ok()?.contains(" left").then_some(());
    until("the forecasts are there", PATIENCE, is_whole).await;
    album.take(&window, "teams").await;
    the_list(album, &window).await;
    one_team(album, &window).await;
    settings(album, &window).await;
    window.close().await;
}

async fn the_list(album: &mut Album, window: &Window) {
    window.fill("searchbox", "Search teams and people", "dev-1").await;
    window.get("list", "People found").await;
    album.take(window, "search").await;
    window.press(Key::Escape).await;
    window.click("button", "Sort and filter").await;
    window.click("menuitemcheckbox", "Pending invitations").await;
    window.get("button", "Remove filter Pending invitations").await;
    album.take(window, "filters").await;
    window.press(Key::Escape).await;
    window.click("button", "Remove filter Pending invitations").await;
    window.click("button", "Export").await;
    window.get("menuitem", "As CSV").await;
    album.take(window, "export").await;
    window.press(Key::Escape).await;
    window.click("button", "Delete Dev").await;
    window.get("button", "Confirm delete").await;
    album.take(window, "delete").await;
    window.click("button", "Cancel").await;
    window.click("button", "Top up Dev").await;
    window.click("radio", "$25").await;
    album.take(window, "top-up").await;
    window.press(Key::Escape).await;
    window.gone("dialog", "Top up Dev").await;
}

async fn one_team(album: &mut Album, window: &Window) {
    window.click("button", "Research").await;
    window.fill("textbox", "Email", "new@example.org, other@example.org").await;
    window.choose("Role", "Member").await;
    window.scroll_to("textbox", "Email").await;
    album.take(window, "invite").await;
    window.get("textbox", "Email").await.clear().await.unwrap();
    window.click("tab", "Billing").await;
    window.get("table", "Cost by model of Research").await;
    window.get("table", "Transactions of Research").await;
    window.scroll_to("tab", "Billing").await;
    album.take(window, "usage").await;
    open_receipt(window).await;
    album.take(window, "receipt").await;
    window.click("button", "Close").await;
    window.gone("dialog", "Receipt").await;
    window.click("tab", "Members").await;
    window.click("button", "Research").await;
    window.click("button", "Support bot").await;
    window.click("tab", "Billing").await;
    window.get("table", "Cost by model of Support bot").await;
    window.scroll_to("button", "Support bot").await;
    album.take(window, "low-balance").await;
    window.click("button", "Support bot").await;
}

async fn settings(album: &mut Album, window: &Window) {
    window.click("button", "Settings").await;
    window.says_somewhere("OLLM Teams 0.1.0").await;
    album.take(window, "settings").await;
    window.click("button", "Run checks").await;
    window.says_somewhere("The keyring works").await;
    window.scroll_to("button", "Run checks").await;
    album.take(window, "checks").await;
    window.click("radio", "Deutsch").await;
    until("the page is in German", PATIENCE, async || {
        (window.script("return document.documentElement.lang").await == "de").then_some(())
    })
    .await;
    window.script("document.querySelector('nav button').click(); document.querySelector('main').scrollTop = 0").await;
    // The end of the page, too.
    window.says_somewhere("zeigt die Befehle").await;
    album.take(window, "german").await;
}

async fn with_a_server(album: &mut Album) {
    let (mut here, there) = (Server::start(Payments::Instant).await, Server::start(Payments::Instant).await);
    for name in ["Development", "Research", "Support"] {
        here.team_with_every_role(name).await;
    }
    let (_data, _driver, window) = with_token(&there, "you@example.org", "guide").await;
    window.click("button", "Account").await;
    window.click("menuitem", "Add account").await;
    // A server that nobody reaches, with what helps whoever is asked for help.
    sign_in(&window, "http://127.0.0.1:1", "sk-ollm-not-a-token").await;
    let alert = window.alert("unreachable").await;
    window
        .driver
        .execute("arguments[0].querySelector('summary').click()", vec![alert.to_json().unwrap()])
        .await
        .unwrap();
    album.take(&window, "error").await;
    sign_in(&window, &here.url(), here.token(OWNER).await.expose_secret()).await;
    window.get("button", "Development").await;
    window.click("button", "Account").await;
    window.get("menuitem", "Switch to you@example.org").await;
    album.take(&window, "accounts").await;
    window.press(Key::Escape).await;
    here.stop().await;
    window.come_back().await;
    window.says("status", "Offline, as of").await;
    album.take(&window, "offline").await;
    window.close().await;
}

async fn payments(album: &mut Album) {
    let server = Server::start(Payments::Checkout).await;
    let network = LossyProxy::before(&server.url()).await;
    let (_data, _driver, window) = with_token_at(&server, &network.url, OWNER, "guide").await;
    let development = create_team(&window, "Development").await;
    let research = create_team(&window, "Research").await;
    window.click("button", "Top up Development").await;
    window.click("radio", "$50").await;
    window.click("button", &format!("Add $50.00 to {development}")).await;
    window.get("button", "Open payment page").await;
    album.take(&window, "payment-waiting").await;
    window.click("button", "Close").await;
    window.gone("dialog", "Top up Development").await;

    window.click("button", "Top up Research").await;
    window.click("radio", "$25").await;
    window.get("button", &format!("Add $25.00 to {research}")).await;
    network.lose_answers(true);
    window.click("button", &format!("Add $25.00 to {research}")).await;
    window.alert("outcome_unknown").await;
    album.take(&window, "payment-not-known").await;
    window.close().await;
}
