use ollm_teams_core::{Account, AccountId, App, AppError, SessionView};
use tauri::State;

#[tauri::command]
pub(crate) async fn switch_account(app: State<'_, App>, account: AccountId) -> Result<SessionView, AppError> {
    app.switch_account(&account).await
}

#[tauri::command]
pub(crate) async fn place_account(
    app: State<'_, App>,
    account: AccountId,
    place: u32,
) -> Result<Vec<Account>, AppError> {
    app.place_account(&account, place).await
}

#[tauri::command]
pub(crate) async fn sign_out(app: State<'_, App>, account: AccountId) -> Result<SessionView, AppError> {
    app.sign_out(&account).await
}

#[tauri::command]
pub(crate) async fn sign_out_all(app: State<'_, App>) -> Result<SessionView, AppError> {
    app.sign_out_all().await
}
