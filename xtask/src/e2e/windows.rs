//! The end-to-end tests on Windows, which has a desktop and a keyring already.

use std::path::Path;

use anyhow::{Context, Result, ensure};

use super::TARGET;
use crate::{process, tools, workspace};

/// Where GitHub's machines have the driver of the web view; `msedgedriver.exe` is in it.
const FOLDER: &str = "EDGEWEBDRIVER";

/// Runs the tests that match `filter`, of those that are not Linux's alone.
///
/// # Errors
/// Outside of CI: they sign in and out with the Credential Manager of whoever is logged in.
pub(super) fn run(filter: &[String]) -> Result<()> {
    ensure!(
        std::env::var_os("CI").is_some(),
        "on Windows the end-to-end tests run in CI alone: your sign-ins are not theirs"
    );
    let folder =
        std::env::var_os(FOLDER).with_context(|| format!("{FOLDER} does not say where msedgedriver.exe is"))?;
    let screenshots = workspace::artifacts("e2e");
    std::fs::create_dir_all(&screenshots)?;
    process::run(
        process::cargo()
            .arg("test")
            .args(TARGET)
            .args(["--", "--test-threads=1"])
            .args(filter)
            .env("OLLM_E2E_TAURI_DRIVER", tools::TAURI_DRIVER.path())
            .env("OLLM_E2E_NATIVE_DRIVER", Path::new(&folder).join("msedgedriver.exe"))
            .env("OLLM_E2E_SCREENSHOTS", &screenshots),
    )
}
