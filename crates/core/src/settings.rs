//! What the user set.

use std::path::Path;

use crate::{About, App, AppError, Preferences};

impl App {
    /// What the user set.
    pub fn preferences(&self) -> Preferences {
        self.preferences.preferences()
    }

    /// Keeps what the user set.
    ///
    /// # Errors
    /// `storage_unavailable` when it can not be written.
    pub fn set_preferences(&self, preferences: Preferences) -> Result<Preferences, AppError> {
        self.preferences.set_preferences(&preferences)?;
        self.changes_of_app.send_replace(());
        Ok(preferences)
    }

    /// What the app says of itself.
    pub fn about(&self) -> About {
        let machine = &self.machine;
        let (version, data_dir) = (machine.version.clone(), machine.data_dir.display().to_string());
        About { version, data_dir, safe_mode: machine.safe_mode }
    }

    /// The folder with everything that the app stores in files.
    pub fn data_dir(&self) -> &Path {
        &self.machine.data_dir
    }

    /// Forgets what servers said before, of all accounts. Those that are signed in to are fetched again.
    ///
    /// # Errors
    /// `storage_unavailable` when a copy can not be kept anywhere.
    pub async fn clear_offline_copy(&self) -> Result<(), AppError> {
        for account in self.known().list {
            self.held_of(&account).clear().await?;
        }
        Ok(())
    }
}
