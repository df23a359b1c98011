//! Release builds of what is measured and of what it is measured with.

use std::path::PathBuf;

use anyhow::Result;

use crate::{process, workspace};

/// Cargo's packages, each with one program of the same name.
const PACKAGES: [&str; 4] = ["ollm-teams", "ollm-server", "ollm-measure", "blank-window"];

/// Where the programs are.
pub(crate) struct Programs {
    pub(crate) app: PathBuf,
    pub(crate) server: PathBuf,
    pub(crate) measure: PathBuf,
    pub(crate) blank_window: PathBuf,
}

/// Builds them in one go, so that what they share is built once, with the same features.
pub(crate) fn build() -> Result<Programs> {
    let packages = PACKAGES.iter().flat_map(|package| ["--package", package]);
    process::run(process::cargo().args(["build", "--release", "--bins"]).args(packages))?;
    let [app, server, measure, blank_window] = PACKAGES.map(|package| workspace::built_program("release", package));
    Ok(Programs { app, server, measure, blank_window })
}
