//! Inviting, roles, removing.

use ollm_server::Payments;
use ollm_teams_core::api::{InvitationStatus, Role};
use thirtyfour::prelude::*;

use crate::server::Server;
use crate::sign_in::with_token;
use crate::teams::{create_team, local_workspace};
use crate::wait::{PATIENCE, until};
use crate::window::Window;

async fn invite(window: &Window, email: &str, role: &str) {
    window.fill("textbox", "Email", email).await;
    window.choose("Role", role).await;
    window.click("button", "Invite").await;
}

#[tokio::test]
async fn people_are_invited_with_each_role() {
    let (_data, _driver, window) = local_workspace("invite").await;
    create_team(&window, "Development").await;
    for role in ["Admin", "Member", "Viewer"] {
        let email = format!("{}@example.com", role.to_lowercase());
        invite(&window, &email, role).await;
        window.get("button", &format!("Revoke invitation of {email}")).await;
        let invited = until("the invitation is listed", PATIENCE, async || {
            let table = window.get("table", "Members of Development").await;
            for row in table.find_all(By::Tag("tr")).await.ok()? {
                let text = row.prop("textContent").await.ok()??;
                if text.contains(&email) {
                    return Some(text);
                }
            }
            None
        })
        .await;
        assert!(invited.contains(role) && invited.contains("Pending"), "{invited}");
    }
    window.picture("1-three-pending").await;

    // The same address again is an error beside the field, and what was typed stays.
    invite(&window, "admin@example.com", "Viewer").await;
    window.alert("invitation_pending").await;
    let field = window.get("textbox", "Email").await;
    assert_eq!(field.value().await.unwrap().as_deref(), Some("admin@example.com"));
    window.picture("2-duplicate").await;
    invite(&window, "not an address", "Viewer").await;
    window.alert("email_invalid").await;

    window.click("button", "Revoke invitation of viewer@example.com").await;
    window.gone("button", "Revoke invitation of viewer@example.com").await;
    window.close().await;
}

#[tokio::test]
async fn an_invited_person_accepts_and_a_role_is_changed() {
    let server = Server::start(Payments::Instant).await;
    let team = server.team_with_every_role("Development").await;
    let (_data, _driver, window) = with_token(&server, "owner@example.com", "roles-change").await;
    window.click("button", "Development").await;

    window.choose("Role of viewer@example.com", "Member").await;
    let owner = server.client("owner@example.com").await;
    until("the server knows the new role", PATIENCE, async || {
        let members = owner.all_members(&team).await.ok()?;
        members.iter().any(|m| m.email == "viewer@example.com" && m.role == Role::Member).then_some(())
    })
    .await;

    window.click("button", "Remove member@example.com").await;
    window.picture("asked").await;
    window.click("button", "Confirm").await;
    window.gone("button", "Remove member@example.com").await;
    let members = owner.all_members(&team).await.unwrap();
    assert!(!members.iter().any(|m| m.email == "member@example.com"));

    // Somebody new is invited in the window and says yes in theirs.
    invite(&window, "guest@example.com", "Member").await;
    window.get("button", "Revoke invitation of guest@example.com").await;
    let pending = owner.all_invitations(&team, Some(&InvitationStatus::Pending)).await.unwrap();
    assert_eq!(pending.len(), 1);
    server.token("guest@example.com").await;
    let (_guest_data, _guest_driver, guest) = with_token(&server, "guest@example.com", "accept").await;
    guest.get("button", "Accept invitation to Development").await;
    guest.picture("invited").await;
    guest.click("button", "Accept invitation to Development").await;
    let row = crate::teams::row(&guest, "Development").await;
    assert!(row.find(By::Css("[data-role=member]")).await.is_ok());
    guest.close().await;
    window.close().await;
}
