use ollm_teams_core::{AccountId, App, AppError, SessionView};
use secrecy::SecretString;
use tauri::{State, WebviewWindow};

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

/// Waits while the user is in the browser, and comes to the front when they are done there.
#[tauri::command]
pub(crate) async fn sign_in_with_browser(
    app: State<'_, App>,
    window: WebviewWindow,
    server: String,
) -> Result<SessionView, AppError> {
    let signed_in = app.sign_in_with_browser(&server).await;
    crate::startup::bring_to_front(&window);
    signed_in
}

#[tauri::command]
pub(crate) async fn cancel_browser_sign_in(app: State<'_, App>) -> Result<(), AppError> {
    app.cancel_browser_sign_in();
    Ok(())
}

#[tauri::command]
pub(crate) async fn keep_signed_in(app: State<'_, App>, account: AccountId) -> Result<SessionView, AppError> {
    app.keep_signed_in(&account).await
}
