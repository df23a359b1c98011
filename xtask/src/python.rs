//! Programs from PyPI that the commands use, kept in `target/tools/python`.

use std::path::PathBuf;
use std::process::Command;

use anyhow::Result;

use crate::{process, workspace};

/// A package, and the version that is known to work.
pub(crate) struct Package {
    name: &'static str,
    version: &'static str,
}

/// A C compiler for other systems, with their headers.
pub(crate) const ZIG: Package = Package { name: "ziglang", version: "0.17.1" };

pub(crate) fn folder() -> PathBuf {
    workspace::artifacts("tools/python")
}

/// Installs `package` unless it is there.
pub(crate) fn ensure(package: &Package) -> Result<()> {
    let Package { name, version } = package;
    if folder().join(format!("{name}-{version}.dist-info")).is_dir() {
        return Ok(());
    }
    process::run(
        Command::new("python3")
            .args(["-m", "pip", "install", "--quiet", "--no-deps", "--upgrade", "--target"])
            .arg(folder())
            .arg(format!("{name}=={version}")),
    )
}
