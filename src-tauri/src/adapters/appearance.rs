use ollm_teams_core::{Preferences, Theme};
use tauri::AppHandle;

/// Gives the windows' frames, and with them `prefers-color-scheme` in the view, the theme that the user chose.
pub(crate) fn apply(app: &AppHandle, preferences: &Preferences) {
    app.set_theme(match preferences.theme {
        Theme::System | Theme::HighContrast => None,
        Theme::Light => Some(tauri::Theme::Light),
        Theme::Dark => Some(tauri::Theme::Dark),
    });
}
