use std::path::Path;
use std::sync::Arc;

use ollm_teams_core::ports::{PreferenceStore, StorageError};
use ollm_teams_core::{Account, Preferences};
use serde::de::DeserializeOwned;
use tauri::{AppHandle, Wry};
use tauri_plugin_store::{Store, StoreExt};

const FILE: &str = "preferences.json";
const ACCOUNT: &str = "account";
const PREFERENCES: &str = "preferences";

/// `preferences.json` in the data directory, through the store plugin. Where the store does not open, reading gives
/// the defaults and writing says why it can not.
pub(crate) struct PreferencesFile(Result<Arc<Store<Wry>>, String>);

impl PreferencesFile {
    /// Opens the file, or finds out why it can not be opened. Its values change with a `save` alone, never by
    /// themselves.
    pub(crate) fn open(app: &AppHandle, data_dir: &Path) -> Self {
        let opened = app.store_builder(data_dir.join(FILE)).disable_auto_save().build();
        Self(opened.map_err(|error| error.to_string()))
    }

    fn read<T: DeserializeOwned>(&self, key: &str) -> Option<T> {
        let value = self.0.as_ref().ok()?.get(key)?;
        serde_json::from_value(value)
            .inspect_err(|error| tracing::warn!(key, %error, "a preference is unreadable"))
            .ok()
    }

    fn write(&self, key: &str, value: Option<serde_json::Value>) -> Result<(), StorageError> {
        let store = self.0.as_ref().map_err(|reason| StorageError(reason.clone()))?;
        match value {
            Some(value) => store.set(key, value),
            None => {
                store.delete(key);
            }
        }
        store.save().map_err(|error| StorageError(error.to_string()))
    }
}

impl PreferenceStore for PreferencesFile {
    fn account(&self) -> Option<Account> {
        self.read(ACCOUNT)
    }

    fn set_account(&self, account: Option<&Account>) -> Result<(), StorageError> {
        let value = account.map(serde_json::to_value).transpose().map_err(|error| StorageError(error.to_string()))?;
        self.write(ACCOUNT, value)
    }

    fn preferences(&self) -> Preferences {
        self.read(PREFERENCES).unwrap_or_default()
    }

    fn set_preferences(&self, preferences: &Preferences) -> Result<(), StorageError> {
        let value = serde_json::to_value(preferences).map_err(|error| StorageError(error.to_string()))?;
        self.write(PREFERENCES, Some(value))
    }
}
