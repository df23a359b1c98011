//! The Debian package on this system: installed, started, upgraded, started again, removed.

use std::fs;
use std::path::Path;
use std::process::Command;

use anyhow::{Context, Result, bail, ensure};

use super::deb;
use super::linux::NAME;
use crate::platform::{agrees, apt_get};
use crate::process::{self, ask};
use crate::program::Program;
use crate::run::virtual_display;
use crate::session::Session;
use crate::setup::Consent;

const PROGRAM: &str = "/usr/bin/ollm-teams";
/// Which program opens what, made of all desktop files.
const OPENERS: &str = "/usr/share/applications/mimeinfo.cache";
const OPENER: &str = "x-scheme-handler/ollm-teams=ollm-teams.desktop;";
/// Where the app keeps its files, below the home folder of the session.
const DATA: &str = "data/com.ollm.teams";

pub(super) fn check(consent: Consent, package: &Path) -> Result<()> {
    if installed_version().is_some() {
        bail!("{NAME} is installed on this system already: remove it first, if it may be replaced");
    }
    if consent == Consent::Ask && !agrees("Install the package into this system, and remove it again?")? {
        bail!("nothing was installed");
    }
    let outcome = install_and_remove(package);
    if installed_version().is_some() {
        // What went wrong counts, and not that it could not be cleared away.
        let _ = remove();
    }
    outcome
}

fn install_and_remove(package: &Path) -> Result<()> {
    let folder = tempfile::tempdir()?;
    let home = folder.path().join("home");
    let session = Session::start(&home)?;
    let version = deb::field(package, "Version")?;
    let next = format!("{version}+next");

    install(package)?;
    ensure!(installed_version().as_deref() == Some(&version), "{version} is not installed");
    ensure!(opens_links(), "links of the app's scheme are not for the app");
    start(&session)?;
    let kept = home.join(DATA);
    ensure!(kept.is_dir(), "the app kept nothing in {}", kept.display());

    install(&deb::with_other_version(package, &next, folder.path())?)?;
    ensure!(installed_version().as_deref() == Some(&next), "{next} is not installed");
    start(&session)?;

    let files = process::read(Command::new("dpkg-query").args(["--listfiles", NAME]))?;
    remove()?;
    ensure!(installed_version().is_none(), "the package is still installed");
    let left: Vec<_> = files.lines().map(Path::new).filter(|path| path.is_file()).collect();
    ensure!(left.is_empty(), "left behind: {left:?}");
    ensure!(!opens_links(), "links of the app's scheme are still for the app");
    ensure!(kept.is_dir(), "what the app kept for its person was removed");
    Ok(())
}

/// # Errors
/// The window does not come up.
fn start(session: &Session) -> Result<()> {
    let mut app = Program::start(&mut session.command(PROGRAM))?;
    let picture = virtual_display::wait_until_painted(session, &mut app)?;
    picture.context("interrupted").map(drop)
}

fn install(package: &Path) -> Result<()> {
    process::run(apt_get()?.args(["install", "--yes", "--no-install-recommends"]).arg(package))
}

fn remove() -> Result<()> {
    process::run(apt_get()?.args(["purge", "--yes", NAME]))
}

fn installed_version() -> Option<String> {
    let shown = ask("dpkg-query", &["--show", "--showformat=${db:Status-Status} ${Version}", NAME])?;
    shown.strip_prefix("installed ").map(str::to_owned)
}

fn opens_links() -> bool {
    fs::read_to_string(OPENERS).is_ok_and(|openers| openers.lines().any(|line| line == OPENER))
}
