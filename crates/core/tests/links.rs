//! Links to invitations: they wait for whom they are for, show something, and answer nothing.
#![expect(clippy::unwrap_used, reason = "clippy knows tests by their attribute, not their helpers")]

mod support;

use ollm_api::client::IdempotencyKey;
use ollm_api::{Email, Invitation, InvitationStatus, Role, TeamName};
use ollm_server::{Payments, RunningServer};
use ollm_teams_core::{AccountId, App, OpenedLink};
use support::{Machine, client, shown, start_server, synced, token};
use tempfile::TempDir;

struct Guest {
    _folder: TempDir,
    server: RunningServer,
    _machine: Machine,
    app: App,
}

/// An app in which nobody is signed in.
async fn guest() -> Guest {
    let folder = tempfile::tempdir().unwrap();
    let server = start_server(folder.path().to_owned(), Payments::Instant).await;
    let machine = Machine::default();
    let app = machine.start();
    Guest { _folder: folder, server, _machine: machine, app }
}

impl Guest {
    async fn signs_in(&self) -> AccountId {
        let token = token(&self.server, "guest@example.com").await;
        self.app.sign_in_with_token(&self.server.url(), token).await.unwrap();
        shown(&self.app).await.account_id().clone()
    }

    async fn is_invited(&self) -> Invitation {
        let owner = client(&self.server, "owner@example.com").await;
        let name = TeamName::parse("Development").unwrap();
        let team = owner.create_team(&name, &IdempotencyKey::new()).await.unwrap();
        let email = Email::parse("guest@example.com").unwrap();
        owner.invite(&team.id, &email, &Role::Member, &IdempotencyKey::new()).await.unwrap()
    }

    async fn is_still_pending(&self, invitation: &Invitation) {
        let owner = client(&self.server, "owner@example.com").await;
        let pending = owner.all_invitations(&invitation.team_id, Some(&InvitationStatus::Pending)).await.unwrap();
        assert_eq!(pending.len(), 1, "nothing was answered");
    }

    fn opens(&self, id: &str) {
        self.app.open_link(&format!("ollm-teams://invite/{id}"));
    }
}

#[tokio::test]
async fn a_link_waits_for_the_sign_in_and_comes_once() {
    let guest = guest().await;
    let invitation = guest.is_invited().await;
    assert!(!guest.app.link_waits(true).await);
    guest.opens(invitation.id.as_str());
    assert!(guest.app.link_waits(false).await);
    let account = guest.signs_in().await;
    let opened = guest.app.next_link(&account).await.unwrap();
    assert_eq!(opened, Some(OpenedLink::Invitation { invitation: invitation.clone() }));
    assert!(!guest.app.link_waits(true).await);
    guest.is_still_pending(&invitation).await;
}

#[tokio::test]
async fn an_invitation_that_is_newer_than_the_copy_is_found() {
    let guest = guest().await;
    let account = guest.signs_in().await;
    synced(&guest.app).await;
    let invitation = guest.is_invited().await;
    guest.opens(invitation.id.as_str());
    let opened = guest.app.next_link(&account).await.unwrap();
    assert_eq!(opened, Some(OpenedLink::Invitation { invitation: invitation.clone() }));
    guest.is_still_pending(&invitation).await;

    shown(&guest.app).await.accept_invitation(&invitation.id).await.unwrap();
    synced(&guest.app).await;
    for id in [invitation.id.as_str(), "inv_of_somebody_else"] {
        guest.opens(id);
        assert_eq!(guest.app.next_link(&account).await.unwrap(), Some(OpenedLink::NotWaiting), "{id}");
    }
    guest.app.open_link("ollm-teams://elsewhere");
    assert_eq!(guest.app.next_link(&account).await.unwrap(), Some(OpenedLink::NotUnderstood));
}

#[tokio::test]
async fn without_the_server_what_it_told_before_is_found() {
    let guest = guest().await;
    let invitation = guest.is_invited().await;
    let account = guest.signs_in().await;
    synced(&guest.app).await;
    guest.server.stop().await;
    guest.app.open_link(&format!("ollm-teams://invite/{}", invitation.id));
    let opened = guest.app.next_link(&account).await.unwrap();
    assert_eq!(opened, Some(OpenedLink::Invitation { invitation }));
    guest.app.open_link("ollm-teams://invite/inv_unknown");
    assert_eq!(guest.app.next_link(&account).await.unwrap(), Some(OpenedLink::NotReached));
}

#[tokio::test]
async fn another_account_leaves_the_link_to_the_one_that_is_shown() {
    let guest = guest().await;
    let invitation = guest.is_invited().await;
    let first = guest.signs_in().await;
    let other = token(&guest.server, "other@example.com").await;
    guest.app.sign_in_with_token(&guest.server.url(), other).await.unwrap();
    guest.opens(invitation.id.as_str());
    assert_eq!(guest.app.next_link(&first).await.unwrap(), None);
    guest.app.switch_account(&first).await.unwrap();
    let opened = guest.app.next_link(&first).await.unwrap();
    assert_eq!(opened, Some(OpenedLink::Invitation { invitation }));
}
