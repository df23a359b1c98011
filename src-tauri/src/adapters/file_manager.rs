use std::path::Path;

use ollm_teams_core::{AppError, ErrorCode};

/// Shows a file or folder in the system's file manager.
pub(crate) fn show(path: &Path) -> Result<(), AppError> {
    tauri_plugin_opener::reveal_item_in_dir(path)
        .map_err(|error| AppError::retryable(ErrorCode::FileManagerUnavailable, error.to_string()))
}
