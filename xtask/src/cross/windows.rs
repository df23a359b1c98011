//! Windows programs here: where they are built, and Wine to run them.

use std::fs;
use std::path::PathBuf;
use std::process::Command;

use anyhow::{Context, Result};

use super::System;
use crate::{process, workspace};

/// A program of the workspace, built for Windows in the release profile.
pub(crate) fn exe(name: &str) -> PathBuf {
    System::Windows.target_dir().join(System::Windows.triple()).join("release").join(format!("{name}.exe"))
}

/// Has cargo run what it builds for Windows in Wine, with an empty Windows of its own.
pub(crate) fn wine(command: &mut Command) -> Result<()> {
    let folder = workspace::artifacts("wine");
    fs::create_dir_all(&folder).with_context(|| format!("cannot make {}", folder.display()))?;
    random_numbers(&folder)?;
    command
        .env("CARGO_TARGET_X86_64_PC_WINDOWS_GNU_RUNNER", "wine")
        .env("WINEPREFIX", folder.join("prefix"))
        // Windows looks for libraries on the path, too.
        .env("WINEPATH", &folder)
        .env("WINEDEBUG", "-all")
        // Neither a browser engine nor .NET, which Wine would offer to download.
        .env("WINEDLLOVERRIDES", "mshtml,mscoree=")
        .env_remove("DISPLAY");
    Ok(())
}

/// Debian's Wine is older than the library that Rust's standard library takes random numbers from.
fn random_numbers(folder: &std::path::Path) -> Result<()> {
    process::run(
        process::in_folder("x86_64-w64-mingw32-gcc", workspace::root())
            .args(["-Wall", "-Werror", "-O2", "-shared", "-o"])
            .arg(folder.join("bcryptprimitives.dll"))
            .args(["xtask/src/cross/bcryptprimitives.c", "-ladvapi32"]),
    )
}
