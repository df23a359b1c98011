//! `cargo xtask sbom`: what the app is made of, in CycloneDX's form, for the release.

use std::fs;
use std::path::Path;

use anyhow::{Context, Result};

use crate::setup::{self, Consent, Needs};
use crate::{metadata, process, tools, workspace};

/// What the tool names the files that it leaves beside each package's manifest.
const LEFT: &str = "xtask-sbom";

/// Writes the list of crates for this system, and the list of npm packages of the view.
pub(crate) fn sbom(consent: Consent) -> Result<()> {
    setup::ensure(consent, Needs::default())?;
    tools::ensure(&tools::CARGO_CYCLONEDX)?;
    let folder = workspace::artifacts("sbom");
    fs::create_dir_all(&folder).with_context(|| format!("cannot make {}", folder.display()))?;
    crates(&folder.join("app.cdx.json"))?;
    packages(&folder.join("view.cdx.json"))?;
    println!("{}", folder.display());
    Ok(())
}

fn crates(file: &Path) -> Result<()> {
    let mut cyclonedx = process::in_folder(tools::CARGO_CYCLONEDX.path(), workspace::root());
    process::run(cyclonedx.args(["cyclonedx", "--format", "json", "--no-build-deps", "--override-filename", LEFT]))?;
    fs::rename(workspace::root().join(format!("{LEFT}.json")), file).context("cargo-cyclonedx left no list")?;
    // There is one for each member of the workspace, and the app's has them all.
    for left in metadata::packages()?.iter().map(|member| member.manifest_path.with_file_name(format!("{LEFT}.json"))) {
        if left.exists() {
            fs::remove_file(&left).with_context(|| format!("cannot remove {}", left.display()))?;
        }
    }
    Ok(())
}

fn packages(file: &Path) -> Result<()> {
    let mut npm = process::npm(&workspace::ui());
    let list = process::read(npm.args(["sbom", "--sbom-format", "cyclonedx", "--package-lock-only", "--omit", "dev"]))?;
    fs::write(file, list).with_context(|| format!("cannot write {}", file.display()))
}
