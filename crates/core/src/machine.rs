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
    /// Whether the window is drawn without the graphics card, because it stayed empty before.
    pub safe_mode: bool,
    /// The system's languages, the preferred first: `de-AT`.
    pub languages: Vec<String>,
    /// The folder with everything that the app stores in files.
    pub data_dir: PathBuf,
    /// The folder with the app's logs.
    pub log_dir: PathBuf,
    /// Where a report is saved: where the user's downloads go.
    pub save_dir: PathBuf,
    /// The user's own folder, whose name is left out of reports.
    pub home_dir: Option<PathBuf>,
}
