//! What a screen reader finds in the running app: not what the page says of itself, but what arrives on the
//! accessibility bus.

use std::time::Instant;

use ollm_server::Payments;
use secrecy::ExposeSecret;
use thirtyfour::Key;

use crate::accessibility_bus::{AccessibilityBus, Spoken};
use crate::driver::Driver;
use crate::server::Server;
use crate::sign_in::sign_in;
use crate::teams::create_team;
use crate::wait::{PATIENCE, until};
use crate::window::Window;

/// The numbers of `AtspiRole` that WebKitGTK has for the roles of ARIA.
fn spoken_as(role: &str) -> &'static [u32] {
    match role {
        // Alert, notification.
        "alert" => &[2, 101],
        // Push button, toggle button.
        "button" => &[43, 62],
        "checkbox" => &[7],
        "combobox" => &[11],
        "dialog" => &[16],
        // Panel, grouping.
        "group" => &[39, 99],
        "heading" => &[83],
        "list" => &[31],
        // A combo box, to WebKitGTK.
        "menu button" => &[11],
        "menuitem" => &[35],
        "option" => &[32],
        "radio" => &[44],
        "status" => &[54],
        "table" => &[55],
        // Entry, password text.
        "textbox" | "searchbox" => &[79, 40],
        _ => &[],
    }
}

fn is(spoken: &Spoken, role: &str, name: &str) -> bool {
    spoken_as(role).contains(&spoken.role) && spoken.name == name
}

struct Reader {
    bus: AccessibilityBus,
}

impl Reader {
    /// Waits until all of this is in the tree, and gives the tree.
    async fn finds(&self, screen: &str, wanted: &[(&str, &str)]) -> Vec<Spoken> {
        let start = Instant::now();
        loop {
            let tree = self.bus.tree("ollm-teams").await;
            let is_missing = |(role, name): &&(&str, &str)| !tree.iter().any(|spoken| is(spoken, role, name));
            let missing: Vec<_> = wanted.iter().filter(is_missing).collect();
            if missing.is_empty() {
                return tree;
            }
            let found: Vec<_> = tree.iter().map(|spoken| format!("{} '{}'", spoken.role, spoken.name)).collect();
            assert!(start.elapsed() < PATIENCE, "{missing:?} is not found on '{screen}', but {found:#?}");
        }
    }
}

#[tokio::test]
async fn a_screen_reader_finds_every_name() {
    let reader = Reader { bus: AccessibilityBus::connect().await };
    let data = tempfile::tempdir().unwrap();
    let driver = Driver::start(data.path(), None).await;
    let window = Window::open(&driver.url, "screen-reader").await;
    window.get("button", "Start a local workspace").await;
    let ways = ["Sign in with your browser", "Use a token", "Start a local workspace"].map(|name| ("button", name));
    reader.finds("welcome", &ways).await;
    window.click("button", "Use a token").await;
    let form =
        [("checkbox", "With sample data"), ("textbox", "Server URL"), ("textbox", "API token"), ("button", "Sign in")];
    reader.finds("welcome, token", &form).await;

    window.click("checkbox", "With sample data").await;
    window.click("button", "Start a local workspace").await;
    window.get("button", "Research").await;
    teams(&reader, &window).await;
    one_team(&reader, &window).await;
    let (dialog, other) = changes(&reader, &window).await;
    assert!(dialog && !other, "a dialog is in the tree as long as it is open");
    accounts_and_messages(&reader, &window).await;
    window.close().await;
}

async fn teams(reader: &Reader, window: &Window) {
    let page = [
        ("button", "Teams"),
        ("button", "Activity"),
        ("button", "Settings"),
        ("heading", "Teams"),
        ("searchbox", "Search teams and people"),
        ("button", "New team"),
        ("list", "Teams"),
        ("button", "Research"),
        ("button", "Top up Research"),
        ("button", "Rename Research"),
        ("button", "Delete Research"),
        ("status", "Connection"),
        ("menu button", "Sort and filter"),
        ("menu button", "Export"),
        ("menu button", "Account"),
    ];
    let tree = reader.finds("teams", &page).await;
    // What can not be done says why, after its name.
    let denied = tree.iter().find(|spoken| is(spoken, "button", "Top up Finance")).expect("a team of somebody else");
    assert_eq!(denied.description, "Only the owner can add credits");

    window.click("button", "New team").await;
    reader.finds("new team", &[("textbox", "Team name"), ("button", "Create"), ("button", "Cancel")]).await;
    window.click("button", "Cancel").await;
}

