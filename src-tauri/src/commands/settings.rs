use ollm_teams_core::{About, App, AppError, Preferences};
use tauri::{AppHandle, State};

use crate::adapters::{appearance, file_manager};
use crate::desktop::menu;

#[tauri::command]
pub(crate) async fn preferences(app: State<'_, App>) -> Result<Preferences, AppError> {
    Ok(app.preferences())
}

#[tauri::command]
pub(crate) async fn set_preferences(
    app: State<'_, App>,
    handle: AppHandle,
    preferences: Preferences,
) -> Result<Preferences, AppError> {
    let before = app.words();
    let preferences = app.set_preferences(preferences)?;
    appearance::apply(&handle, &preferences);
    if app.words() != before {
        menu::apply(&handle);
    }
    Ok(preferences)
}

#[tauri::command]
pub(crate) async fn about(app: State<'_, App>) -> Result<About, AppError> {
    Ok(app.about())
}

#[tauri::command]
pub(crate) async fn show_data_folder(app: State<'_, App>) -> Result<(), AppError> {
    file_manager::show(app.data_dir())
}

#[tauri::command]
pub(crate) async fn clear_offline_copy(app: State<'_, App>) -> Result<(), AppError> {
    app.clear_offline_copy().await
}
