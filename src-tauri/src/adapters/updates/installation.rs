use ollm_teams_core::{Installation, UpdateObstacle};
use tauri::utils::config::BundleType;
use tauri::utils::platform::bundle_type;
use tauri::{AppHandle, Manager};

/// Why this app, as it was installed, does not update itself.
pub(super) fn obstacle(handle: &AppHandle, has_key: bool) -> Option<UpdateObstacle> {
    let program = match tauri::process::current_binary(&handle.env()) {
        Ok(program) => program,
        Err(error) => {
            tracing::warn!(%error, "the app does not know where it is");
            return Some(UpdateObstacle::NoKey);
        }
    };
    let is_packaged = matches!(bundle_type(), Some(BundleType::Deb | BundleType::Rpm));
    Installation { program: &program, is_packaged, has_key }.obstacle()
}
