//! The Debian and the RPM package. `tauri.conf.json` says what is in them; from here comes what has to be made first: the
//! libraries that the program asks for, the compressed man page and changelogs.

use std::fs::{self, File};
use std::io::Write as _;
use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::{Context, Result, ensure};
use flate2::{Compression, GzBuilder};
use serde_json::json;

use super::{deb, publisher};
use crate::{node, process, workspace};

/// The packages' name, and the name of the files in them.
pub(super) const NAME: &str = "ollm-teams";

/// Names that Tauri's bundler adds by itself.
const ADDED_BY_TAURI: [&str; 3] = ["libgtk-3-0", "libwebkit2gtk-4.1-0", "libayatana-appindicator3-1"];

/// Reads an ELF file from standard input's list, and prints what it asks for in the words of RPM.
const ELFDEPS: &str = "/usr/lib/rpm/elfdeps";

/// What was made.
pub(super) struct Packages {
    pub(super) program: PathBuf,
    pub(super) deb: PathBuf,
    pub(super) rpm: PathBuf,
}

pub(super) fn make(appimage: bool) -> Result<Packages> {
    let options = publisher::options()?;
    process::run(publisher::without_secret(node::tauri().args(["build", "--ci", "--no-bundle"]).args(&options)))?;
    let program = workspace::built_program("release", NAME);
    let folder = workspace::artifacts("linux");
    fs::create_dir_all(&folder).with_context(|| format!("cannot make {}", folder.display()))?;
    let config = folder.join("tauri.conf.json");
    fs::write(&config, configuration(&program, &folder)?.to_string()).context("cannot write the configuration")?;

    let bundles = program.with_file_name("bundle");
    for old in ["deb", "rpm"].map(|format| bundles.join(format)).iter().filter(|folder| folder.exists()) {
        fs::remove_dir_all(old).with_context(|| format!("cannot remove {}", old.display()))?;
    }
    let formats = if appimage { "deb,rpm,appimage" } else { "deb,rpm" };
    process::run(
        node::tauri().args(["bundle", "--ci", "--bundles", formats]).args(&options).arg("--config").arg(&config),
    )?;
    let packages =
        Packages { deb: only(&bundles.join("deb"), "deb")?, rpm: only(&bundles.join("rpm"), "rpm")?, program };
    deb::compress(&packages.deb)?;
    Ok(packages)
}

/// Laid over `tauri.conf.json`. Under the product's own name the files would have a space in theirs.
fn configuration(program: &Path, folder: &Path) -> Result<serde_json::Value> {
    let manual = compress(&workspace::root().join("src-tauri/linux/ollm-teams.1"), folder)?;
    let news = compress(&workspace::root().join("CHANGELOG.md"), folder)?;
    let changelog = folder.join("changelog");
    fs::write(&changelog, debian_changelog()?).context("cannot write the changelog")?;
    let manual_page = format!("/usr/share/man/man1/{NAME}.1.gz");
    Ok(json!({
        "productName": NAME,
        "bundle": { "linux": {
            "deb": {
                "depends": libraries_for_debian(program, folder)?,
                "changelog": changelog,
                "files": {
                    &manual_page: manual,
                    format!("/usr/share/doc/{NAME}/NEWS.md.gz"): news,
                },
            },
            "rpm": {
                "depends": libraries_for_rpm(program)?,
                "files": { &manual_page: manual },
            },
        } },
    }))
}

/// The packages that hold the libraries that the program was linked with, in versions that have what it uses.
fn libraries_for_debian(program: &Path, folder: &Path) -> Result<Vec<String>> {
    // Without a control file of a source package dpkg-shlibdeps does nothing.
    let debian = folder.join("debian");
    fs::create_dir_all(&debian)?;
    fs::write(debian.join("control"), format!("Source: {NAME}\n\nPackage: {NAME}\nArchitecture: any\n"))?;
    let mut shlibdeps = process::in_folder("dpkg-shlibdeps", folder);
    let printed = process::read(shlibdeps.arg("-O").arg(program))?;
    parse_shlibdeps(&printed)
}

