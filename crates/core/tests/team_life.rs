//! Teams, people and money against the real server.
#![expect(clippy::unwrap_used, reason = "clippy knows tests by their attribute, not their helpers")]

mod support;

use std::collections::BTreeSet;

use ollm_api::client::IdempotencyKey;
use ollm_api::{Email, InvitationStatus, Role};
use ollm_server::{Payments, RunningServer};
use ollm_teams_core::{App, ErrorCode, Forecast, ListRequest, Reader, TeamView, TopUpState};
use support::{Machine, client, found, list, shown, start_server, synced, teams, token};
use tempfile::TempDir;

struct Desk {
    _folder: TempDir,
    server: RunningServer,
    app: App,
    machine: Machine,
}

async fn desk(email: &str, payments: Payments) -> Desk {
    let folder = tempfile::tempdir().unwrap();
    let server = start_server(folder.path().to_owned(), payments).await;
    let machine = Machine::default();
    let app = machine.start();
    app.sign_in_with_token(&server.url(), token(&server, email).await).await.unwrap();
    Desk { _folder: folder, server, app, machine }
}

async fn only_team(app: &App) -> TeamView {
    teams(&synced(app).await).await.remove(0)
}

fn balance(view: &TeamView) -> String {
    view.team.balance.as_ref().unwrap().amount.to_string()
}

#[tokio::test]
async fn a_team_is_created_renamed_topped_up_and_deleted() {
    let Desk { app, .. } = &desk("owner@example.com", Payments::Instant).await;
    assert_eq!(shown(app).await.create_team(" \n ").await.unwrap_err().code, ErrorCode::TeamNameEmpty);
    let team = shown(app).await.create_team("  Development ").await.unwrap();
    assert_eq!(team.team.name, "Development");
    assert!(team.permissions.delete && team.permissions.top_up);
    let id = &team.team.id;

    let renamed = shown(app).await.rename_team(id, "Research").await.unwrap();
    assert_eq!((&renamed.team.id, &*renamed.team.name), (id, "Research"));
    assert_eq!(
        shown(app).await.rename_team(id, "a\u{7}b").await.unwrap_err().code,
        ErrorCode::TeamNameControlCharacter
    );

    let topped_up = shown(app).await.top_up(id, "25", false).await.unwrap();
    assert_eq!(topped_up.state, TopUpState::Succeeded);
    let again = shown(app).await.top_up(id, "25.00", false).await.unwrap_err();
    assert_eq!((again.code, again.detail.earlier_at), (ErrorCode::TopUpRepeats, Some(topped_up.prepared_at)));
    assert_eq!(shown(app).await.top_ups(0).await.unwrap().attempts, std::slice::from_ref(&topped_up));
    shown(app).await.acknowledge_top_up(&topped_up.key).await.unwrap();
    assert_eq!(shown(app).await.top_ups(0).await.unwrap().attempts, []);
    let now = only_team(app).await;
    assert_eq!(balance(&now), "25.00");
    assert_eq!(list(&synced(app).await).await.data.totals[0].amount.to_string(), "25.00");

    let stale = shown(app).await.delete_team(id, renamed.team.version).await.unwrap_err();
    assert_eq!(stale.code, ErrorCode::VersionMismatch, "it was confirmed against another balance");
    shown(app).await.delete_team(id, now.team.version).await.unwrap();
    assert!(teams(&synced(app).await).await.is_empty());
    assert_eq!(shown(app).await.rename_team(id, "Gone").await.unwrap_err().code, ErrorCode::NotFound);
}

#[tokio::test]
async fn a_pasted_list_invites_whom_it_can_and_says_what_it_can_not() {
    let Desk { app, server, .. } = &desk("owner@example.com", Payments::Instant).await;
    let id = &shown(app).await.create_team("Development").await.unwrap().team.id;
    let outcomes = shown(app)
        .await
        .invite_people(id, "a@example.com, nonsense; owner@example.com\nB@example.com", &Role::Viewer)
        .await
        .unwrap();
    let codes: Vec<_> = outcomes.iter().map(|outcome| outcome.error.as_ref().map(|error| error.code)).collect();
    assert_eq!(codes, [None, Some(ErrorCode::EmailInvalid), Some(ErrorCode::AlreadyMember), None]);
    assert_eq!(outcomes[1].email, "nonsense");
    let again = shown(app).await.invite_people(id, "a@example.com", &Role::Admin).await.unwrap();
    assert_eq!(again[0].error.as_ref().unwrap().code, ErrorCode::InvitationPending);
    assert_eq!(shown(app).await.invite_people(id, " ", &Role::Admin).await.unwrap_err().code, ErrorCode::EmailMissing);
    assert_eq!(
        shown(app).await.invite_people(id, "c@example.com", &Role::Owner).await.unwrap_err().code,
        ErrorCode::RoleNotInvitable
    );

    let people = synced(app).await.team_people(id).await.unwrap().data;
    let pending: BTreeSet<_> = people.invitations.iter().map(|invitation| &*invitation.email).collect();
    assert_eq!(pending, ["a@example.com", "b@example.com"].into());

    // One says yes in their own app, one is taken back, one can be sent again once a minute.
    let theirs = Machine::default().start();
    theirs.sign_in_with_token(&server.url(), token(server, "a@example.com").await).await.unwrap();
    let offered = synced(&theirs).await.my_invitations().await.unwrap();
    assert_eq!(
        (offered.len(), &*offered[0].team_name, &offered[0].status),
        (1, "Development", &InvitationStatus::Pending)
    );
    shown(&theirs).await.accept_invitation(&offered[0].id).await.unwrap();
    assert_eq!(shown(&theirs).await.top_up(id, "10", false).await.unwrap_err().code, ErrorCode::Forbidden);
    let left = synced(app).await.team_people(id).await.unwrap().data.invitations.remove(0);
    assert!(shown(app).await.resend_invitation(&left.id).await.unwrap().expires_at > left.expires_at);
    assert_eq!(shown(app).await.resend_invitation(&left.id).await.unwrap_err().code, ErrorCode::RateLimited);
    shown(app).await.revoke_invitation(&left.id).await.unwrap();
    assert!(synced(app).await.team_people(id).await.unwrap().data.invitations.is_empty());

    let member =
        synced(app).await.team_people(id).await.unwrap().data.members.into_iter().find(|view| !view.is_you).unwrap();
    shown(app).await.change_role(id, &member.member.user_id, &Role::Admin).await.unwrap();
    shown(app).await.remove_member(id, &member.member.user_id).await.unwrap();
    assert_eq!(
        synced(&theirs).await.team_people(id).await.unwrap_err().code,
        ErrorCode::NotFound,
        "no longer theirs to see"
    );
    let me = synced(app).await.team_people(id).await.unwrap().data.members.remove(0).member.user_id;
    assert_eq!(shown(app).await.remove_member(id, &me).await.unwrap_err().code, ErrorCode::LastOwner);
}

