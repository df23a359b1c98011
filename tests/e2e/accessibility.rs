//! Every screen and state of the window by the rules of WCAG 2.2, levels A and AA, as far as a program can tell.

use ollm_server::Payments;
use secrecy::ExposeSecret;
use thirtyfour::Key;

use crate::axe::Audit;
use crate::billing::open_receipt;
use crate::driver::Driver;
use crate::keyring_session::KeyringSession;
use crate::lossy_proxy::LossyProxy;
use crate::server::Server;
use crate::sign_in::sign_in;
use crate::teams::create_team;
use crate::wait::{PATIENCE, until};
use crate::window::Window;

const OWNER: &str = "owner@example.com";

#[tokio::test]
async fn nothing_in_the_window_breaks_a_rule_of_wcag() {
    let data = tempfile::tempdir().unwrap();
    let driver = Driver::start(data.path(), None).await;
    let window = Window::open(&driver.url, "accessibility").await;
    window.get("button", "Start a local workspace").await;
    let mut audit = Audit::of(&window).await;

    welcome(&window, &mut audit).await;
    empty_workspace(&window, &mut audit).await;
    window.click("button", "Account").await;
    window.click("menuitem", "Add account").await;
    window.get("heading", "Add an account").await;
    audit.screen("welcome, one more account").await;
    window.click("checkbox", "With sample data").await;
    window.click("button", "Start a local workspace").await;
    window.get("button", "Research").await;
    list(&window, &mut audit).await;
    members(&window, &mut audit).await;
    billing(&window, &mut audit).await;
    changes(&window, &mut audit).await;
    other_pages(&window, &mut audit).await;
    server_away(&window, &mut audit).await;
    from_right_to_left(&window, &mut audit).await;
    audit.finish();
    window.close().await;
}

async fn welcome(window: &Window, audit: &mut Audit<'_>) {
    audit.screen("welcome").await;
    window.click("button", "Sign in with your browser").await;
    window.get("button", "Continue in your browser").await;
    audit.screen("welcome, browser").await;
    sign_in(window, "nonsense", "sk-ollm-x").await;
    window.alert("server_url_invalid").await;
    audit.screen("welcome, token with an error").await;
}

async fn empty_workspace(window: &Window, audit: &mut Audit<'_>) {
    window.click("button", "Start a local workspace").await;
    window.says_somewhere("No teams yet.").await;
    audit.screen("teams, none").await;
    window.click("button", "New team").await;
    window.click("button", "Create").await;
    window.alert("team_name_empty").await;
    audit.screen("new team with an error").await;
    window.click("button", "Cancel").await;
    create_team(window, "Development").await;
    window.get("textbox", "Email").await;
    audit.screen("a team that was just created").await;
}

async fn list(window: &Window, audit: &mut Audit<'_>) {
    window.says("status", "Live").await;
    audit.screen("teams").await;
    window.click("button", "Sort and filter").await;
    window.click("menuitemcheckbox", "Low balance").await;
    window.get("button", "Remove filter Low balance").await;
    audit.screen("sort and filter").await;
    window.press(Key::Escape).await;
    audit.screen("teams, filtered").await;
    window.click("button", "Remove filter Low balance").await;
    window.click("button", "Export").await;
    window.get("menuitem", "As CSV").await;
    audit.screen("export").await;
    window.press(Key::Escape).await;
    window.fill("searchbox", "Search teams and people", "dev-").await;
    window.get("list", "People found").await;
    audit.screen("search, people are found").await;
    window.fill("searchbox", "Search teams and people", "zzzz").await;
    window.says_somewhere("No team or person matches").await;
    audit.screen("search, nothing is found").await;
    window.press(Key::Escape).await;
    window.script("document.querySelector('main').focus(); document.activeElement.blur()").await;
    window.driver.active_element().await.unwrap().send_keys("?").await.unwrap();
    window.get("dialog", "Keyboard shortcuts").await;
    audit.screen("shortcuts").await;
    window.press(Key::Escape).await;
    window.gone("dialog", "Keyboard shortcuts").await;
    window.driver.active_element().await.unwrap().send_keys(Key::Control + "k").await.unwrap();
    window.get("combobox", "Search commands and teams").await;
    window.get("option", "Go to Settings").await;
    audit.screen("command palette").await;
    window.press(Key::Escape).await;
    window.gone("combobox", "Search commands and teams").await;
    window.click("button", "Account").await;
    window.click("menuitem", "Sign out of all accounts").await;
    window.get("menuitem", "Confirm sign out of all accounts").await;
    audit.screen("account menu").await;
    window.press(Key::Escape).await;
}

