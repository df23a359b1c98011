use ollm_teams_core::AppError;
use tauri::WebviewWindow;

/// The window starts hidden and is shown once there is something in it: nothing flashes.
#[tauri::command]
pub(crate) async fn view_ready(window: WebviewWindow) -> Result<(), AppError> {
    crate::startup::show(&window);
    Ok(())
}
