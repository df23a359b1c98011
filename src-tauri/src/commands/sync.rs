use ollm_teams_core::api::TeamId;
use ollm_teams_core::{App, AppError, SyncView};
use tauri::State;

use super::readable::Readable;

#[tauri::command]
pub(crate) async fn sync_state(account: Readable, seen: u32) -> Result<SyncView, AppError> {
    Ok(account.sync_state(seen).await)
}

#[tauri::command]
pub(crate) async fn sync_now(account: Readable) -> Result<(), AppError> {
    account.sync_now().await;
    Ok(())
}

#[tauri::command]
pub(crate) async fn acknowledge_lost_teams(account: Readable, ids: Vec<TeamId>) -> Result<(), AppError> {
    account.acknowledge_lost_teams(&ids).await
}

#[tauri::command]
pub(crate) async fn set_visible(app: State<'_, App>, visible: bool) -> Result<(), AppError> {
    app.set_visible(visible);
    Ok(())
}
