//! Programs from crates.io that the commands use, kept in `target/tools` so that nobody's own tools are touched.

use std::path::PathBuf;

use anyhow::Result;

use crate::{process, workspace};

/// A program and the version that is known to work.
pub(crate) struct Tool {
    name: &'static str,
    version: &'static str,
}

/// Speaks WebDriver to the app.
pub(crate) const TAURI_DRIVER: Tool = Tool { name: "tauri-driver", version: "2.1.0" };

/// Checks licences, sources, duplicates and advisories.
pub(crate) const CARGO_DENY: Tool = Tool { name: "cargo-deny", version: "0.20.2" };

/// Lists what a program is made of.
pub(crate) const CARGO_CYCLONEDX: Tool = Tool { name: "cargo-cyclonedx", version: "0.5.9" };

impl Tool {
    pub(crate) fn path(&self) -> PathBuf {
        workspace::artifacts("tools/bin").join(format!("{}{}", self.name, std::env::consts::EXE_SUFFIX))
    }

    /// Whether exactly this version is there. Cargo keeps the list in `.crates.toml`.
    pub(crate) fn is_installed(&self) -> bool {
        let list = std::fs::read_to_string(workspace::artifacts("tools/.crates.toml")).unwrap_or_default();
        list.contains(&format!("\"{} {} ", self.name, self.version)) && self.path().is_file()
    }
}

/// Installs `tool` unless it is there.
pub(crate) fn ensure(tool: &Tool) -> Result<()> {
    if tool.is_installed() {
        return Ok(());
    }
    process::run(
        process::cargo()
            .args(["install", tool.name, "--locked", "--version"])
            .arg(format!("={}", tool.version))
            .arg("--root")
            .arg(workspace::artifacts("tools")),
    )
}
