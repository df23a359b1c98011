use ollm_teams_core::{AppError, ErrorCode};
use tauri::{State, WebviewWindow};

use crate::rendering::watchdog::ViewReady;

/// The window starts hidden and is shown once there is something in it: nothing flashes.
#[tauri::command]
pub(crate) async fn view_ready(window: WebviewWindow, ready: State<'_, ViewReady>) -> Result<(), AppError> {
    tracing::info!("the view is ready");
    ready.set();
    crate::startup::show(&window);
    Ok(())
}

/// The first rows are on the screen: the end of the start, and what `cargo xtask bench` waits for.
#[tauri::command]
pub(crate) async fn list_painted(rows: u32) -> Result<(), AppError> {
    tracing::info!(rows, "the list is painted");
    Ok(())
}

/// Opens the system's print dialog, in which a page can be saved as PDF too. `window.print()` does nothing in the web view
/// of macOS.
#[tauri::command]
pub(crate) async fn print_page(window: WebviewWindow) -> Result<(), AppError> {
    window.print().map_err(|error| AppError::retryable(ErrorCode::PrintDialogUnavailable, error.to_string()))
}
