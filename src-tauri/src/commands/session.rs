use ollm_teams_core::{AccountId, App, AppError, SessionView};
use secrecy::SecretString;
use tauri::State;

#[tauri::command]
pub(crate) async fn session(app: State<'_, App>) -> Result<SessionView, AppError> {
    Ok(app.session().await)
}

#[tauri::command]
pub(crate) async fn start_local_workspace(app: State<'_, App>, sample_data: bool) -> Result<SessionView, AppError> {
    app.start_local_workspace(sample_data).await
}

#[tauri::command]
pub(crate) async fn sign_in_with_token(
    app: State<'_, App>,
    server: String,
    token: SecretString,
) -> Result<SessionView, AppError> {
    app.sign_in_with_token(&server, token).await
}

#[tauri::command]
pub(crate) async fn keep_signed_in(app: State<'_, App>, account: AccountId) -> Result<SessionView, AppError> {
    app.keep_signed_in(&account).await
}
