use ollm_teams_core::{About, App, AppError, Preferences};
use tauri::{AppHandle, State};

use crate::adapters::appearance;

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
    let preferences = app.set_preferences(preferences)?;
    appearance::apply(&handle, &preferences);
    Ok(preferences)
}

#[tauri::command]
pub(crate) async fn about(about: State<'_, About>) -> Result<About, AppError> {
    Ok(about.inner().clone())
}
