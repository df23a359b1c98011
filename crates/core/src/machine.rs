use std::path::PathBuf;

/// What the core has to know of the machine, for diagnostics and for 'About'.
#[derive(Clone, Debug)]
pub struct Machine {
    /// The app's version.
    pub version: String,
    /// The operating system, its version and its processor.
    pub system: String,
    /// What draws the window, and its version, where it says so.
    pub web_view: Option<String>,
    /// The folder with everything that the app stores in files.
    pub data_dir: PathBuf,
    /// The folder with the app's logs.
    pub log_dir: PathBuf,
    /// Where a report is saved: where the user's downloads go.
    pub save_dir: PathBuf,
    /// The user's own folder, whose name is left out of reports.
    pub home_dir: Option<PathBuf>,
}
