//! `cargo xtask bundle`: what one installs, made of a release build.

#[cfg(target_os = "linux")]
mod deb;
#[cfg(target_os = "linux")]
mod install;
#[cfg(target_os = "linux")]
mod judge;
#[cfg(target_os = "linux")]
mod linux;
mod publisher;
mod size;
#[cfg(target_os = "linux")]
mod windows;

use anyhow::Result;

use crate::setup::{self, Consent, Needs};

#[derive(clap::Args)]
pub(crate) struct Arguments {
    /// Judge the packages as well; install, start, upgrade and remove the Debian one (Debian, Ubuntu).
    #[arg(long)]
    check: bool,
    /// Make an AppImage as well, with tools that are downloaded for it (Linux).
    #[arg(long)]
    appimage: bool,
    /// Build the program for another system instead, without an installer (Debian).
    #[cfg(target_os = "linux")]
    #[arg(long, value_enum, conflicts_with_all = ["check", "appimage"])]
    target: Option<Built>,
}

/// Other systems whose programs can be linked here.
#[cfg(target_os = "linux")]
#[derive(Clone, Copy, clap::ValueEnum)]
enum Built {
    Windows,
}

pub(crate) fn bundle(consent: Consent, arguments: &Arguments) -> Result<()> {
    #[cfg(target_os = "linux")]
    if let Some(Built::Windows) = arguments.target {
        return windows::make(consent);
    }
    setup::ensure(
        consent,
        Needs { packages: cfg!(target_os = "linux"), session: arguments.check, ..Needs::default() },
    )?;
    make(consent, arguments)
}

#[cfg(target_os = "linux")]
fn make(consent: Consent, arguments: &Arguments) -> Result<()> {
    let packages = linux::make(arguments.appimage)?;
    size::report(&[(&packages.program, Some(size::PROGRAM)), (&packages.deb, Some(size::DEB)), (&packages.rpm, None)])?;
    if arguments.check {
        let mut stages = crate::stages::Stages::default();
        stages.run("Debian package", || judge::deb(&packages));
        stages.run("RPM package", || judge::rpm(&packages));
        stages.run("Installation", || install::check(consent, &packages.deb));
        return stages.finish();
    }
    Ok(())
}

/// The formats that this system's own tools make.
#[cfg(not(target_os = "linux"))]
fn make(_consent: Consent, arguments: &Arguments) -> Result<()> {
    use crate::{node, process, workspace};

    if arguments.check || arguments.appimage {
        anyhow::bail!("--check and --appimage need Linux");
    }
    let formats = if cfg!(windows) { "nsis,msi" } else { "app,dmg" };
    let options = publisher::options()?;
    process::run(publisher::without_secret(node::tauri().args(["build", "--ci", "--no-bundle"]).args(&options)))?;
    process::run(node::tauri().args(["bundle", "--ci", "--bundles", formats]).args(&options))?;
    let program = workspace::built_program("release", "ollm-teams");
    size::report(&[(&program, None)])
}
