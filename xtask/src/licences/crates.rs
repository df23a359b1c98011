//! The crates in the app. cargo-about would find the same, in many minutes: to build, and to read every file of every
//! crate. Here a crate's own word counts, and its licence files are where everybody puts them; it takes seconds.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result};
use serde::Deserialize;
use spdx::{Expression, LicenseReq, Licensee, ParseMode};

use super::{Notice, files};
use crate::process;

/// The systems that the app is bundled for, as in deny.toml.
const SYSTEMS: [&str; 5] = [
    "x86_64-unknown-linux-gnu",
    "aarch64-unknown-linux-gnu",
    "x86_64-apple-darwin",
    "aarch64-apple-darwin",
    "x86_64-pc-windows-msvc",
];

/// Where a crate leaves the choice, the first of these that it offers. Most leave it between the first and 'MIT',
/// whose text differs with every author.
const PREFERRED: [&str; 9] = [
    "Apache-2.0",
    "Apache-2.0 WITH LLVM-exception",
    "MIT",
    "ISC",
    "Zlib",
    "BSD-3-Clause",
    "Unicode-3.0",
    "MPL-2.0",
    "Unlicense",
];

/// In bytes. What is shorter is no licence but, as a rule, the path of one: a link that was packaged as a file.
const SHORTEST: usize = 300;

#[derive(Deserialize)]
struct Metadata {
    packages: Vec<Package>,
}

#[derive(Deserialize)]
struct Package {
    name: String,
    version: String,
    license: Option<String>,
    manifest_path: PathBuf,
    /// Nothing for what is ours.
    source: Option<String>,
}

/// The licences of every crate that others wrote and the app has code of, on any system.
pub(super) fn notices() -> Result<Vec<Notice>> {
    let json = process::read(process::cargo().args(["metadata", "--locked", "--format-version", "1"]))?;
    let metadata: Metadata = serde_json::from_str(&json).context("cargo's metadata is not understood")?;
    let shipped = shipped()?;
    let packages = metadata.packages.into_iter().filter(|package| {
        package.source.is_some() && shipped.contains(&(package.name.clone(), package.version.clone()))
    });
    let notices: Vec<_> = packages.map(|package| of_package(&package)).collect::<Result<_>>()?;
    Ok(notices.into_iter().flatten().collect())
}

/// Names and versions. What builds or tests the app is not in it, and neither are macros, which write code.
fn shipped() -> Result<BTreeSet<(String, String)>> {
    let mut shipped = BTreeSet::new();
    for system in SYSTEMS {
        let tree = process::read(process::cargo().args([
            "tree",
            "--locked",
            "--package=ollm-teams",
            "--edges=normal,no-proc-macro",
            "--prefix=none",
            "--target",
            system,
        ]))?;
        shipped.extend(tree.lines().filter_map(name_and_version));
    }
    Ok(shipped)
}

/// Of a line such as `serde v1.0.229 (*)`.
fn name_and_version(line: &str) -> Option<(String, String)> {
    let mut words = line.split(' ');
    Some((words.next()?.to_owned(), words.next()?.strip_prefix('v')?.to_owned()))
}

fn of_package(package: &Package) -> Result<Vec<Notice>> {
    let Package { name, version, license, manifest_path, .. } = package;
    let chosen = license.as_deref().context("no licence is stated").and_then(choose);
    let chosen = chosen.with_context(|| format!("the crate {name} {version}"))?;
    let folder = manifest_path.parent().unwrap_or(manifest_path);
    let mut notices = Vec::new();
    for licence in &chosen {
        for text in texts(folder, licence, chosen.len() == 1)? {
            notices.push(Notice { name: name.clone(), version: version.clone(), licence: licence.to_string(), text });
        }
    }
    Ok(notices)
}

/// The licences to keep to, of an expression such as `MIT OR Apache-2.0`.
fn choose(expression: &str) -> Result<Vec<LicenseReq>> {
    // Crates older than the rule write `MIT/Apache-2.0`.
    let mode = ParseMode { allow_slash_as_or_operator: true, ..ParseMode::STRICT };
    let expression = Expression::parse_mode(expression, mode)?;
    let preferred: Vec<_> = PREFERRED.into_iter().map(Licensee::parse).collect::<Result<_, _>>()?;
    Ok(expression.minimized_requirements(&preferred)?)
}

/// The texts of one licence: the crate's own, or the common one where the crate comes without.
fn texts(folder: &Path, licence: &LicenseReq, is_only: bool) -> Result<Vec<String>> {
    let files = files::licences(folder)?;
    let identifier = licence.license.id().context("a licence without an identifier")?;
    let word = identifier.name.split('-').next().unwrap_or_default().to_lowercase();
    let named: Vec<_> = files.iter().filter(|path| files::name(path).contains(&word)).cloned().collect();
    let own = match (named.is_empty(), is_only && files.len() == 1) {
        (false, _) => named,
        (true, true) => files,
        (true, false) => Vec::new(),
    };
    let mut texts = own
        .iter()
        .map(|path| fs::read_to_string(path).with_context(|| format!("cannot read {}", path.display())))
        .collect::<Result<Vec<_>>>()?;
    texts.retain(|text| text.len() >= SHORTEST);
    if texts.is_empty() {
        texts.push(identifier.text().to_owned());
    }
    Ok(texts)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn chosen(expression: &str) -> Vec<String> {
        choose(expression).unwrap().iter().map(ToString::to_string).collect()
    }

    #[test]
    fn where_there_is_a_choice_it_is_made() {
        assert_eq!(chosen("MIT OR Apache-2.0"), ["Apache-2.0"]);
        assert_eq!(chosen("MIT/Apache-2.0"), ["Apache-2.0"]);
        assert_eq!(chosen("Unlicense OR MIT"), ["MIT"]);
        let mut both = chosen("(MIT OR Apache-2.0) AND Unicode-3.0");
        both.sort();
        assert_eq!(both, ["Apache-2.0", "Unicode-3.0"]);
        assert!(choose("GPL-3.0-only").is_err());
    }

    #[test]
    fn a_crate_is_read_from_its_line() {
        let serde = Some(("serde".to_owned(), "1.0.229".to_owned()));
        assert_eq!(name_and_version("serde v1.0.229"), serde);
        assert_eq!(name_and_version("serde v1.0.229 (*)"), serde);
        assert_eq!(name_and_version(""), None);
    }

    #[test]
    fn the_crates_own_text_comes_before_the_common_one() {
        let folder = tempfile::tempdir().unwrap();
        let text = |expression: &str| texts(folder.path(), &choose(expression).unwrap()[0], true).unwrap();
        let write = |file: &str, text: &str| {
            fs::write(folder.path().join(file), text).unwrap();
            text.to_owned()
        };
        assert!(text("MIT")[0].contains("<copyright holders>"), "the common text");
        write("LICENSE", "../LICENSE");
        assert!(text("MIT")[0].contains("<copyright holders>"), "no text but a link");
        let only = write("LICENSE", &"the only one ".repeat(30));
        assert_eq!(text("MIT"), [only]);
        let mit = write("LICENSE-MIT", &"this crate's MIT ".repeat(30));
        let apache = write("LICENSE-APACHE", &"this crate's Apache ".repeat(30));
        assert_eq!(text("MIT"), [mit]);
        assert_eq!(text("MIT OR Apache-2.0"), [apache]);
    }
}
