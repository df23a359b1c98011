//! What can be done with a Debian package without installing it.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::{Context, Result, ensure};

use crate::process;

/// A field of the control file.
pub(super) fn field(deb: &Path, name: &str) -> Result<String> {
    let value = process::read(Command::new("dpkg-deb").arg("--field").arg(deb).arg(name))?;
    Ok(value.trim().to_owned())
}

/// Unpacks the files that would be installed.
pub(super) fn extract(deb: &Path, folder: &Path) -> Result<()> {
    process::run(Command::new("dpkg-deb").arg("--extract").arg(deb).arg(folder))
}

/// The same package under another version, in `folder`.
pub(super) fn with_other_version(deb: &Path, version: &str, folder: &Path) -> Result<PathBuf> {
    let contents = unpack(deb, folder)?;
    let control = contents.join("DEBIAN/control");
    let fields = fs::read_to_string(&control).context("cannot read the control file")?;
    fs::write(&control, with_version(&fields, version)?).context("cannot write the control file")?;
    let packed = folder.join("other-version.deb");
    pack(&contents, &packed)?;
    Ok(packed)
}

/// Packs it again as Debian packs its own, with xz: the bundler uses gzip, which leaves it 40 % larger.
pub(super) fn compress(deb: &Path) -> Result<()> {
    let folder = tempfile::tempdir()?;
    pack(&unpack(deb, folder.path())?, deb)
}

fn unpack(deb: &Path, folder: &Path) -> Result<PathBuf> {
    let contents = folder.join("contents");
    process::run(Command::new("dpkg-deb").arg("--raw-extract").arg(deb).arg(&contents))?;
    Ok(contents)
}

fn pack(contents: &Path, deb: &Path) -> Result<()> {
    process::run(Command::new("dpkg-deb").args(["--root-owner-group", "-Zxz", "--build"]).arg(contents).arg(deb))
}

fn with_version(control: &str, version: &str) -> Result<String> {
    let mut changed = 0;
    let mut fields = String::new();
    for line in control.lines() {
        if line.starts_with("Version: ") {
            changed += 1;
            fields += &format!("Version: {version}");
        } else {
            fields += line;
        }
        fields.push('\n');
    }
    ensure!(changed == 1, "the control file states {changed} versions");
    Ok(fields)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_the_version_is_another() {
        let control = "Package: ollm-teams\nVersion: 0.1.0\nDescription: x\n Version: 0.1.0\n";
        let changed = "Package: ollm-teams\nVersion: 0.2.0\nDescription: x\n Version: 0.1.0\n";
        assert_eq!(with_version(control, "0.2.0").unwrap(), changed);
        assert!(with_version("Package: ollm-teams\n", "0.2.0").is_err());
    }
}
