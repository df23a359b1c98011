//! The app as a program: started with arguments, and ended with signals.

use std::ffi::OsStr;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, ExitStatus, Stdio};

use crate::driver::keep_in;
use crate::wait::{PATIENCE, until};

/// The app, as a child of the test.
pub(crate) struct Program(Child);

impl Program {
    pub(crate) fn start(data_dir: &Path, environment: &[(&str, &OsStr)], arguments: &[&str]) -> Self {
        let mut command = Command::new(env!("CARGO_BIN_EXE_ollm-teams"));
        keep_in(&mut command, data_dir, environment);
        Self(command.args(arguments).stdin(Stdio::null()).spawn().expect("the app starts"))
    }

    pub(crate) fn signal(&self, name: &str) {
        signal(self.0.id(), name);
    }

    /// Waits for its end.
    pub(crate) async fn ended(mut self) -> ExitStatus {
        until("the app has ended", PATIENCE, async || self.0.try_wait().expect("a child")).await
    }
}

impl Drop for Program {
    fn drop(&mut self) {
        let _ = self.0.kill();
        let _ = self.0.wait();
    }
}

fn signal(process: u32, name: &str) {
    let status = Command::new("kill").args(["-s", name, &process.to_string()]).status().expect("kill runs");
    assert!(status.success(), "the signal is sent");
}

/// Asks the app that keeps its files in this folder, whoever started it, to end, and waits until it has.
pub(crate) async fn end(data_dir: &Path) {
    let process = running(data_dir).expect("the app runs");
    signal(process, "TERM");
    gone(data_dir).await;
}

/// Waits for the end of the app that keeps its files in this folder.
pub(crate) async fn gone(data_dir: &Path) {
    until("the app has ended", PATIENCE, async || running(data_dir).is_none().then_some(())).await;
}

/// The process of the app that keeps its files in this folder. Web views are processes of theirs.
fn running(data_dir: &Path) -> Option<u32> {
    let program = Path::new(env!("CARGO_BIN_EXE_ollm-teams")).canonicalize().expect("the app is built");
    let variable = format!("OLLM_TEAMS_DATA_DIR={}", data_dir.display());
    let processes = std::fs::read_dir("/proc").expect("the processes").flatten();
    let is_it = |process: &PathBuf| {
        let environment = std::fs::read(process.join("environ")).unwrap_or_default();
        std::fs::read_link(process.join("exe")).is_ok_and(|exe| exe == program)
            && environment.split(|byte| *byte == 0).any(|each| each == variable.as_bytes())
    };
    let found = processes.map(|process| process.path()).find(is_it)?;
    found.file_name()?.to_str()?.parse().ok()
}

/// What the app wrote of itself.
pub(crate) fn log(data_dir: &Path) -> String {
    std::fs::read_to_string(data_dir.join("logs/ollm-teams.log")).unwrap_or_default()
}

/// Waits until the app has written this so many times.
pub(crate) async fn logged(data_dir: &Path, text: &str, times: usize) {
    let what = format!("the log says '{text}' {times} times");
    until(&what, PATIENCE, async || (log(data_dir).matches(text).count() >= times).then_some(())).await;
}
