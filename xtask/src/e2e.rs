//! `cargo xtask e2e`: the real app, driven as a person would, in a desktop session of its own.

use anyhow::Result;

use crate::setup::{self, Consent, Needs};

pub(crate) const LINUX_ONLY: &str = "the end-to-end tests need Linux: Xvfb, D-Bus and WebKitWebDriver";

#[derive(clap::Args)]
pub(crate) struct Arguments {
    /// Names, or parts of names, of the tests to run; further options go to the test program.
    #[arg(trailing_var_arg = true, allow_hyphen_values = true)]
    filter: Vec<String>,
}

#[cfg(target_os = "linux")]
impl Arguments {
    /// Those tests alone that have this in their name.
    pub(crate) fn only(name: &str) -> Self {
        Self { filter: vec![name.to_owned()] }
    }
}

pub(crate) fn e2e(consent: Consent, arguments: &Arguments) -> Result<()> {
    setup::ensure(consent, Needs { contract: false, ..Needs::EVERYTHING })?;
    run_tests(&arguments.filter)
}

/// Runs the tests that match `filter`; what they need is set up.
#[cfg(target_os = "linux")]
pub(crate) fn run_tests(filter: &[String]) -> Result<()> {
    use crate::session::Session;
    use crate::{process, tools, workspace};

    // The whole workspace is named so that its crates have the features that the other stages built them with.
    const TARGET: [&str; 3] = ["--workspace", "--test", "e2e"];
    // Built outside the session, so that its time limits are the tests' own.
    process::run(process::cargo().arg("test").args(TARGET).arg("--no-run"))?;

    let screenshots = workspace::artifacts("e2e");
    std::fs::create_dir_all(&screenshots)?;
    // Neither the person's keyring nor their files are touched.
    let home = tempfile::tempdir()?;
    let session = Session::start(home.path())?;
    let mut tests = session.command(process::cargo().get_program());
    tests
        .arg("test")
        .args(TARGET)
        // One app at a time: the tests share a display and a keyring.
        .args(["--", "--test-threads=1"])
        .args(filter)
        .env("OLLM_E2E_TAURI_DRIVER", tools::TAURI_DRIVER.path())
        .env("OLLM_E2E_SCREENSHOTS", &screenshots);
    session.run(&mut tests)?;
    println!("Screenshots: {}", screenshots.display());
    Ok(())
}

/// Says that they can not be run here.
#[cfg(not(target_os = "linux"))]
pub(crate) fn run_tests(_filter: &[String]) -> Result<()> {
    anyhow::bail!(LINUX_ONLY)
}
