//! Whether the packages are well made, by the tools that the distributions judge theirs with.

use std::fs;
use std::path::Path;
use std::process::Command;

use anyhow::{Context, Result, ensure};

use super::deb;
use super::linux::{NAME, Packages};
use crate::{process, workspace};

/// What tells the desktop that links of the app's scheme are for it, and hands them over.
const LINKS: [&str; 2] = ["Exec=ollm-teams %u", "MimeType=x-scheme-handler/ollm-teams;"];

/// The installed files that both packages have.
const FILES: [&str; 4] = [
    "/usr/bin/ollm-teams",
    "/usr/share/applications/ollm-teams.desktop",
    "/usr/share/icons/hicolor/128x128/apps/ollm-teams.png",
    "/usr/share/man/man1/ollm-teams.1.gz",
];

pub(super) fn deb(packages: &Packages) -> Result<()> {
    let folder = tempfile::tempdir()?;
    deb::extract(&packages.deb, folder.path())?;
    for file in FILES {
        ensure!(folder.path().join(&file[1..]).is_file(), "{file} is not in the package");
    }
    desktop_file(&folder.path().join("usr/share/applications/ollm-teams.desktop"))?;
    // What is wrong and meant to be so is in the package itself, from src-tauri/linux/lintian-overrides.
    process::run(
        Command::new("lintian")
            .args(["--allow-root", "--fail-on", "error,warning", "--tag-display-limit", "0"])
            .arg(&packages.deb),
    )
}

fn desktop_file(file: &Path) -> Result<()> {
    process::run(Command::new("desktop-file-validate").arg(file))?;
    let entry = fs::read_to_string(file).with_context(|| format!("cannot read {}", file.display()))?;
    for line in LINKS {
        ensure!(entry.lines().any(|found| found == line), "the desktop file lacks {line}");
    }
    Ok(())
}

pub(super) fn rpm(packages: &Packages) -> Result<()> {
    process::run(rpm_command().args(["--checksig", "--nosignature"]).arg(&packages.rpm))?;
    let stated = query(packages, &["--queryformat", "%{NAME} %{VERSION} %{LICENSE} %{ARCH}"])?;
    let wanted = format!("{NAME} {} Apache-2.0 {}", env!("CARGO_PKG_VERSION"), std::env::consts::ARCH);
    ensure!(stated == wanted, "the package calls itself {stated}, and not {wanted}");
    let files = query(packages, &["--list"])?;
    for file in FILES {
        ensure!(files.lines().any(|found| found == file), "{file} is not in the package");
    }
    let libraries = query(packages, &["--requires"])?;
    for library in ["libwebkit2gtk-4.1.so.0()(64bit)", "libc.so.6()(64bit)"] {
        ensure!(libraries.lines().any(|found| found == library), "the package does not ask for {library}");
    }
    process::run(
        Command::new("rpmlint")
            .args(["--strict", "--config"])
            .arg(workspace::root().join("src-tauri/linux/rpmlint.toml"))
            .arg(&packages.rpm),
    )?;
    unpack(packages)
}

/// Installs it into an empty folder, as far as that goes on a system of another family.
fn unpack(packages: &Packages) -> Result<()> {
    let root = tempfile::tempdir()?;
    let into = |command: &mut Command| {
        command.arg("--root").arg(root.path());
    };
    let mut install = rpm_command();
    into(&mut install);
    process::run(install.args(["--install", "--nodeps", "--nosignature"]).arg(&packages.rpm))?;
    let program = root.path().join("usr/bin").join(NAME);
    ensure!(fs::read(&program).is_ok_and(|found| !found.is_empty()), "the program is not in the package");
    let mut verify = rpm_command();
    into(&mut verify);
    process::run(verify.args(["--verify", "--nodeps", NAME]))
}

fn query(packages: &Packages, what: &[&str]) -> Result<String> {
    process::read(rpm_command().args(["--query", "--package"]).args(what).arg(&packages.rpm))
}

fn rpm_command() -> Command {
    process::in_folder("rpm", workspace::root())
}
