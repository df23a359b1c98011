//! Links that open the app: they show an invitation, and answer nothing.

use ollm_server::Payments;
use ollm_teams_core::api::client::IdempotencyKey;
use ollm_teams_core::api::{Email, Invitation, InvitationStatus, Role};
use secrecy::ExposeSecret;

use crate::driver::Driver;
use crate::program::Program;
use crate::server::Server;
use crate::sign_in::{sign_in, with_token};
use crate::wait::{PATIENCE, until};
use crate::window::Window;

const GUEST: &str = "guest@example.com";

async fn invite(server: &Server) -> Invitation {
    let team = server.team_with_every_role("Development").await;
    let owner = server.client("owner@example.com").await;
    let email = Email::parse(GUEST).unwrap();
    owner.invite(&team, &email, &Role::Member, &IdempotencyKey::new()).await.unwrap()
}

fn link(invitation: &Invitation) -> String {
    format!("ollm-teams://invite/{}", invitation.id)
}

/// Waits until the focus is on the invitation, which nobody has answered.
async fn is_shown(window: &Window, server: &Server, invitation: &Invitation) {
    until("the invitation has the focus", PATIENCE, async || {
        let focused = window.script("return document.activeElement?.dataset.invitationId ?? null").await;
        (focused == invitation.id.as_str()).then_some(())
    })
    .await;
    let owner = server.client("owner@example.com").await;
    let pending = owner.all_invitations(&invitation.team_id, Some(&InvitationStatus::Pending)).await.unwrap();
    assert_eq!(pending.len(), 1, "the invitation waits for an answer still");
}

#[tokio::test]
async fn a_second_start_hands_its_link_to_the_first_and_ends() {
    let server = Server::start(Payments::Instant).await;
    server.token(GUEST).await;
    let (data, _driver, window) = with_token(&server, GUEST, "link-warm").await;
    // Newer than anything that the app has fetched.
    let invitation = invite(&server).await;
    window.click("button", "Settings").await;
    let second = Program::start(data.path(), &[], &[&link(&invitation)]);
    assert_eq!(second.ended().await.code(), Some(0));
    is_shown(&window, &server, &invitation).await;
    window.picture("1-shown").await;

    let second = Program::start(data.path(), &[], &["ollm-teams://invite/inv_unknown"]);
    assert_eq!(second.ended().await.code(), Some(0));
    window.says("status", "That invitation is not waiting for guest@example.com").await;
    window.picture("2-unknown").await;

    // Without a link, the window only comes to the front.
    let second = Program::start(data.path(), &[], &[]);
    assert_eq!(second.ended().await.code(), Some(0));
    is_shown(&window, &server, &invitation).await;
    window.close().await;
}

#[tokio::test]
async fn the_app_can_be_started_with_a_link() {
    let server = Server::start(Payments::Instant).await;
    server.token(GUEST).await;
    let (_data, driver, window) = with_token(&server, GUEST, "link-cold").await;
    window.close().await;
    let invitation = invite(&server).await;
    let window = Window::open_with(&driver.url, "link-cold", &[&link(&invitation)]).await;
    is_shown(&window, &server, &invitation).await;
    window.picture("shown").await;
    window.close().await;
}

#[tokio::test]
async fn a_link_waits_for_the_sign_in() {
    let server = Server::start(Payments::Instant).await;
    let token = server.token(GUEST).await;
    let invitation = invite(&server).await;
    let data = tempfile::tempdir().unwrap();
    let driver = Driver::start(data.path(), Some(&server.url())).await;
    let window = Window::open_with(&driver.url, "link-early", &[&link(&invitation)]).await;
    window.says("status", "Sign in to see the invitation that you opened.").await;
    window.picture("1-waits").await;
    sign_in(&window, &server.url(), token.expose_secret()).await;
    is_shown(&window, &server, &invitation).await;
    window.picture("2-shown").await;
    window.close().await;
}
