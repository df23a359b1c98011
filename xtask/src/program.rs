//! Programs that run beside this one, and end with it.

use std::io::{BufRead as _, BufReader};
use std::os::unix::process::CommandExt as _;
use std::process::{Child, ChildStderr, ChildStdout, Command, ExitStatus, Stdio};
use std::time::{Duration, Instant};

use anyhow::{Context, Result, bail};
use rustix::process::{Pid, Signal, kill_process_group};

/// How often a running program is looked at.
pub(crate) const POLL: Duration = Duration::from_millis(50);

/// How long a program may take to end when asked to.
const GRACE: Duration = Duration::from_secs(5);

/// A running program with all that it starts: one process group, apart from the terminal's, so that Ctrl-C reaches this
/// program alone and things end in order.
pub(crate) struct Program {
    child: Child,
}

impl Program {
    pub(crate) fn start(command: &mut Command) -> Result<Self> {
        let name = command.get_program().to_string_lossy().into_owned();
        let child = command.process_group(0).spawn().with_context(|| format!("cannot start {name}"))?;
        Ok(Self { child })
    }

    /// Starts a program that prints one line when it is ready to serve, and gives that line.
    pub(crate) fn start_service(command: &mut Command) -> Result<(Self, String)> {
        let mut service = Self::start(command.stdout(Stdio::piped()).stderr(Stdio::null()))?;
        let stdout = service.take_stdout().context("a service has no output")?;
        let mut line = String::new();
        BufReader::new(stdout).read_line(&mut line).context("cannot read a service's first line")?;
        let line = line.trim().to_owned();
        if line.is_empty() {
            bail!("{} did not start", command.get_program().display());
        }
        Ok((service, line))
    }

    pub(crate) fn id(&self) -> u32 {
        self.child.id()
    }

    /// What it says, where that is piped; once.
    pub(crate) fn take_stderr(&mut self) -> Option<ChildStderr> {
        self.child.stderr.take()
    }

    /// What it prints, where that is piped; once.
    pub(crate) fn take_stdout(&mut self) -> Option<ChildStdout> {
        self.child.stdout.take()
    }

    pub(crate) fn ended(&mut self) -> Result<Option<ExitStatus>> {
        self.child.try_wait().context("cannot wait for a program")
    }

    fn signal(&self, signal: Signal) {
        // An error means that the group is gone, which is what is wanted.
        let _ = kill_process_group(Pid::from_child(&self.child), signal);
    }
}

impl Drop for Program {
    fn drop(&mut self) {
        self.signal(Signal::TERM);
        let deadline = Instant::now() + GRACE;
        while Instant::now() < deadline && matches!(self.child.try_wait(), Ok(None)) {
            std::thread::sleep(POLL);
        }
        self.signal(Signal::KILL);
        // Nothing is left to do about a process that can not be waited for.
        let _ = self.child.wait();
    }
}
