use ollm_teams_core::api::{Invitation, InvitationId, Role, TeamId, UserId};
use ollm_teams_core::{App, AppError, InviteOutcome, TeamPeople};
use tauri::State;

#[tauri::command]
pub(crate) async fn team_people(app: State<'_, App>, team_id: TeamId) -> Result<TeamPeople, AppError> {
    app.team_people(&team_id).await
}

#[tauri::command]
pub(crate) async fn invite_people(
    app: State<'_, App>,
    team_id: TeamId,
    emails: String,
    role: Role,
) -> Result<Vec<InviteOutcome>, AppError> {
    app.invite_people(&team_id, &emails, &role).await
}

#[tauri::command]
pub(crate) async fn resend_invitation(
    app: State<'_, App>,
    invitation_id: InvitationId,
) -> Result<Invitation, AppError> {
    app.resend_invitation(&invitation_id).await
}

#[tauri::command]
pub(crate) async fn revoke_invitation(app: State<'_, App>, invitation_id: InvitationId) -> Result<(), AppError> {
    app.revoke_invitation(&invitation_id).await
}

#[tauri::command]
pub(crate) async fn change_role(
    app: State<'_, App>,
    team_id: TeamId,
    user_id: UserId,
    role: Role,
) -> Result<(), AppError> {
    app.change_role(&team_id, &user_id, &role).await
}

#[tauri::command]
pub(crate) async fn remove_member(app: State<'_, App>, team_id: TeamId, user_id: UserId) -> Result<(), AppError> {
    app.remove_member(&team_id, &user_id).await
}

#[tauri::command]
pub(crate) async fn my_invitations(app: State<'_, App>) -> Result<Vec<Invitation>, AppError> {
    app.my_invitations().await
}

#[tauri::command]
pub(crate) async fn accept_invitation(app: State<'_, App>, invitation_id: InvitationId) -> Result<(), AppError> {
    app.accept_invitation(&invitation_id).await
}

#[tauri::command]
pub(crate) async fn decline_invitation(app: State<'_, App>, invitation_id: InvitationId) -> Result<(), AppError> {
    app.decline_invitation(&invitation_id).await
}
