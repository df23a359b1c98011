use std::fs;
use std::io;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use ollm_teams_core::ports::{PreferenceStore, StorageError};
use ollm_teams_core::{KnownAccounts, Preferences};
use serde::Serialize;
use serde::de::DeserializeOwned;
use tauri::{AppHandle, Wry};
use tauri_plugin_store::{Store, StoreExt};

const FILE: &str = "preferences.json";
const ACCOUNTS: &str = "accounts";
const PREFERENCES: &str = "preferences";

/// `preferences.json` in the data directory, through the store plugin. Where the store does not open, reading gives
/// the defaults and writing says why it can not.
pub(crate) struct PreferencesFile {
    path: PathBuf,
    store: Result<Arc<Store<Wry>>, String>,
}

impl PreferencesFile {
    /// Opens the file, or finds out why it can not be opened. Its values change with a `save` alone, never by
    /// themselves.
    pub(crate) fn open(app: &AppHandle, data_dir: &Path) -> Self {
        let path = data_dir.join(FILE);
        if let Err(error) = set_aside_if_unreadable(&path) {
            tracing::warn!(%error, "the preferences can not be read");
        }
        let opened = app.store_builder(&path).disable_auto_save().build();
        Self { path, store: opened.map_err(|error| error.to_string()) }
    }

    fn read<T: DeserializeOwned>(&self, key: &str) -> Option<T> {
        let value = self.store.as_ref().ok()?.get(key)?;
        // Without the error, which quotes the value: an e-mail address may be in it.
        serde_json::from_value(value).inspect_err(|_| tracing::warn!(key, "a preference is unreadable")).ok()
    }

    fn write(&self, key: &str, value: &impl Serialize) -> Result<(), StorageError> {
        let store = self.store.as_ref().map_err(|reason| StorageError(reason.clone()))?;
        store.set(key, serde_json::to_value(value).map_err(|error| StorageError(error.to_string()))?);
        store.save().map_err(|error| StorageError(error.to_string()))?;
        make_private(&self.path).map_err(|error| StorageError(error.to_string()))
    }
}

/// A file that is not JSON would be overwritten with the next change: it is kept under another name, for whoever wants
/// to know what was in it.
fn set_aside_if_unreadable(path: &Path) -> io::Result<()> {
    let text = match fs::read(path) {
        Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(()),
        text => text?,
    };
    if serde_json::from_slice::<serde_json::Map<String, serde_json::Value>>(&text).is_err() {
        let aside = path.with_extension("json.unreadable");
        fs::rename(path, &aside)?;
        tracing::warn!(kept = %aside.display(), "the preferences were unreadable and are as new");
    }
    Ok(())
}

/// E-mail addresses are in it: it is its owner's alone.
#[cfg(unix)]
fn make_private(path: &Path) -> io::Result<()> {
    use std::os::unix::fs::PermissionsExt;
    fs::set_permissions(path, fs::Permissions::from_mode(0o600))
}

/// A user's profile is for its owner alone as it is.
#[cfg(not(unix))]
fn make_private(_path: &Path) -> io::Result<()> {
    Ok(())
}

impl PreferenceStore for PreferencesFile {
    fn accounts(&self) -> KnownAccounts {
        self.read(ACCOUNTS).unwrap_or_default()
    }

    fn set_accounts(&self, accounts: &KnownAccounts) -> Result<(), StorageError> {
        self.write(ACCOUNTS, accounts)
    }

    fn preferences(&self) -> Preferences {
        self.read(PREFERENCES).unwrap_or_default()
    }

    fn set_preferences(&self, preferences: &Preferences) -> Result<(), StorageError> {
        self.write(PREFERENCES, preferences)
    }
}
