//! Proves that paying can not go wrong: an app that is killed at any point, and one whose network breaks in any way,
//! settle every attempt, and the server's ledger has one entry for each that the journal calls succeeded and none else.
#![allow(clippy::print_stdout, clippy::print_stderr, reason = "a terminal program speaks by printing")]

mod app;
mod crashes;
mod deaths;
mod faults;
mod kill;
mod ledger;
mod proxy;
mod record;

use std::process::ExitCode;

use clap::{Parser, Subcommand};

/// What is asked for.
#[derive(Parser)]
struct Arguments {
    #[command(subcommand)]
    command: Option<Command>,
    /// How many cases of each kind.
    #[arg(long, default_value_t = 500)]
    cases: u32,
    /// Replays the run of this seed.
    #[arg(long)]
    seed: Option<u64>,
}

#[derive(Subcommand)]
enum Command {
    /// The app that is killed. Its token comes on standard input.
    #[command(hide = true)]
    Child(app::Child),
}

fn main() -> ExitCode {
    let arguments = Arguments::parse();
    let runtime = match tokio::runtime::Runtime::new() {
        Ok(runtime) => runtime,
        Err(error) => {
            eprintln!("error: {error}");
            return ExitCode::FAILURE;
        }
    };
    let outcome = runtime.block_on(async {
        match arguments.command {
            Some(Command::Child(child)) => child.run().await,
            None => prove(arguments.cases, arguments.seed.unwrap_or_else(|| fastrand::u64(..))).await,
        }
    });
    match outcome {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("error: {error:#}");
            ExitCode::FAILURE
        }
    }
}

async fn prove(cases: u32, seed: u64) -> anyhow::Result<()> {
    println!("seed {seed}: replay with cargo xtask prove --cases {cases} --seed {seed}");
    // The faults mostly wait.
    let (crashes, faults) = tokio::try_join!(crashes::run(cases, seed), faults::run(cases, seed))?;
    println!("crashes: {crashes}");
    println!("faults: {faults}");
    Ok(())
}
