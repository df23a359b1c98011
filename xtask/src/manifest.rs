//! `cargo xtask manifest`: what an app reads that looks for a newer version of itself.

use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result, ensure};
use serde_json::{Map, Value, json};

use crate::workspace;

#[derive(clap::Args)]
pub(crate) struct Arguments {
    /// The folder with the release's files and their signatures; `latest.json` is written into it.
    folder: PathBuf,
    /// Where the files will be downloaded from: the address of the folder.
    #[arg(long)]
    url: String,
}

pub(crate) fn manifest(arguments: &Arguments) -> Result<()> {
    let signed = signed(&arguments.folder)?;
    let news = fs::read_to_string(workspace::root().join("CHANGELOG.md")).context("cannot read CHANGELOG.md")?;
    let manifest = latest(env!("CARGO_PKG_VERSION"), &news, &signed, &arguments.url)?;
    write(&arguments.folder.join("latest.json"), &manifest)
}

/// The files that are signed, with their signatures.
fn signed(folder: &Path) -> Result<Vec<(String, String)>> {
    let mut signed = Vec::new();
    for entry in fs::read_dir(folder).with_context(|| format!("cannot read {}", folder.display()))?.flatten() {
        let name = entry.file_name().to_string_lossy().into_owned();
        if let Some(file) = name.strip_suffix(".sig") {
            ensure!(folder.join(file).exists(), "{name} signs nothing");
            let signature = fs::read_to_string(entry.path()).with_context(|| format!("cannot read {name}"))?;
            signed.push((file.to_owned(), signature));
        }
    }
    Ok(signed)
}

fn write(file: &Path, manifest: &Value) -> Result<()> {
    fs::write(file, format!("{manifest:#}\n")).with_context(|| format!("cannot write {}", file.display()))?;
    println!("{}", file.display());
    Ok(())
}

/// The newest version, with what each system downloads.
fn latest(version: &str, news: &str, signed: &[(String, String)], url: &str) -> Result<Value> {
    let mut platforms = Map::new();
    for (file, signature) in signed {
        if let Some(target) = target_of(file) {
            let url = format!("{}/{file}", url.trim_end_matches('/'));
            let before = platforms.insert(target.to_owned(), json!({ "signature": signature.trim(), "url": url }));
            ensure!(before.is_none(), "{target} has more than one file");
        }
    }
    ensure!(!platforms.is_empty(), "there is no signed file that an app can install");
    Ok(json!({ "version": version, "notes": notes(version, news)?, "platforms": platforms }))
}

/// Which apps install a file; none, where a package manager does.
fn target_of(file: &str) -> Option<&'static str> {
    match file {
        _ if file.ends_with(".AppImage") => Some("linux-x86_64"),
        _ if file.ends_with("-setup.exe") => Some("windows-x86_64"),
        _ if file.ends_with(".app.tar.gz") => Some("darwin-aarch64"),
        _ => None,
    }
}

/// What the changelog says of the version, under `## [VERSION] - DATE`.
///
/// # Errors
/// It says nothing.
fn notes(version: &str, news: &str) -> Result<String> {
    let heads = |line: &str| {
        let title = line.strip_prefix("## ").and_then(|title| title.split_whitespace().next());
        title.is_some_and(|title| title.trim_matches(['[', ']']) == version)
    };
    let section = news.lines().skip_while(|line| !heads(line)).skip(1).take_while(|line| !line.starts_with("## "));
    let notes = section.collect::<Vec<_>>().join("\n").trim().to_owned();
    ensure!(!notes.is_empty(), "CHANGELOG.md has nothing under {version}");
    Ok(notes)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn signatures(files: &[&str]) -> Vec<(String, String)> {
        files.iter().map(|file| ((*file).to_owned(), format!("signature of {file}\n"))).collect()
    }

    #[test]
    fn each_system_has_its_file() {
        let files =
            ["ollm-teams_0.2.0_amd64.AppImage", "OLLM.Teams_0.2.0_x64-setup.exe", "OLLM.Teams.app.tar.gz", "x.deb"];
        let news = "# Changelog\n\n## Unreleased\n\nnot yet\n\n## 0.2.0 - 2026-01-02\n\n- Faster.\n\n## 0.1.0\n\nold\n";
        let manifest = latest("0.2.0", news, &signatures(&files), "https://example.com/v0.2.0/").unwrap();
        let of = |file: &str| json!({ "signature": format!("signature of {file}"), "url": format!("https://example.com/v0.2.0/{file}") });
        let platforms =
            json!({ "linux-x86_64": of(files[0]), "windows-x86_64": of(files[1]), "darwin-aarch64": of(files[2]) });
        assert_eq!(manifest, json!({ "version": "0.2.0", "notes": "- Faster.", "platforms": platforms }));
    }

    #[test]
    fn two_files_for_one_system_or_none_at_all_are_a_mistake() {
        assert!(latest("0.2.0", "", &signatures(&["a.AppImage", "b.AppImage"]), "https://example.com").is_err());
        assert!(latest("0.2.0", "", &signatures(&["x.deb"]), "https://example.com").is_err());
    }

    #[test]
    fn a_signature_without_its_file_is_a_mistake() {
        let folder = tempfile::tempdir().unwrap();
        fs::write(folder.path().join("a.AppImage.sig"), "s").unwrap();
        assert!(signed(folder.path()).is_err());
        fs::write(folder.path().join("a.AppImage"), "program").unwrap();
        assert_eq!(signed(folder.path()).unwrap(), [("a.AppImage".to_owned(), "s".to_owned())]);
    }

    #[test]
    fn only_the_notes_of_the_very_version_are_its() {
        let news =
            "## [Unreleased]\n\nnot yet\n\n## [0.1.10] - 2026-02-01\n\n- Ten.\n\n## [0.1.1] - 2026-01-01\n\n- One.\n";
        assert_eq!(notes("0.1.1", news).unwrap(), "- One.");
        assert!(notes("0.2.0", news).is_err());
    }
}
