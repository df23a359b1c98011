//! Questions to the server, by curl.

use std::fmt::Write as _;
use std::io::Write as _;
use std::process::{Command, Stdio};

use anyhow::{Context, Result, bail};
use serde_json::Value;

use super::workload::Workload;

/// What the server answers at this path.
pub(crate) fn get(workload: &Workload, path: &str) -> Result<Value> {
    let url = format!("{}{path}", workload.url);
    let mut curl = Command::new("curl")
        .args(["--silent", "--show-error", "--fail", "--config", "-"])
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()
        .context("cannot start curl")?;
    let mut configuration = configuration(&workload.token);
    // Writing to a String does not fail.
    let _ = writeln!(configuration, "url = \"{url}\"");
    curl.stdin.take().context("curl has no input")?.write_all(configuration.as_bytes())?;
    let output = curl.wait_with_output()?;
    if !output.status.success() {
        bail!("curl failed ({})", output.status);
    }
    serde_json::from_slice(&output.stdout).with_context(|| format!("{path} is no JSON"))
}

/// The beginning of a configuration of curl for requests with this token, which stays out of its arguments that way.
pub(crate) fn configuration(token: &str) -> String {
    format!("header = \"Authorization: Bearer {token}\"\n")
}
