use ollm_teams_core::AppError;
use tauri::WebviewWindow;

/// The window starts hidden and is shown once there is something in it: nothing flashes.
#[tauri::command]
pub(crate) async fn view_ready(window: WebviewWindow) -> Result<(), AppError> {
    crate::startup::show(&window);
    Ok(())
}

/// The first rows are on the screen: the end of the start, and what `cargo xtask bench` waits for.
#[tauri::command]
pub(crate) async fn list_painted(rows: u32) -> Result<(), AppError> {
    tracing::info!(rows, "the list is painted");
    Ok(())
}
