use ollm_teams_core::{AppError, DesktopView};
use tauri::AppHandle;

use crate::desktop::{autostart, tray};

#[tauri::command]
pub(crate) async fn desktop(handle: AppHandle) -> Result<DesktopView, AppError> {
    Ok(DesktopView { has_tray: tray::is_there().await, autostart: autostart::is_on(&handle) })
}

#[tauri::command]
pub(crate) async fn set_autostart(handle: AppHandle, is_on: bool) -> Result<(), AppError> {
    autostart::set(&handle, is_on)
}
