//! `ollm-measure`: what `cargo xtask bench` measures from within. Each subcommand prints one JSON document.

mod first_sync;
mod keystrokes;
mod memory;
mod poll;
mod prepare;
mod proxy;
mod read_list;
mod scripts;
mod scroll;
mod signed_in;
mod window;

use std::io::{self, Write};
use std::process::ExitCode;

use anyhow::{Context, Result};
use clap::{Parser, Subcommand};
use secrecy::SecretString;
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
    /// Types searches, and says how long each keystroke took to show its result.
    Keystrokes(keystrokes::Arguments),
    /// Scrolls through the list, and says how long each frame took.
    Scroll(scroll::Arguments),
    /// Says which scripts the view has loaded once its list is there.
    Scripts(scripts::Arguments),
    /// Syncs for the first time, and says how long it took.
    FirstSync(first_sync::Arguments),
    /// Asks for what is new, and says how many requests and bytes it took.
    Poll(poll::Arguments),
    /// Reads the whole list from an offline copy, and prints it as the view gets it.
    ReadList(read_list::Arguments),
}

#[tokio::main(flavor = "multi_thread")]
async fn main() -> ExitCode {
    match run(Arguments::parse().command).await {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            // Where standard error is closed, the exit code has to say it all.
            let _ = writeln!(io::stderr(), "ollm-measure: {error:#}");
            ExitCode::FAILURE
        }
    }
}

async fn run(command: Command) -> Result<()> {
    match command {
        Command::Prepare(arguments) => print(&prepare::run(arguments).await?),
        Command::Keystrokes(arguments) => print(&keystrokes::run(arguments).await?),
        Command::Scroll(arguments) => print(&scroll::run(arguments).await?),
        Command::Scripts(arguments) => print(&scripts::run(arguments).await?),
        Command::FirstSync(arguments) => print(&first_sync::run(arguments).await?),
        Command::Poll(arguments) => print(&poll::run(arguments).await?),
        Command::ReadList(arguments) => print(&read_list::run(arguments).await?),
    }
}

fn print(document: &impl Serialize) -> Result<()> {
    let text = serde_json::to_vec(document)?;
    io::stdout().lock().write_all(&text).context("cannot print the result")
}

/// The line on standard input.
fn token() -> Result<SecretString> {
    let mut line = String::new();
    io::stdin().read_line(&mut line).context("cannot read the token")?;
    Ok(SecretString::from(line.trim()))
}

#[cfg(test)]
mod tests {
    use clap::CommandFactory;

    #[test]
    fn the_arguments_are_consistent() {
        super::Arguments::command().debug_assert();
    }
}