#[tokio::test]
async fn people_are_found_in_every_team_that_they_are_in() {
    let Desk { app, server, .. } = &desk("owner@example.com", Payments::Instant).await;
    let id = &shown(app).await.create_team("Development").await.unwrap().team.id;
    shown(app).await.create_team("Research").await.unwrap();
    let invitation = shown(app)
        .await
        .invite_people(id, "guest@example.com", &Role::Member)
        .await
        .unwrap()
        .remove(0)
        .invitation
        .unwrap();
    client(server, "guest@example.com").await.accept_invitation(&invitation.id).await.unwrap();

    let reader = synced(app).await;
    found_people(&reader).await;
    let request = ListRequest { search: "GUEST".into(), ..ListRequest::default() };
    let list = reader.list_teams(&request).await.unwrap().unwrap().data;
    assert_eq!((&list.ids[..], list.people.len(), list.more_people), (std::slice::from_ref(id), 1, false));
    let person = &list.people[0];
    let email: Vec<_> = person.email.iter().map(|piece| (&*piece.text, piece.is_match)).collect();
    assert_eq!(email, [("guest", true), ("@example.com", false)]);
    assert_eq!((&person.teams[0].id, person.team_count), (id, 1));
    assert_eq!(found(&reader, "rese").await.len(), 1);
    assert!(found(&reader, "nowhere").await.is_empty());
    shown(app).await.create_team("Another guest").await.unwrap();
    assert_eq!(found(&reader, "guest").await.len(), 2, "a new team is found at once");
}

/// Waits for the people of teams that nobody opened, which come in the background.
async fn found_people(reader: &Reader) {
    let mut seen = 0;
    while found(reader, "guest@example.com").await.is_empty() {
        seen = reader.sync_state(seen).await.revision;
    }
}

#[tokio::test]
async fn a_pending_payment_shows_its_page_and_books_nothing() {
    let Desk { app, machine, server, .. } = &desk("owner@example.com", Payments::Checkout).await;
    let id = &shown(app).await.create_team("Development").await.unwrap().team.id;
    let waiting = shown(app).await.top_up(id, "50", false).await.unwrap();
    let place = server.url().trim_start_matches("http://").to_owned();
    assert_eq!((waiting.state, waiting.checkout_host), (TopUpState::Pending, Some(place)));
    assert_eq!(balance(&only_team(app).await), "0.00");
    assert_eq!(shown(app).await.top_up(id, "60", false).await.unwrap_err().code, ErrorCode::TopUpUnsettled);
    app.open_checkout(&*shown(app).await, &waiting.key).await.unwrap();
    let page = machine.browser.pages.lock().unwrap().remove(0);
    assert_eq!(page.scheme(), "http");
    assert_eq!(shown(app).await.check_top_up(&waiting.key).await.unwrap().state, TopUpState::Pending);
    assert_eq!(
        shown(app).await.acknowledge_top_up(&waiting.key).await.unwrap_err().code,
        ErrorCode::TopUpUnsettled,
        "it has no end to know of"
    );
    let canceled = shown(app).await.cancel_top_up(&waiting.key).await.unwrap();
    assert_eq!(canceled.state, TopUpState::Expired);
    assert_eq!(balance(&only_team(app).await), "0.00");
}

#[tokio::test]
async fn a_new_team_has_no_forecast_and_every_change_is_in_the_activity() {
    let Desk { app, server, .. } = &desk("owner@example.com", Payments::Instant).await;
    let id = &shown(app).await.create_team("Development").await.unwrap().team.id;
    shown(app).await.top_up(id, "10", false).await.unwrap();
    let trend = synced(app).await.team_trend(id).await.unwrap().data;
    assert_eq!((trend.forecast, trend.points.len(), trend.points[13]), (Forecast::NoUsage, 14, 1000));
    assert_eq!(trend.points[12], 0, "the credits came today");

    shown(app).await.rename_team(id, "Research").await.unwrap();
    client(server, "x@example.com").await.me().await.unwrap();
    let owner = client(server, "owner@example.com").await;
    owner.invite(id, &Email::parse("x@example.com").unwrap(), &Role::Viewer, &IdempotencyKey::new()).await.unwrap();
    let actions: Vec<_> =
        synced(app).await.activity().await.unwrap().data.into_iter().map(|entry| entry.event.action).collect();
    assert_eq!(actions, ["invitation.sent", "team.renamed", "top_up.succeeded", "team.created"]);
}
