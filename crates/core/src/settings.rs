//! What the user set.

use crate::{App, AppError, Preferences};

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
        Ok(preferences)
    }
}
