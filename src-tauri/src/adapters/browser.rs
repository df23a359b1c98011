use ollm_teams_core::Url;
use ollm_teams_core::ports::{Browser, BrowserError};

/// The system's browser.
pub(crate) struct SystemBrowser;

impl Browser for SystemBrowser {
    fn open(&self, page: &Url) -> Result<(), BrowserError> {
        tauri_plugin_opener::open_url(page, None::<&str>).map_err(|error| BrowserError(error.to_string()))
    }
}
