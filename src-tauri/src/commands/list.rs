use ollm_teams_core::api::TeamId;
use ollm_teams_core::{App, AppError, ExportFormat, ListRequest, Snapshot, TeamList, TeamRow};
use tauri::State;

use super::readable::Readable;
use crate::adapters::file_manager;

#[tauri::command]
pub(crate) async fn list_teams(
    account: Readable,
    request: ListRequest,
) -> Result<Option<Snapshot<TeamList>>, AppError> {
    account.list_teams(&request).await
}

#[tauri::command]
pub(crate) async fn team_rows(account: Readable, ids: Vec<TeamId>, search: String) -> Result<Vec<TeamRow>, AppError> {
    account.team_rows(&ids, &search).await
}

#[tauri::command]
pub(crate) async fn teams_starting_with(
    account: Readable,
    request: ListRequest,
    prefix: String,
) -> Result<Vec<TeamId>, AppError> {
    account.teams_starting_with(&request, &prefix).await
}

#[tauri::command]
pub(crate) async fn export_teams(
    app: State<'_, App>,
    account: Readable,
    request: ListRequest,
    format: ExportFormat,
) -> Result<String, AppError> {
    Ok(app.export_teams(&account, &request, format).await?.display().to_string())
}

#[tauri::command]
pub(crate) async fn show_exported(app: State<'_, App>) -> Result<(), AppError> {
    file_manager::show(&app.exported()?)
}
