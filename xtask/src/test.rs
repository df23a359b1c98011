//! `cargo xtask test`: all tests for this system; with `--target`, those that another system's emulator can run.

use anyhow::Result;

#[cfg(target_os = "linux")]
use crate::cross::{self, System};
#[cfg(target_os = "linux")]
use crate::metadata::{self, Target};
use crate::setup::{self, Consent, Needs};
use crate::stages::Stages;
use crate::{e2e, process, prove, workspace};

#[derive(clap::Args)]
pub(crate) struct Arguments {
    /// Build the tests of the libraries for Windows, and run them in Wine (Debian).
    #[cfg(target_os = "linux")]
    #[arg(long, value_enum)]
    target: Option<Emulated>,
    /// Names, or parts of names, of the tests to run for another system.
    #[cfg(target_os = "linux")]
    #[arg(requires = "target")]
    filter: Option<String>,
}

/// Systems that are emulated here.
#[cfg(target_os = "linux")]
#[derive(Clone, Copy, clap::ValueEnum)]
enum Emulated {
    Windows,
}

pub(crate) fn test(consent: Consent, arguments: &Arguments) -> Result<()> {
    #[cfg(target_os = "linux")]
    if let Some(Emulated::Windows) = arguments.target {
        return test_in_wine(consent, arguments.filter.as_deref());
    }
    #[cfg(not(target_os = "linux"))]
    let Arguments {} = arguments;
    setup::ensure(consent, Needs::EVERYTHING)?;
    let mut stages = Stages::default();
    // The end-to-end target has `test = false` in Cargo.toml: it needs the session that its own stage makes.
    stages.run("Rust", || process::run(process::cargo().args(["test", "--workspace", "--no-fail-fast"])));
    stages.run("Payments", prove::prove_shortly);
    // A second try for the view's tests as for those in the window. Vitest names what needed it.
    stages.run("View", || process::run(process::npm(&workspace::ui()).args(["test", "--", "--retry=1"])));
    if cfg!(target_os = "linux") {
        stages.run_with_remarks("End to end", e2e::run_all);
    } else {
        stages.skip("End to end", e2e::LINUX_ONLY);
    }
    stages.finish()
}

/// What touches files, sockets and clocks: everything but the desktop.
#[cfg(target_os = "linux")]
fn test_in_wine(consent: Consent, filter: Option<&str>) -> Result<()> {
    const PACKAGES: [&str; 3] = ["ollm-api", "ollm-teams-core", "ollm-server"];
    // They start programs in Node, which Wine does not have.
    const WITH_NODE: [(&str, &str); 2] = [("ollm-server", "conformance"), ("ollm-teams-core", "oauth")];

    setup::ensure(consent, Needs { wine: true, ..System::Windows.needs() })?;
    let mut stages = Stages::default();
    stages.run("Windows, in Wine", || {
        let mut tests = System::Windows.cargo("test")?;
        cross::wine(&mut tests)?;
        tests.args(["--no-fail-fast", "--lib", "--bins"]);
        for package in metadata::packages()?.iter().filter(|package| PACKAGES.contains(&&*package.name)) {
            tests.args(["--package", &package.name]);
            let without_node = |target: &&Target| !WITH_NODE.contains(&(&package.name, &target.name));
            for target in package.targets.iter().filter(|target| target.is_test()).filter(without_node) {
                tests.args(["--test", &target.name]);
            }
        }
        process::run(tests.args(filter))
    });
    stages.finish()
}
