//! The command line: `serve`, `token`, `usage`, `generate`.

mod database_url;
mod generate;
mod serve;
mod token;
mod usage;

use std::error::Error;
use std::io::{self, Write};
use std::process::ExitCode;

use clap::{Parser, Subcommand};

/// The reference server of the OLLM Team API.
#[derive(Debug, Parser)]
#[command(version)]
struct Cli {
    #[command(subcommand)]
    command: Command,
}

#[derive(Debug, Subcommand)]
enum Command {
    /// Answers requests until it is told to stop.
    Serve(serve::Arguments),
    /// Prints a new bearer token for somebody, who is made if need be.
    Token(token::Arguments),
    /// Books what a team used.
    Usage(usage::Arguments),
    /// Fills an empty database with as many made-up teams as are asked for, around one user.
    Generate(generate::Arguments),
}

/// Does what the arguments say; a failure is one line on standard error.
pub(crate) fn run() -> ExitCode {
    let cli = Cli::parse();
    let runtime = match tokio::runtime::Builder::new_multi_thread().enable_all().build() {
        Ok(runtime) => runtime,
        Err(error) => return fail(&error),
    };
    let result: Result<(), Box<dyn Error>> = runtime.block_on(async {
        match cli.command {
            Command::Serve(arguments) => serve::run(arguments).await,
            Command::Token(arguments) => token::run(arguments).await,
            Command::Usage(arguments) => usage::run(arguments).await,
            Command::Generate(arguments) => generate::run(arguments).await,
        }
    });
    match result {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => fail(error.as_ref()),
    }
}

/// Writes one line to standard output, at once even where it is a pipe.
fn print_line(line: &str) -> io::Result<()> {
    let mut output = io::stdout().lock();
    writeln!(output, "{line}")?;
    output.flush()
}

fn fail(error: &dyn Error) -> ExitCode {
    // Where standard error is closed, the exit code has to say it all.
    let _ = writeln!(io::stderr().lock(), "error: {error}");
    ExitCode::FAILURE
}
