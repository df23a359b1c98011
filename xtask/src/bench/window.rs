//! A window on the screen of the session, of the app or of its baseline, and how long it took to get there.

use std::io::{BufRead as _, BufReader};
use std::process::{Command, Stdio};
use std::sync::mpsc;
use std::time::{Duration, Instant};

use anyhow::{Context, Result, ensure};

use crate::program::Program;

/// In the line that a program writes to standard error once its content is on the screen.
const MARK: &str = "painted";
/// In that line of the app, where there is a list and nothing in it.
const EMPTY: &str = "rows=0";
const PATIENCE: Duration = Duration::from_secs(60);

/// An open window, until it is dropped.
pub(crate) struct Window {
    program: Program,
    /// From just before its process was made until its content was on the screen.
    pub(crate) painted_after: Duration,
}

impl Window {
    /// Starts `command` and waits until it says that its content is painted.
    ///
    /// # Errors
    /// It says nothing in time, or that there is nothing to be seen.
    pub(crate) fn open(command: &mut Command) -> Result<Self> {
        let start = Instant::now();
        let mut program = Program::start(command.stdout(Stdio::null()).stderr(Stdio::piped()))?;
        let said = program.take_stderr().context("a window's program has no standard error")?;
        let (sender, painted) = mpsc::channel();
        // It reads to the end, so that the program never waits for somebody to do so.
        std::thread::spawn(move || {
            for line in BufReader::new(said).lines().map_while(Result::ok) {
                let after = start.elapsed();
                if line.contains(MARK) {
                    // An error means that nobody waits any more.
                    let _ = sender.send((after, line));
                }
            }
        });
        let (painted_after, line) = painted.recv_timeout(PATIENCE).context("a window was not painted")?;
        ensure!(!line.contains(EMPTY), "the list has no rows");
        Ok(Self { program, painted_after })
    }

    pub(crate) fn process_id(&self) -> u32 {
        self.program.id()
    }
}
