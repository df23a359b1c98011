use ollm_teams_core::{App, AppError, UpdatesView};
use tauri::{AppHandle, State};

use crate::relaunch::{self, Relaunch};

#[tauri::command]
pub(crate) async fn update_state(app: State<'_, App>, seen: u32) -> Result<UpdatesView, AppError> {
    Ok(app.update_state(seen).await)
}

#[tauri::command]
pub(crate) async fn check_for_updates(app: State<'_, App>) -> Result<(), AppError> {
    app.check_for_updates().await;
    Ok(())
}

#[tauri::command]
pub(crate) async fn install_update(app: State<'_, App>) -> Result<(), AppError> {
    app.install_update().await;
    Ok(())
}

#[tauri::command]
pub(crate) async fn restart_app(handle: AppHandle) -> Result<(), AppError> {
    relaunch::request(&handle, Relaunch::Anew);
    Ok(())
}
