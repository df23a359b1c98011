use ollm_teams_core::{AppError, ErrorCode, Url};

/// Opens a page in the system's browser. The core has found the address fit to be opened.
pub(crate) fn open(page: &Url) -> Result<(), AppError> {
    tauri_plugin_opener::open_url(page, None::<&str>)
        .map_err(|error| AppError::retryable(ErrorCode::BrowserUnavailable, error.to_string()))
}