fn parse_shlibdeps(printed: &str) -> Result<Vec<String>> {
    let line = printed.lines().find_map(|line| line.strip_prefix("shlibs:Depends="));
    let listed = line.context("dpkg-shlibdeps found no library")?.split(", ");
    let is_added = |dependency: &&str| {
        dependency.split_whitespace().next().is_some_and(|package| ADDED_BY_TAURI.contains(&package))
    };
    Ok(listed.filter(|dependency| !is_added(dependency)).map(str::to_owned).collect())
}

/// The same for RPM, as rpmbuild would find them.
fn libraries_for_rpm(program: &Path) -> Result<Vec<String>> {
    let mut elfdeps = Command::new(ELFDEPS);
    let printed = process::read(elfdeps.arg("--requires").arg(program))?;
    let added = ["libgtk-3.so.0", "libwebkit2gtk-4.1.so.0", "libayatana-appindicator3.so.1"];
    let is_added = |line: &&str| added.iter().any(|library| line.starts_with(&format!("{library}()")));
    let listed: Vec<_> = printed.lines().filter(|line| !is_added(line)).map(str::to_owned).collect();
    ensure!(!listed.is_empty(), "elfdeps found no library");
    Ok(listed)
}

/// Debian's own form of a changelog; what changed is beside it.
fn debian_changelog() -> Result<String> {
    let date = process::read(process::in_folder("git", workspace::root()).args(["log", "-1", "--format=%cD"]))?;
    Ok(format!(
        "{NAME} ({}) stable; urgency=medium\n\n  * What changed is in NEWS.md.gz beside this file.\n\n -- OLLM Teams contributors <>  {}\n",
        env!("CARGO_PKG_VERSION"),
        date.trim()
    ))
}

/// A compressed copy in `folder`. It says nothing of when it was made, so that the same file makes the same package.
fn compress(file: &Path, folder: &Path) -> Result<PathBuf> {
    let text = fs::read(file).with_context(|| format!("cannot read {}", file.display()))?;
    let name = file.file_name().context("a folder is no file")?.to_string_lossy();
    let path = folder.join(format!("{name}.gz"));
    let mut encoder = GzBuilder::new().write(File::create(&path)?, Compression::best());
    encoder
        .write_all(&text)
        .and_then(|()| encoder.finish())
        .with_context(|| format!("cannot write {}", path.display()))?;
    Ok(path)
}

/// The only file in `folder` with this extension.
fn only(folder: &Path, extension: &str) -> Result<PathBuf> {
    let entries = fs::read_dir(folder).with_context(|| format!("cannot read {}", folder.display()))?;
    let paths = entries.flatten().map(|entry| entry.path());
    let mut found: Vec<_> = paths.filter(|path| path.extension().is_some_and(|found| found == extension)).collect();
    ensure!(found.len() == 1, "{} holds {} .{extension} files", folder.display(), found.len());
    found.pop().context("no file")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_tauri_adds_is_not_named_twice() {
        let printed = "shlibs:Depends=libc6 (>= 2.34), libgtk-3-0 (>= 3.24.9), libwebkit2gtk-4.1-0 (>= 2.43), libglib2.0-0 (>= 2.70)\n";
        assert_eq!(parse_shlibdeps(printed).unwrap(), ["libc6 (>= 2.34)", "libglib2.0-0 (>= 2.70)"]);
        assert!(parse_shlibdeps("").is_err());
    }

    #[test]
    fn a_package_is_found_only_where_it_is_the_only_one() {
        let folder = tempfile::tempdir().unwrap();
        assert!(only(folder.path(), "deb").is_err());
        fs::write(folder.path().join("one.deb"), "").unwrap();
        fs::write(folder.path().join("one.rpm"), "").unwrap();
        assert_eq!(only(folder.path(), "deb").unwrap(), folder.path().join("one.deb"));
        fs::write(folder.path().join("two.deb"), "").unwrap();
        assert!(only(folder.path(), "deb").is_err());
    }
}
