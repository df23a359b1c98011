//! `cargo xtask e2e`: the real app, driven as a person would, in a desktop session of its own.

#[cfg(target_os = "linux")]
mod suite;
#[cfg(windows)]
mod windows;

use anyhow::Result;

#[cfg(target_os = "linux")]
use suite::Suite;

#[cfg(target_os = "linux")]
use crate::process::say;
use crate::setup::{self, Consent, Needs};

pub(crate) const LINUX_ONLY: &str = "all end-to-end tests need Linux: Xvfb, D-Bus and WebKitWebDriver";

// The whole workspace is named so that its crates have the features that the other stages built them with.
#[cfg(any(target_os = "linux", windows))]
const TARGET: [&str; 3] = ["--workspace", "--test", "e2e"];

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
    let driver = cfg!(any(target_os = "linux", windows));
    setup::ensure(consent, Needs { contract: false, driver, ..Needs::EVERYTHING })?;
    run_tests(&arguments.filter)
}

/// Runs the tests that match `filter`; what they need is set up.
#[cfg(target_os = "linux")]
pub(crate) fn run_tests(filter: &[String]) -> Result<()> {
    all_passed(&Suite::prepare()?.run(filter)?)
}

/// Runs all of them. Those that failed get a second try, in the same session: a window, a display and two processors make
/// some moments that no test means. What passes only then is named in the answer, so that it can be mended.
#[cfg(target_os = "linux")]
pub(crate) fn run_all() -> Result<Option<String>> {
    let suite = Suite::prepare()?;
    let failed = suite.run(&[])?;
    if failed.is_empty() || failed.len() > MOST_SECOND_TRIES {
        all_passed(&failed)?;
        return Ok(None);
    }
    say(&format!("a second try for {}", failed.join(", ")));
    let exactly: Vec<_> = ["--exact".to_owned()].into_iter().chain(failed.iter().cloned()).collect();
    all_passed(&suite.run(&exactly)?)?;
    Ok(Some(format!("only at the second try: {}", failed.join(", "))))
}

#[cfg(target_os = "linux")]
fn all_passed(failed: &[String]) -> Result<()> {
    anyhow::ensure!(failed.is_empty(), "{} failed", failed.join(", "));
    Ok(())
}

/// More failures than these have a cause.
#[cfg(target_os = "linux")]
const MOST_SECOND_TRIES: usize = 3;

#[cfg(windows)]
pub(crate) fn run_tests(filter: &[String]) -> Result<()> {
    windows::run(filter)
}

/// Says that they can not be run here.
#[cfg(not(any(target_os = "linux", windows)))]
pub(crate) fn run_tests(_filter: &[String]) -> Result<()> {
    anyhow::bail!(LINUX_ONLY)
}

#[cfg(not(target_os = "linux"))]
pub(crate) fn run_all() -> Result<Option<String>> {
    anyhow::bail!(LINUX_ONLY)
}
