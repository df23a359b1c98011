//! Where things are.

use std::path::{Path, PathBuf};

/// The repository's top folder.
pub(crate) fn root() -> &'static Path {
    let xtask = Path::new(env!("CARGO_MANIFEST_DIR"));
    xtask.parent().unwrap_or(xtask)
}

/// The view's package.
pub(crate) fn ui() -> PathBuf {
    root().join("ui")
}

/// The npm package that checks client and server against the OpenAPI document.
pub(crate) fn contract() -> PathBuf {
    root().join("tests/contract")
}

/// The npm package of the authorization server that the tests of browser sign-in run against.
pub(crate) fn authorization_server() -> PathBuf {
    root().join("tests/authorization-server")
}

/// What the commands leave for a person to look at, and the tools that they fetch: always in the checkout, wherever
/// cargo builds.
pub(crate) fn artifacts(name: &str) -> PathBuf {
    root().join("target").join(name)
}

/// The app as `cargo build` leaves it.
pub(crate) fn built_app() -> PathBuf {
    built_program("debug", "ollm-teams")
}

/// A program as cargo leaves it, built in the `debug` or in the `release` profile.
pub(crate) fn built_program(profile: &str, name: &str) -> PathBuf {
    let target = std::env::var_os("CARGO_TARGET_DIR").map_or_else(|| "target".into(), PathBuf::from);
    root().join(target).join(profile).join(format!("{name}{}", std::env::consts::EXE_SUFFIX))
}
