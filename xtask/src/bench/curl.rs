//! What the server gives to somebody who does nothing with it: the baseline of a sync.

use std::fmt::Write as _;
use std::io::Write as _;
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

use anyhow::{Context, Result, ensure};

use super::api;
use super::workload::Workload;

/// How long it takes to fetch these paths, those of each connection one after the other, all connections at a time.
/// One curl a connection: it starts once, and keeps its connection open.
pub(crate) fn fetch(workload: &Workload, connections: &[Vec<String>]) -> Result<Duration> {
    let start = Instant::now();
    let running: Result<Vec<Child>> = connections.iter().map(|paths| begin(&configuration(workload, paths))).collect();
    for mut curl in running? {
        let status = curl.wait()?;
        ensure!(status.success(), "curl failed ({status})");
    }
    Ok(start.elapsed())
}

fn begin(configuration: &str) -> Result<Child> {
    let mut curl =
        Command::new("curl").args(["--config", "-"]).stdin(Stdio::piped()).spawn().context("cannot start curl")?;
    curl.stdin.take().context("curl has no input")?.write_all(configuration.as_bytes())?;
    Ok(curl)
}

fn configuration(workload: &Workload, paths: &[String]) -> String {
    let mut text = api::configuration(&workload.token);
    text.push_str("silent\nshow-error\nfail\n");
    for path in paths {
        // Writing to a String does not fail.
        let _ = writeln!(text, "url = \"{}{path}\"\noutput = \"/dev/null\"", workload.url);
    }
    text
}
