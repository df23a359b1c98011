use std::path::PathBuf;

use ollm_teams_core::Machine;
use tauri::{AppHandle, Manager};

use crate::{logging, safe_mode};

/// What there is to say of this machine.
pub(crate) fn describe(app: &AppHandle, data_dir: PathBuf) -> Machine {
    let folders = app.path();
    Machine {
        version: app.package_info().version.to_string(),
        system: format!("{} ({})", std::env::consts::OS, std::env::consts::ARCH),
        web_view: tauri::webview_version().ok().map(|version| format!("{} {version}", WEB_VIEW)),
        safe_mode: safe_mode::is_on(),
        languages: sys_locale::get_locales().collect(),
        log_dir: logging::folder(&data_dir),
        save_dir: folders.download_dir().ok().filter(|folder| folder.is_dir()).unwrap_or_else(|| data_dir.clone()),
        home_dir: folders.home_dir().ok(),
        data_dir,
    }
}

#[cfg(windows)]
const WEB_VIEW: &str = "WebView2";
#[cfg(target_os = "macos")]
const WEB_VIEW: &str = "WebKit";
#[cfg(not(any(windows, target_os = "macos")))]
const WEB_VIEW: &str = "WebKitGTK";