async fn members(window: &Window, audit: &mut Audit<'_>) {
    if window.all("table", Some("Members of Research"), None).await.is_empty() {
        window.click("button", "Research").await;
    }
    window.get("table", "Members of Research").await;
    audit.screen("members").await;
    window.click("combobox", "Role of dev-1@example.com").await;
    window.get("option", "Viewer").await;
    audit.screen("members, roles to choose from").await;
    window.press(Key::Escape).await;
    window.gone("option", "Viewer").await;
    window.click("button", "Remove dev-1@example.com").await;
    window.get("button", "Confirm").await;
    audit.screen("members, asked before one is removed").await;
    window.click("button", "Cancel").await;
    for (addresses, code) in [("not an address", "email_invalid"), ("admin@example.com, nobody", "already_member")] {
        window.fill("textbox", "Email", addresses).await;
        window.click("button", "Invite").await;
        window.alert(code).await;
        audit.screen(&format!("invite, {code}")).await;
    }
    window.get("textbox", "Email").await.clear().await.unwrap();
}

async fn billing(window: &Window, audit: &mut Audit<'_>) {
    window.click("tab", "Billing").await;
    window.get("table", "Cost by model of Research").await;
    window.get("table", "Transactions of Research").await;
    audit.screen("billing").await;
    window.click("button", "Show as table").await;
    window.get("table", "Cost per day of Research").await;
    window.fill("textbox", "Warn below", "much").await;
    window.press(Key::Enter).await;
    window.alert("threshold_not_a_number").await;
    audit.screen("billing as a table, with an error").await;
    open_receipt(window).await;
    audit.screen("receipt").await;
    window.click("button", "Close").await;
    window.gone("dialog", "Receipt").await;
    // From the keyboard, which scrolls to them.
    window.get("tab", "Members").await.send_keys(Key::Enter).await.unwrap();
    window.get("button", "Research").await.send_keys(Key::Enter).await.unwrap();
}

async fn changes(window: &Window, audit: &mut Audit<'_>) {
    window.click("button", "Rename Dev").await;
    window.fill("textbox", "Team name", "   ").await;
    window.click("button", "Save").await;
    window.alert("team_name_empty").await;
    audit.screen("rename with an error").await;
    window.click("button", "Cancel").await;
    window.click("button", "Delete Dev").await;
    window.get("button", "Confirm delete").await;
    audit.screen("delete").await;
    window.click("button", "Cancel").await;
    window.click("button", "Top up Dev").await;
    window.get("dialog", "Top up Dev").await;
    audit.screen("top up").await;
    window.click("radio", "$25").await;
    audit.screen("top up, an amount is chosen").await;
    window.fill("textbox", "Amount", "ten").await;
    window.alert("amount_not_a_number").await;
    audit.screen("top up with an error").await;
    window.press(Key::Escape).await;
    window.gone("dialog", "Top up Dev").await;
}

