use ollm_teams_core::{App, AppError, Check, CredentialStateView, DiagnosticsBundle};
use tauri::State;

use crate::adapters::file_manager;

#[tauri::command]
pub(crate) async fn credential_state(app: State<'_, App>) -> Result<CredentialStateView, AppError> {
    Ok(app.credential_state())
}

#[tauri::command]
pub(crate) async fn check_credentials(app: State<'_, App>) -> Result<CredentialStateView, AppError> {
    Ok(app.check_credentials().await)
}

#[tauri::command]
pub(crate) async fn diagnose(app: State<'_, App>) -> Result<Vec<Check>, AppError> {
    Ok(app.diagnose().await)
}

#[tauri::command]
pub(crate) async fn diagnostics_bundle(app: State<'_, App>) -> Result<DiagnosticsBundle, AppError> {
    Ok(app.diagnostics_bundle().await)
}

#[tauri::command]
pub(crate) async fn save_diagnostics(app: State<'_, App>) -> Result<String, AppError> {
    Ok(app.save_diagnostics().await?.display().to_string())
}

#[tauri::command]
pub(crate) async fn show_saved_diagnostics(app: State<'_, App>) -> Result<(), AppError> {
    file_manager::show(&app.saved_diagnostics()?)
}
