//! A C compiler for macOS: zig's, which brings the headers along.

use std::fs;
use std::os::unix::fs::PermissionsExt as _;
use std::path::PathBuf;
use std::process::Command;

use anyhow::{Context, Result};

use crate::{python, workspace};

/// Zig names the target in its own way, and refuses the ones that build scripts pass. Objective-C needs the headers of
/// Apple's frameworks, which are not there: since nothing is linked, an empty file stands for it.
const COMPILER: &str = r#"#!/bin/sh
for argument do
    shift
    if [ -n "$skip" ]; then skip=; continue; fi
    case $argument in
        -arch | -target) skip=1 ;;
        --target=* | -mmacosx-version-min=*) ;;
        *.m) set -- "$@" -x c /dev/null ;;
        *) set -- "$@" "$argument" ;;
    esac
done
exec "$ZIG" cc -target aarch64-macos "$@"
"#;

/// Has build scripts compile C with it.
pub(super) fn set_compiler(command: &mut Command) -> Result<()> {
    python::ensure(&python::ZIG)?;
    command
        .env("CC_aarch64_apple_darwin", compiler()?)
        .env("ZIG", python::folder().join("ziglang/zig"))
        .env("ZIG_GLOBAL_CACHE_DIR", workspace::artifacts("macos/zig"))
        // Asked for by build scripts, which would look for Xcode otherwise. Nothing is linked.
        .env("SDKROOT", "/");
    Ok(())
}

fn compiler() -> Result<PathBuf> {
    let path = workspace::artifacts("macos/cc");
    // Written once: build scripts run anew when their compiler changes.
    if !fs::read_to_string(&path).is_ok_and(|written| written == COMPILER) {
        fs::create_dir_all(workspace::artifacts("macos"))?;
        fs::write(&path, COMPILER).with_context(|| format!("cannot write {}", path.display()))?;
        fs::set_permissions(&path, fs::Permissions::from_mode(0o755))?;
    }
    Ok(path)
}
