//! The one way to do things in this repository. `cargo xtask help` lists the commands.
#![allow(clippy::print_stdout, clippy::print_stderr, reason = "a terminal program speaks by printing")]

#[cfg(target_os = "linux")]
mod bench;
mod bundle;
mod check;
#[cfg(target_os = "linux")]
mod cross;
mod e2e;
#[cfg(target_os = "linux")]
mod guide;
mod icons;
mod licences;
mod manifest;
mod metadata;
mod node;
#[cfg(target_os = "linux")]
mod palette;
mod platform;
mod process;
#[cfg(target_os = "linux")]
mod program;
mod prove;
#[cfg(target_os = "linux")]
mod python;
mod run;
mod sbom;
#[cfg(target_os = "linux")]
mod screenshot;
#[cfg(target_os = "linux")]
mod session;
mod setup;
mod stages;
mod test;
mod tools;
mod workspace;

use std::process::ExitCode;

use clap::{Parser, Subcommand};

/// Set up, run, test and check OLLM Teams.
#[derive(Parser)]
#[command(name = "cargo xtask", bin_name = "cargo xtask")]
struct Arguments {
    /// Install missing system packages without asking.
    #[arg(long, global = true)]
    yes: bool,
    #[command(subcommand)]
    command: Command,
}

#[derive(Subcommand)]
enum Command {
    /// Install and build everything that the other commands need; what is there already is left alone.
    Setup,
    /// Build and start the app. With no display it runs under Xvfb and leaves a screenshot.
    Run(run::Arguments),
    /// Run every test there is, end to end included.
    Test(test::Arguments),
    /// Check formatting, lints, documentation, types and licences.
    Check(check::Arguments),
    /// Run the end-to-end tests alone.
    E2e(e2e::Arguments),
    /// Take the pictures of the user guide, and put them into docs/guide/images.
    #[cfg(target_os = "linux")]
    Guide,
    /// Measure what a person waits for, and write docs/benchmarks.md.
    #[cfg(target_os = "linux")]
    Bench(bench::Arguments),
    /// Kill the app and break its network while it pays, and compare its journal with the server's ledger.
    Prove(prove::Arguments),
    /// Make the packages that one installs, of a release build.
    Bundle(bundle::Arguments),
    /// Write what apps read that look for a newer version of themselves.
    Manifest(manifest::Arguments),
    /// List what the app is made of, in CycloneDX's form, in target/sbom.
    Sbom,
    /// Make every icon that the bundles need from icons/icon.svg.
    Icons,
    /// Collect the licences of everything that the app is made of, as Settings shows them.
    Licences,
}

fn main() -> ExitCode {
    let arguments = Arguments::parse();
    let consent = setup::Consent::new(arguments.yes);
    let outcome = match arguments.command {
        Command::Setup => setup::everything(consent),
        Command::Run(run) => run::run(consent, &run),
        Command::Test(test) => test::test(consent, &test),
        Command::Check(check) => check::check(consent, &check),
        Command::E2e(e2e) => e2e::e2e(consent, &e2e),
        #[cfg(target_os = "linux")]
        Command::Guide => guide::guide(consent),
        #[cfg(target_os = "linux")]
        Command::Bench(bench) => bench::bench(consent, &bench),
        Command::Prove(prove) => prove::prove(consent, &prove),
        Command::Bundle(bundle) => bundle::bundle(consent, &bundle),
        Command::Manifest(manifest) => manifest::manifest(&manifest),
        Command::Sbom => sbom::sbom(consent),
        Command::Icons => icons::icons(),
        Command::Licences => licences::licences(consent),
    };
    match outcome {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("error: {error:#}");
            ExitCode::FAILURE
        }
    }
}

#[cfg(test)]
mod tests {
    use clap::CommandFactory;

    #[test]
    fn the_arguments_are_consistent() {
        super::Arguments::command().debug_assert();
    }
}
