//! The Windows program, built here. Installers are made on Windows: theirs come with programs that are fetched for it.

use std::fs;

use anyhow::{Context, Result};

use super::linux::NAME;
use super::size;
use crate::cross::{self, System};
use crate::setup::{self, Consent};
use crate::{process, workspace};

/// What tells the program where the web view is; it has to lie beside it.
const LOADER: &str = "WebView2Loader.dll";

pub(super) fn make(consent: Consent) -> Result<()> {
    setup::ensure(consent, System::Windows.needs())?;
    let mut build = System::Windows.cargo("build")?;
    // What Tauri's command line builds with for a release.
    process::run(build.args(["--release", "--package", NAME, "--bin", NAME, "--features", "tauri/custom-protocol"]))?;
    let built = cross::exe(NAME);
    let folder = workspace::artifacts("windows/bundle");
    fs::create_dir_all(&folder).with_context(|| format!("cannot make {}", folder.display()))?;
    let program = folder.join(format!("{NAME}.exe"));
    for (from, to) in [(&built, &program), (&built.with_file_name(LOADER), &folder.join(LOADER))] {
        fs::copy(from, to).with_context(|| format!("cannot copy {}", from.display()))?;
    }
    println!("{}", program.display());
    size::report(&[(&program, None), (&folder.join(LOADER), None)])
}
