//! What has to be measured from within, by `ollm-measure`: the core, and what the window's page sees.

use std::io::Write as _;
use std::process::{Command, Stdio};

use anyhow::{Context, Result, bail};
use serde::de::DeserializeOwned;

/// Runs `command`, with a token on its standard input, for the one JSON document that it prints.
pub(crate) fn run<T: DeserializeOwned>(command: &mut Command, token: &str) -> Result<T> {
    let mut program =
        command.stdin(Stdio::piped()).stdout(Stdio::piped()).spawn().context("cannot start ollm-measure")?;
    writeln!(program.stdin.take().context("ollm-measure has no input")?, "{token}")?;
    let output = program.wait_with_output()?;
    if !output.status.success() {
        bail!("ollm-measure failed ({})", output.status);
    }
    serde_json::from_slice(&output.stdout).context("ollm-measure prints something else than expected")
}
