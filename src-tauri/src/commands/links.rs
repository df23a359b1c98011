use ollm_teams_core::{AccountId, App, AppError, OpenedLink};
use tauri::State;

#[tauri::command]
pub(crate) async fn link_waits(app: State<'_, App>, known: bool) -> Result<bool, AppError> {
    Ok(app.link_waits(known).await)
}

#[tauri::command]
pub(crate) async fn next_link(app: State<'_, App>, account: AccountId) -> Result<Option<OpenedLink>, AppError> {
    app.next_link(&account).await
}