async fn one_team(reader: &Reader, window: &Window) {
    if window.all("table", Some("Members of Research"), None).await.is_empty() {
        window.click("button", "Research").await;
    }
    let people = [
        ("table", "Members of Research"),
        ("combobox", "Role of dev-1@example.com"),
        ("button", "Remove dev-1@example.com"),
        ("button", "Revoke invitation of guest@example.org"),
        ("button", "Resend invitation of guest@example.org"),
        ("textbox", "Email"),
        ("combobox", "Role"),
        ("button", "Invite"),
    ];
    reader.finds("members", &people).await;
    window.click("combobox", "Role").await;
    window.get("option", "Admin").await;
    reader.finds("roles", &[("option", "Admin"), ("option", "Member"), ("option", "Viewer")]).await;
    window.press(Key::Escape).await;
}

/// Whether the dialog is there while it is open, and after it was closed.
async fn changes(reader: &Reader, window: &Window) -> (bool, bool) {
    window.click("button", "Rename Dev").await;
    reader.finds("rename", &[("textbox", "Team name"), ("button", "Save"), ("button", "Cancel")]).await;
    window.click("button", "Cancel").await;
    window.click("button", "Delete Dev").await;
    window.get("button", "Confirm delete").await;
    reader.finds("delete", &[("group", "Delete Dev"), ("button", "Confirm delete"), ("button", "Cancel")]).await;
    window.click("button", "Cancel").await;

    window.click("button", "Top up Dev").await;
    let dialog = [
        ("dialog", "Top up Dev"),
        ("radio", "$10"),
        ("radio", "$25"),
        ("radio", "$50"),
        ("radio", "$100"),
        ("textbox", "Amount"),
    ];
    reader.finds("top up", &dialog).await;
    let is_open = |tree: &[Spoken]| tree.iter().any(|spoken| is(spoken, "dialog", "Top up Dev"));
    window.click("radio", "$25").await;
    let row = crate::teams::row(window, "Dev").await;
    let id = row.attr("data-team-id").await.unwrap().unwrap();
    let add = format!("Add $25.00 to {id}");
    let tree = reader.finds("top up, chosen", &[("button", &*add)]).await;
    window.press(Key::Escape).await;
    window.gone("dialog", "Top up Dev").await;
    (is_open(&tree), is_open(&reader.finds("teams again", &[("heading", "Teams")]).await))
}

async fn accounts_and_messages(reader: &Reader, window: &Window) {
    let server = Server::start(Payments::Instant).await;
    window.click("button", "Account").await;
    reader.finds("account menu", &[("menuitem", "Add account"), ("menuitem", "Sign out")]).await;
    window.click("menuitem", "Add account").await;
    sign_in(window, &server.url(), server.token("owner@example.com").await.expose_secret()).await;
    window.says_somewhere("No teams yet.").await;
    window.click("button", "Account").await;
    reader.finds("account menu of two", &[("menuitem", "Switch to you@example.com")]).await;
    window.press(Key::Escape).await;

    // Good news and bad news are in regions that are read out by themselves.
    create_team(window, "Development").await;
    window.says("status", "Created Development").await;
    window.fill("textbox", "Email", "nobody").await;
    window.click("button", "Invite").await;
    window.alert("email_invalid").await;
    until("both are in the tree", PATIENCE, async || {
        let tree = reader.bus.tree("ollm-teams").await;
        let has = |role: &str| tree.iter().any(|spoken| spoken_as(role).contains(&spoken.role));
        (has("status") && has("alert")).then_some(())
    })
    .await;
}
