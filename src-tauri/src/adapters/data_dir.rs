use std::path::{Path, PathBuf};

use tauri::{AppHandle, Manager};

/// Moves everything that the app stores in files.
const VARIABLE: &str = "OLLM_TEAMS_DATA_DIR";

/// The folder for everything that the app stores in files. Where the system names none, a folder of the temporary
/// ones serves, so that the app starts all the same.
pub(crate) fn locate(app: &AppHandle) -> PathBuf {
    let folder = chosen().or_else(|| app.path().app_data_dir().ok()).unwrap_or_else(|| {
        tracing::warn!("the system names no data directory");
        std::env::temp_dir().join("com.ollm.teams")
    });
    if let Err(error) = make_private(&folder) {
        // Whoever writes there next says so to the user.
        tracing::warn!(%error, "the data directory can not be created");
    }
    folder
}

/// The folder that somebody chose, if they did.
pub(crate) fn chosen() -> Option<PathBuf> {
    std::env::var_os(VARIABLE).filter(|folder| !folder.is_empty()).map(PathBuf::from)
}

/// Makes the folder, for its owner alone.
#[cfg(unix)]
pub(crate) fn make_private(folder: &Path) -> std::io::Result<()> {
    use std::os::unix::fs::DirBuilderExt;
    std::fs::DirBuilder::new().recursive(true).mode(0o700).create(folder)
}

/// Makes the folder; a user's profile is for its owner alone as it is.
#[cfg(not(unix))]
pub(crate) fn make_private(folder: &Path) -> std::io::Result<()> {
    std::fs::create_dir_all(folder)
}
