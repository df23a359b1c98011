//! Prism as a child process: between the client and the server, it checks every request and every answer against
//! `docs/openapi.json`.

use std::path::PathBuf;
use std::process::Stdio;
use std::time::Duration;

use tokio::io::{AsyncBufReadExt, BufReader, Lines};
use tokio::process::{Child, ChildStdout, Command};
use tokio::time::timeout;

/// Node starts and reads the document in 2 s; a busy machine needs more.
const START: Duration = Duration::from_secs(60);
const READY: &str = "Prism is listening on ";

/// A running proxy; it is killed when this is dropped.
pub(crate) struct Prism {
    pub(crate) url: String,
    _process: Child,
}

impl Prism {
    /// Starts it in front of a server.
    pub(crate) async fn start(upstream: &str) -> Self {
        let folder = repository().join("tests/contract");
        let program = folder.join("node_modules/@stoplight/prism-cli/dist/index.js");
        assert!(program.is_file(), "Prism is not installed: run `cargo xtask setup` first");
        let mut process = Command::new("node")
            .arg(program)
            // One process, on a port that the system picks.
            .args(["proxy", "--errors", "--multiprocess", "false", "--host", "127.0.0.1", "--port", "0"])
            .arg(repository().join("docs/openapi.json"))
            .arg(upstream)
            .stdin(Stdio::null())
            .stdout(Stdio::piped())
            .kill_on_drop(true)
            .spawn()
            .expect("Node runs");
        let mut output = BufReader::new(process.stdout.take().unwrap()).lines();
        let url = timeout(START, ready(&mut output)).await.expect("Prism starts in time");
        // Somebody has to read its log, or it stops once the pipe is full.
        tokio::spawn(async move { while let Ok(Some(_)) = output.next_line().await {} });
        Self { url, _process: process }
    }
}

async fn ready(output: &mut Lines<BufReader<ChildStdout>>) -> String {
    let mut said = String::new();
    while let Some(line) = output.next_line().await.unwrap() {
        if let Some((_, url)) = line.split_once(READY) {
            return url.trim().to_owned();
        }
        said.push_str(&line);
        said.push('\n');
    }
    panic!("Prism ended before it listened:\n{said}");
}

pub(crate) fn repository() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../..")
}
