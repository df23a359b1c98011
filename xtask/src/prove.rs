//! `cargo xtask prove`: that paying can not go wrong.

use anyhow::Result;

use crate::process;
use crate::setup::{self, Consent, Needs};

/// How many cases of each kind are part of `cargo xtask test`.
const SHORT: u32 = 40;

#[derive(clap::Args)]
pub(crate) struct Arguments {
    /// How many crashes, and how many faults.
    #[arg(long, default_value_t = 500)]
    cases: u32,
    /// Replays the run of this seed.
    #[arg(long)]
    seed: Option<u64>,
}

/// Runs the cases; any violation is a failure.
pub(crate) fn prove(consent: Consent, arguments: &Arguments) -> Result<()> {
    setup::ensure(consent, Needs::EVERYTHING)?;
    run(arguments)
}

/// The run that is short enough for every day, with a seed of its own.
pub(crate) fn prove_shortly() -> Result<()> {
    run(&Arguments { cases: SHORT, seed: None })
}

fn run(arguments: &Arguments) -> Result<()> {
    let mut command = process::cargo();
    command.args(["run", "--quiet", "--package", "ollm-prove", "--", "--cases", &arguments.cases.to_string()]);
    if let Some(seed) = arguments.seed {
        command.args(["--seed", &seed.to_string()]);
    }
    process::run(&mut command)
}
