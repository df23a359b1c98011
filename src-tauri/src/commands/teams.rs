use ollm_teams_core::api::TeamId;
use ollm_teams_core::{AppError, TeamView};

use super::signed_in::SignedIn;

#[tauri::command]
pub(crate) async fn create_team(account: SignedIn, name: String) -> Result<TeamView, AppError> {
    account.create_team(&name).await
}

#[tauri::command]
pub(crate) async fn rename_team(account: SignedIn, team_id: TeamId, name: String) -> Result<TeamView, AppError> {
    account.rename_team(&team_id, &name).await
}

#[tauri::command]
pub(crate) async fn delete_team(account: SignedIn, team_id: TeamId, version: u32) -> Result<(), AppError> {
    account.delete_team(&team_id, version).await
}
