//! `ollm-server`: the reference server of the OLLM Team API as a program.

mod cli;

use std::process::ExitCode;

fn main() -> ExitCode {
    cli::run()
}
