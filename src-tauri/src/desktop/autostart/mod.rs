//! Starting when the person logs in, if they want it.

#[cfg(not(any(target_os = "macos", windows)))]
mod desktop_entry;
#[cfg(any(target_os = "macos", windows))]
mod system;

use ollm_teams_core::{AppError, ErrorCode};
use tauri::AppHandle;

#[cfg(not(any(target_os = "macos", windows)))]
use self::desktop_entry as entry;
#[cfg(any(target_os = "macos", windows))]
use self::system as entry;

/// Whether the app starts at a login; `None` where that can not be found out.
pub(crate) fn is_on(handle: &AppHandle) -> Option<bool> {
    entry::is_on(handle)
        .inspect_err(|error| tracing::warn!(%error, "whether the app starts at a login is not known"))
        .ok()
}

/// Has the app start at a login, or not any more.
///
/// # Errors
/// `autostart_unavailable` where the system does not let it.
pub(crate) fn set(handle: &AppHandle, is_on: bool) -> Result<(), AppError> {
    let done = if is_on { entry::add(handle) } else { entry::remove(handle) };
    done.map_err(|error| AppError::retryable(ErrorCode::AutostartUnavailable, error.to_string()))
}
