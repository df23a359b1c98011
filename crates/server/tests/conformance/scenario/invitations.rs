use ollm_api::client::{IdempotencyKey, PageRequest};
use ollm_api::{Email, ErrorCode, Invitation, InvitationId, InvitationStatus, Role, Team};

use super::{new_team, new_team_of_four, refused};
use crate::stage::Stage;

pub(super) async fn play(stage: &Stage) {
    invite(stage).await;
    resend(stage).await;
    revoke(stage).await;
    answer(stage).await;
}

async fn send(stage: &Stage, team: &Team, email: &str) -> Invitation {
    let email = Email::parse(email).unwrap();
    stage.owner.invite(&team.id, &email, &Role::Viewer, &IdempotencyKey::new()).await.unwrap()
}

async fn invite(stage: &Stage) {
    let team = new_team_of_four(stage, "Inviting").await;
    let email = Email::parse("guest@example.org").unwrap();
    let key = IdempotencyKey::new();
    let invitation = stage.admin.invite(&team.id, &email, &Role::Member, &key).await.unwrap();
    assert_eq!((invitation.status.clone(), invitation.role.clone()), (InvitationStatus::Pending, Role::Member));
    assert_eq!(invitation.invited_by, Stage::ADMIN);
    let again = stage.admin.invite(&team.id, &email, &Role::Member, &key).await.unwrap();
    assert_eq!(again, invitation);

    let invite = async |client: &ollm_api::client::Client, email: &str, role: Role| {
        client.invite(&team.id, &Email::parse(email).unwrap(), &role, &IdempotencyKey::new()).await
    };
    refused(invite(&stage.admin, "guest@example.org", Role::Viewer).await, 409, ErrorCode::InvitationPending);
    refused(invite(&stage.admin, Stage::MEMBER, Role::Viewer).await, 409, ErrorCode::AlreadyMember);
    refused(invite(&stage.member, "other@example.org", Role::Viewer).await, 403, ErrorCode::Forbidden);
    refused(invite(&stage.stranger, "other@example.org", Role::Viewer).await, 404, ErrorCode::NotFound);

    let page = PageRequest { limit: Some(2), cursor: None };
    let first = stage.viewer.invitations(&team.id, None, &page).await.unwrap();
    assert_eq!((first.data.len(), first.next_cursor.is_some()), (2, true));
    assert_eq!(stage.viewer.all_invitations(&team.id, None).await.unwrap().len(), 4);
    let pending = stage.viewer.all_invitations(&team.id, Some(&InvitationStatus::Pending)).await.unwrap();
    assert_eq!(pending, [invitation]);
    let pending = Some(&InvitationStatus::Pending);
    let across = stage.viewer.invitations_across_teams(pending, &PageRequest::default()).await.unwrap();
    assert_eq!(stage.viewer.all_invitations_across_teams(pending).await.unwrap(), across.data);
    assert!(across.data.iter().any(|found| found.team_id == team.id));
    let first = stage.viewer.invitations_across_teams(None, &page).await.unwrap();
    let next = PageRequest { limit: Some(2), cursor: first.next_cursor };
    let second = stage.viewer.invitations_across_teams(None, &next).await.unwrap();
    assert!(second.data.iter().all(|found| !first.data.contains(found)) && !second.data.is_empty());
    let bad = PageRequest { limit: None, cursor: next.cursor };
    refused(stage.viewer.members_across_teams(&bad).await, 422, ErrorCode::InvalidRequest);
    assert_eq!(stage.stranger.invitations_across_teams(None, &PageRequest::default()).await.unwrap().data, []);
    refused(stage.stranger.all_invitations(&team.id, None).await, 404, ErrorCode::NotFound);
}

async fn resend(stage: &Stage) {
    let team = new_team_of_four(stage, "Insisting").await;
    let invitation = send(stage, &team, "slow@example.org").await;
    stage.clock.advance_seconds(3600);
    let resent = stage.admin.resend_invitation(&invitation.id).await.unwrap();
    assert!(resent.expires_at > invitation.expires_at);
    let error = refused(stage.owner.resend_invitation(&invitation.id).await, 429, ErrorCode::RateLimited);
    assert!(error.retry_after.is_some());
    stage.clock.advance_seconds(61);
    stage.owner.resend_invitation(&invitation.id).await.unwrap();
    refused(stage.viewer.resend_invitation(&invitation.id).await, 403, ErrorCode::Forbidden);
    refused(stage.owner.resend_invitation(&InvitationId::new("none")).await, 404, ErrorCode::NotFound);
}

async fn revoke(stage: &Stage) {
    let team = new_team_of_four(stage, "Regretting").await;
    let invitation = send(stage, &team, "gone@example.org").await;
    refused(stage.member.revoke_invitation(&invitation.id).await, 403, ErrorCode::Forbidden);
    stage.admin.revoke_invitation(&invitation.id).await.unwrap();
    refused(stage.admin.revoke_invitation(&invitation.id).await, 409, ErrorCode::InvitationNotPending);
    refused(stage.admin.resend_invitation(&invitation.id).await, 409, ErrorCode::InvitationNotPending);
    refused(stage.stranger.revoke_invitation(&invitation.id).await, 404, ErrorCode::NotFound);
}

async fn answer(stage: &Stage) {
    let (yes, no) = (new_team(stage, "Joined").await, new_team(stage, "Not joined").await);
    let wanted = send(stage, &yes, Stage::STRANGER).await;
    let unwanted = send(stage, &no, Stage::STRANGER).await;
    let mine = stage.stranger.all_my_invitations().await.unwrap();
    assert_eq!(mine, [unwanted.clone(), wanted.clone()], "newest first");
    let page = stage.stranger.my_invitations(&PageRequest { limit: Some(1), cursor: None }).await.unwrap();
    assert_eq!((page.data, page.next_cursor.is_some()), (vec![unwanted.clone()], true));

    refused(stage.member.accept_invitation(&wanted.id).await, 404, ErrorCode::NotFound);
    refused(stage.member.decline_invitation(&wanted.id).await, 404, ErrorCode::NotFound);
    let accepted = stage.stranger.accept_invitation(&wanted.id).await.unwrap();
    assert_eq!(accepted.status, InvitationStatus::Accepted);
    refused(stage.stranger.accept_invitation(&wanted.id).await, 409, ErrorCode::InvitationNotPending);
    let declined = stage.stranger.decline_invitation(&unwanted.id).await.unwrap();
    assert_eq!(declined.status, InvitationStatus::Declined);
    refused(stage.stranger.decline_invitation(&unwanted.id).await, 409, ErrorCode::InvitationNotPending);

    let late = send(stage, &no, Stage::STRANGER).await;
    stage.clock.advance_seconds(8 * 24 * 3600);
    refused(stage.stranger.accept_invitation(&late.id).await, 409, ErrorCode::InvitationNotPending);
    let expired = stage.owner.all_invitations(&no.id, Some(&InvitationStatus::Expired)).await.unwrap();
    assert_eq!(expired.iter().map(|invitation| &invitation.id).collect::<Vec<_>>(), [&late.id]);
    stage.stranger.remove_member(&yes.id, &stage.stranger.me().await.unwrap().id).await.unwrap();
}
