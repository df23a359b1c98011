use ollm_teams_core::api::TeamId;
use ollm_teams_core::{App, AppError, SearchHit, Snapshot, TeamList, TeamView};
use tauri::State;

#[tauri::command]
pub(crate) async fn list_teams(app: State<'_, App>) -> Result<Snapshot<TeamList>, AppError> {
    app.list_teams().await
}

#[tauri::command]
pub(crate) async fn create_team(app: State<'_, App>, name: String) -> Result<TeamView, AppError> {
    app.create_team(&name).await
}

#[tauri::command]
pub(crate) async fn rename_team(app: State<'_, App>, team_id: TeamId, name: String) -> Result<TeamView, AppError> {
    app.rename_team(&team_id, &name).await
}

#[tauri::command]
pub(crate) async fn delete_team(app: State<'_, App>, team_id: TeamId, version: u32) -> Result<(), AppError> {
    app.delete_team(&team_id, version).await
}

#[tauri::command]
pub(crate) async fn search_teams(app: State<'_, App>, query: String) -> Result<Vec<SearchHit>, AppError> {
    app.search_teams(&query).await
}
