//! The same team, seen by each of the four roles: what is allowed, and what is disabled and says why.

use ollm_server::Payments;
use thirtyfour::prelude::*;

use crate::server::Server;
use crate::sign_in::with_token;
use crate::window::Window;

/// Whether a control can be used; one that can not must say why.
async fn allowed(window: &Window, role: &str, name: &str) -> bool {
    let control = window.get(role, name).await;
    let disabled = control.attr("aria-disabled").await.unwrap().as_deref() == Some("true")
        || control.attr("disabled").await.unwrap().is_some();
    if disabled {
        let described = control.attr("aria-describedby").await.unwrap().unwrap_or_default();
        let reason = window
            .script(&format!(
                "return '{described}'.split(' ').map((id) => document.getElementById(id)?.textContent ?? '').join(' ')"
            ))
            .await;
        let reason = reason.as_str().unwrap_or_default().to_lowercase();
        assert!(reason.contains("owner") || reason.contains("admin"), "'{name}' is disabled and says why: {reason:?}");
    }
    !disabled
}

async fn seen_by(role: &'static str, email: &str, manages: bool, owns: bool) {
    let server = Server::start(Payments::Instant).await;
    server.team_with_every_role("Development").await;
    let (_data, _driver, window) = with_token(&server, email, role).await;
    let row = crate::teams::row(&window, "Development").await;
    assert!(row.find(By::Css(format!("[data-role={role}]"))).await.is_ok());
    assert!(row.find(By::Css("[data-balance='100.00']")).await.is_ok(), "every role sees the balance");
    for name in ["Top up Development", "Rename Development", "Delete Development"] {
        assert_eq!(allowed(&window, "button", name).await, owns, "{role}: {name}");
    }
    window.click("button", "Development").await;
    window.get("table", "Members of Development").await;
    for name in ["Email", "Role", "Invite"] {
        let kind = match name {
            "Email" => "textbox",
            "Role" => "combobox",
            _ => "button",
        };
        assert_eq!(allowed(&window, kind, name).await, manages, "{role}: {name}");
    }
    let others: Vec<_> = ["admin@example.com", "member@example.com", "viewer@example.com"]
        .into_iter()
        .filter(|other| *other != email)
        .collect();
    for other in others {
        let combobox = window.all("combobox", Some(&format!("Role of {other}")), None).await;
        assert_eq!(!combobox.is_empty(), manages, "{role}: role of {other}");
        assert_eq!(allowed(&window, "button", &format!("Remove {other}")).await, manages, "{role}: remove {other}");
    }
    window.picture("sees").await;
    window.close().await;
}

#[tokio::test]
async fn an_owner_may_do_everything() {
    seen_by("owner", "owner@example.com", true, true).await;
}

#[tokio::test]
async fn an_admin_manages_people_and_no_money() {
    seen_by("admin", "admin@example.com", true, false).await;
}

#[tokio::test]
async fn a_member_uses_and_manages_nothing() {
    seen_by("member", "member@example.com", false, false).await;
}

#[tokio::test]
async fn a_viewer_reads() {
    seen_by("viewer", "viewer@example.com", false, false).await;
}
