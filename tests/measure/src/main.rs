//! `ollm-measure`: what `cargo xtask bench` measures from within. Each subcommand prints one JSON document.

mod prepare;
mod window;

use std::io::{self, Write};
use std::process::ExitCode;

use anyhow::{Context, Result};
use clap::{Parser, Subcommand};
use serde::Serialize;

#[derive(Parser)]
struct Arguments {
    #[command(subcommand)]
    command: Command,
}

/// A token, where one is needed, is read from standard input: arguments are for all to see.
#[derive(Subcommand)]
enum Command {
    /// Signs the app in through its window, and waits until its offline copy is complete.
    Prepare(prepare::Arguments),
}

#[tokio::main(flavor = "multi_thread")]
async fn main() -> ExitCode {
    let done = match Arguments::parse().command {
        Command::Prepare(arguments) => prepare::run(arguments).await.and_then(|()| print(&())),
    };
    match done {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            // Where standard error is closed, the exit code has to say it all.
            let _ = writeln!(io::stderr(), "ollm-measure: {error:#}");
            ExitCode::FAILURE
        }
    }
}

fn print(document: &impl Serialize) -> Result<()> {
    serde_json::to_writer(io::stdout().lock(), document).context("cannot print the result")
}

/// The line on standard input.
fn token() -> Result<String> {
    let mut line = String::new();
    io::stdin().read_line(&mut line).context("cannot read the token")?;
    Ok(line.trim().to_owned())
}
