//! What cargo knows of the workspace.

use std::path::PathBuf;

use anyhow::{Context, Result};
use serde::Deserialize;

use crate::process;

/// A package of the workspace. What only other systems' tests are chosen by is read where they can be run.
#[derive(Deserialize)]
pub(crate) struct Package {
    #[cfg(target_os = "linux")]
    pub(crate) name: String,
    pub(crate) manifest_path: PathBuf,
    #[cfg(target_os = "linux")]
    pub(crate) targets: Vec<Target>,
}

#[cfg(target_os = "linux")]
#[derive(Deserialize)]
pub(crate) struct Target {
    pub(crate) name: String,
    kind: Vec<String>,
}

#[cfg(target_os = "linux")]
impl Target {
    /// Whether it is an integration test.
    pub(crate) fn is_test(&self) -> bool {
        self.kind.iter().any(|kind| kind == "test")
    }
}

/// Those of the workspace.
pub(crate) fn packages() -> Result<Vec<Package>> {
    #[derive(Deserialize)]
    struct Metadata {
        packages: Vec<Package>,
    }

    let printed = process::read(process::cargo().args(["metadata", "--no-deps", "--format-version", "1"]))?;
    let metadata: Metadata = serde_json::from_str(&printed).context("cargo's metadata is not as expected")?;
    Ok(metadata.packages)
}

#[cfg(all(test, target_os = "linux"))]
mod tests {
    use super::*;

    #[test]
    fn the_end_to_end_tests_are_a_test_of_the_app() {
        let packages = packages().unwrap();
        let app = packages.iter().find(|package| package.name == "ollm-teams").unwrap();
        assert!(app.targets.iter().any(|target| target.name == "e2e" && target.is_test()));
        assert!(app.targets.iter().any(|target| target.name == "ollm-teams" && !target.is_test()));
    }
}
