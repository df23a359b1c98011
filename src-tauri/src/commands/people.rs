use ollm_teams_core::api::{Invitation, InvitationId, Role, TeamId, UserId};
use ollm_teams_core::{AppError, InviteOutcome, Snapshot, TeamPeople};

use super::readable::Readable;
use super::signed_in::SignedIn;

#[tauri::command]
pub(crate) async fn team_people(account: Readable, team_id: TeamId) -> Result<Snapshot<TeamPeople>, AppError> {
    account.team_people(&team_id).await
}

#[tauri::command]
pub(crate) async fn invite_people(
    account: SignedIn,
    team_id: TeamId,
    emails: String,
    role: Role,
) -> Result<Vec<InviteOutcome>, AppError> {
    account.invite_people(&team_id, &emails, &role).await
}

#[tauri::command]
pub(crate) async fn resend_invitation(account: SignedIn, invitation_id: InvitationId) -> Result<Invitation, AppError> {
    account.resend_invitation(&invitation_id).await
}

#[tauri::command]
pub(crate) async fn revoke_invitation(account: SignedIn, invitation_id: InvitationId) -> Result<(), AppError> {
    account.revoke_invitation(&invitation_id).await
}

#[tauri::command]
pub(crate) async fn change_role(
    account: SignedIn,
    team_id: TeamId,
    user_id: UserId,
    role: Role,
) -> Result<(), AppError> {
    account.change_role(&team_id, &user_id, &role).await
}

#[tauri::command]
pub(crate) async fn remove_member(account: SignedIn, team_id: TeamId, user_id: UserId) -> Result<(), AppError> {
    account.remove_member(&team_id, &user_id).await
}

#[tauri::command]
pub(crate) async fn my_invitations(account: Readable) -> Result<Vec<Invitation>, AppError> {
    account.my_invitations().await
}

#[tauri::command]
pub(crate) async fn accept_invitation(account: SignedIn, invitation_id: InvitationId) -> Result<(), AppError> {
    account.accept_invitation(&invitation_id).await
}

#[tauri::command]
pub(crate) async fn decline_invitation(account: SignedIn, invitation_id: InvitationId) -> Result<(), AppError> {
    account.decline_invitation(&invitation_id).await
}
