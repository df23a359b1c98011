//! `cargo xtask licences`: the licences of what others wrote and the app is made of, in one file for the view.
//!
//! Crates for every system that the app is bundled for, and the npm packages that are in the built view. Nothing is
//! looked up on the network, so that the file depends on the lock files and the view's imports alone.

mod crates;
mod document;
mod files;
mod packages;

use std::fs;
use std::path::PathBuf;

use anyhow::{Context, Result, bail};

use crate::setup::{self, Consent, Needs};
use crate::workspace;

/// A licence of a component, with one of its texts.
struct Notice {
    name: String,
    version: String,
    licence: String,
    text: String,
}

/// Writes the file.
pub(crate) fn licences(consent: Consent) -> Result<()> {
    setup::ensure(consent, Needs::default())?;
    let (file, fresh) = (file(), generate()?);
    // The view is not built anew for the same text.
    if fs::read_to_string(&file).is_ok_and(|committed| committed == fresh) {
        return Ok(());
    }
    fs::write(&file, fresh).with_context(|| format!("cannot write {}", file.display()))
}

/// # Errors
/// The file is not what would be written now.
pub(crate) fn check() -> Result<()> {
    let committed = fs::read_to_string(file()).unwrap_or_default().replace("\r\n", "\n");
    if committed != generate()? {
        bail!("the third-party licences are out of date: `cargo xtask licences`");
    }
    Ok(())
}

fn file() -> PathBuf {
    workspace::ui().join("src/features/settings/licences.json")
}

fn generate() -> Result<String> {
    let mut notices = crates::notices()?;
    notices.extend(packages::notices(&workspace::ui())?);
    document::render(notices)
}
