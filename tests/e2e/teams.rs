//! The page 'Team Management', from an empty local workspace: create, rename, expand, delete.

use thirtyfour::prelude::*;

use crate::driver::Driver;
use crate::wait::{PATIENCE, until};
use crate::window::Window;

/// An app in an empty local workspace.
pub(crate) async fn local_workspace(test: &'static str) -> (tempfile::TempDir, Driver, Window) {
    let data = tempfile::tempdir().expect("a folder");
    let driver = Driver::start(data.path(), None).await;
    let window = Window::open(&driver.url, test).await;
    window.click("button", "Start a local workspace").await;
    window.get("heading", "Teams").await;
    (data, driver, window)
}

/// Creates a team, and gives its identifier.
pub(crate) async fn create_team(window: &Window, name: &str) -> String {
    window.click("button", "New team").await;
    window.fill("textbox", "Team name", name).await;
    window.click("button", "Create").await;
    window.get("button", name).await;
    row(window, name).await.attr("data-team-id").await.expect("an attribute").expect("the team's identifier")
}

/// The list item of a team.
pub(crate) async fn row(window: &Window, name: &str) -> WebElement {
    let button = window.get("button", name).await;
    button.find(By::XPath("ancestor::*[@data-team-id][1]")).await.expect("the team's row")
}

#[tokio::test]
async fn a_new_user_runs_a_team_from_first_to_last() {
    let (_data, _driver, window) = local_workspace("teams").await;
    window.says("status", "Live").await;
    assert!(window.text().await.contains("No teams yet. Create one to share a balance."));
    window.picture("1-empty").await;

    let id = create_team(&window, "Development").await;
    assert!(id.starts_with("development-"), "{id} is a slug of the name and 8 hex digits");
    assert_eq!(id.rsplit('-').next().map(str::len), Some(8), "{id}");
    let team = row(&window, "Development").await;
    assert!(team.find(By::Css("[data-role=owner]")).await.is_ok(), "whoever creates a team owns it");
    assert!(team.find(By::Css("[data-balance='0.00']")).await.is_ok(), "nothing is in it yet");
    // Ready for invitations at once.
    window.get("table", "Members of Development").await;
    window.get("textbox", "Email").await;
    window.get("button", "Top up Development").await;
    window.picture("2-created").await;

    // Rename: X and Escape keep the old name, the checkmark and Enter keep the new one.
    window.click("button", "Rename Development").await;
    window.fill("textbox", "Team name", "Never").await;
    window.picture("3-rename").await;
    window.click("button", "Cancel").await;
    window.get("button", "Development").await;
    window.click("button", "Rename Development").await;
    window.fill("textbox", "Team name", "Never").await;
    window.press(Key::Escape).await;
    window.get("button", "Development").await;
    window.click("button", "Rename Development").await;
    window.fill("textbox", "Team name", "Research").await;
    window.click("button", "Save").await;
    window.get("button", "Research").await;
    window.click("button", "Rename Research").await;
    window.fill("textbox", "Team name", "Research lab").await;
    window.press(Key::Enter).await;
    window.get("button", "Research lab").await;
    let renamed = row(&window, "Research lab").await;
    assert_eq!(renamed.attr("data-team-id").await.unwrap().as_deref(), Some(&*id), "a rename keeps the identifier");

    // Collapse and expand by the name.
    let name = window.get("button", "Research lab").await;
    let open = name.attr("aria-expanded").await.unwrap();
    name.click().await.unwrap();
    until("it is collapsed or expanded", PATIENCE, async || {
        let now = window.get("button", "Research lab").await.attr("aria-expanded").await.ok()?;
        (now != open).then_some(())
    })
    .await;

    // Delete: the sentence, Cancel, then Confirm.
    window.click("button", "Delete Research lab").await;
    let confirm = window.get("group", "Delete Research lab").await;
    let sentence = confirm.text().await.unwrap();
    assert!(sentence.contains("Delete 'Research lab'? This cannot be undone."), "{sentence}");
    window.picture("4-delete").await;
    window.click("button", "Cancel").await;
    window.gone("group", "Delete Research lab").await;
    window.get("button", "Research lab").await;
    window.click("button", "Delete Research lab").await;
    window.click("button", "Confirm delete").await;
    window.gone("button", "Research lab").await;
    window.says("status", "Research lab").await;
    assert!(window.text().await.contains("No teams yet."));
    window.close().await;
}

#[tokio::test]
async fn a_bad_name_is_caught_beside_its_field_and_kept() {
    let (_data, _driver, window) = local_workspace("names").await;
    for (typed, code) in [("   ", "team_name_empty"), (&*"x".repeat(65), "team_name_too_long")] {
        window.click("button", "New team").await;
        window.fill("textbox", "Team name", typed).await;
        window.click("button", "Create").await;
        window.alert(code).await;
        let field = window.get("textbox", "Team name").await;
        assert_eq!(field.value().await.unwrap().as_deref(), Some(typed), "what was typed stays");
        assert_eq!(field.attr("aria-invalid").await.unwrap().as_deref(), Some("true"));
        window.picture(code).await;
        window.click("button", "Cancel").await;
    }
    window.close().await;
}

#[tokio::test]
async fn a_name_is_text_whatever_it_says() {
    let (_data, _driver, window) = local_workspace("markup").await;
    let name = "<img src=x onerror=alert(1)>";
    create_team(&window, name).await;
    assert!(window.text().await.contains(name), "it is shown as it was typed");
    assert_eq!(window.script("return document.querySelectorAll('img[src=x]').length").await, 0);
    window.click("button", &format!("Delete {name}")).await;
    let sentence = window.get("group", &format!("Delete {name}")).await.text().await.unwrap();
    assert!(sentence.contains(&format!("Delete '{name}'?")), "{sentence}");
    window.picture("shown-as-text").await;
    window.close().await;
}

#[tokio::test]
async fn the_workspace_is_there_again_after_a_restart() {
    let (_data, driver, window) = local_workspace("restart").await;
    let id = create_team(&window, "Kept").await;
    window.close().await;

    let window = Window::open(&driver.url, "restart").await;
    window.get("heading", "Teams").await;
    assert_eq!(row(&window, "Kept").await.attr("data-team-id").await.unwrap(), Some(id));
    window.close().await;
}