async fn other_pages(window: &Window, audit: &mut Audit<'_>) {
    window.click("button", "Activity").await;
    window.says_somewhere("created the team").await;
    audit.screen("activity").await;
    window.click("button", "Settings").await;
    window.says_somewhere("OLLM Teams 0.1.0").await;
    window.script("document.querySelector('details summary').click()").await;
    window.get("searchbox", "Search licences").await;
    audit.screen("settings").await;
    // The looks that axe puts on are those that a person chooses.
    window.click("radio", "High contrast").await;
    until("the contrast is high", PATIENCE, async || {
        let on = window.script("return document.documentElement.classList.contains('contrast')").await;
        (on == true).then_some(())
    })
    .await;
    window.click("radio", "As the system").await;
    window.click("button", "Sign out of all accounts").await;
    window.click("button", "Run checks").await;
    window.says_somewhere("The keyring works").await;
    audit.screen("settings, checked and asked").await;
    window.click("button", "Cancel").await;
    window.click("button", "Save a report…").await;
    let dialog = window.get("dialog", "Save a report").await;
    window.get_in(Some(&dialog), "textbox", "The report").await;
    audit.screen("report").await;
    window.press(Key::Escape).await;
    window.gone("dialog", "Save a report").await;
}

/// Payments on their way, and a server that goes.
async fn server_away(window: &Window, audit: &mut Audit<'_>) {
    let mut server = Server::start(Payments::Checkout).await;
    let network = LossyProxy::before(&server.url()).await;
    window.click("button", "Account").await;
    window.click("menuitem", "Add account").await;
    sign_in(window, &network.url, server.token(OWNER).await.expose_secret()).await;
    window.says_somewhere("No teams yet.").await;
    let (paid, lost) = (create_team(window, "Paid").await, create_team(window, "Lost").await);

    window.click("button", "Top up Paid").await;
    window.click("radio", "$50").await;
    window.click("button", &format!("Add $50.00 to {paid}")).await;
    window.get("button", "Open payment page").await;
    audit.screen("top up, waiting").await;
    window.click("button", "Close").await;
    window.gone("dialog", "Top up Paid").await;
    window.click("button", "Top up Lost").await;
    window.click("radio", "$25").await;
    network.lose_answers(true);
    window.click("button", &format!("Add $25.00 to {lost}")).await;
    window.alert("outcome_unknown").await;
    audit.screen("top up, not known").await;
    window.click("button", "Close").await;
    window.says_somewhere("checking +$25.00").await;
    server.stop().await;
    window.come_back().await;
    window.get("button", "Try now").await;
    audit.screen("teams, the server is away").await;
    window.click("button", "Account").await;
    window.click("menuitem", "Sign out").await;
    window.get("dialog", "Sign out with an open payment?").await;
    audit.screen("asked before signing out with open payments").await;
    window.click("button", "Stay signed in").await;
    window.click("button", "Activity").await;
    window.get("heading", "Activity").await;
    audit.screen("activity, the server is away").await;
}

async fn from_right_to_left(window: &Window, audit: &mut Audit<'_>) {
    window.click("button", "Settings").await;
    window.click("radio", "العربية").await;
    until("the page runs from right to left", PATIENCE, async || {
        (window.script("return document.documentElement.dir").await == "rtl").then_some(())
    })
    .await;
    audit.screen("settings in Arabic").await;
    window.script("document.querySelector('nav button').click()").await;
    audit.screen("teams in Arabic").await;
}

#[tokio::test]
async fn a_missing_keyring_is_said_in_a_way_that_breaks_no_rule() {
    let server = Server::start(Payments::Instant).await;
    let keyring = KeyringSession::start();
    let data = tempfile::tempdir().unwrap();
    let driver = Driver::start_in(data.path(), Some(&server.url()), &keyring.environment()).await;
    let window = Window::open(&driver.url, "accessibility-keyring").await;
    window.says_somewhere("No keyring is running.").await;
    let mut audit = Audit::of(&window).await;
    audit.screen("welcome without a keyring").await;
    sign_in(&window, &server.url(), server.token(OWNER).await.expose_secret()).await;
    window.get("button", "Keep me signed in").await;
    audit.screen("teams without a keyring").await;
    audit.finish();
    window.close().await;
}
