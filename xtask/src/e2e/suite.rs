//! The end-to-end tests as a program, and the session that they run in.

use std::io::{Read, Write as _};
use std::path::PathBuf;
use std::process::Stdio;

use anyhow::{Context, Result, bail};

use super::TARGET;
use crate::program::Program;
use crate::session::Session;
use crate::{process, tools, workspace};

pub(super) struct Suite {
    session: Session,
    screenshots: PathBuf,
    // Neither the person's keyring nor their files are touched.
    _home: tempfile::TempDir,
}

impl Suite {
    /// Builds the tests, and starts the session.
    pub(super) fn prepare() -> Result<Self> {
        // Built outside the session, so that its time limits are the tests' own.
        process::run(process::cargo().arg("test").args(TARGET).arg("--no-run"))?;
        let screenshots = workspace::artifacts("e2e");
        std::fs::create_dir_all(&screenshots)?;
        let home = tempfile::tempdir()?;
        Ok(Self { session: Session::start(home.path())?, screenshots, _home: home })
    }

    /// Runs the tests that match `filter`, and gives the names of those that failed.
    pub(super) fn run(&self, filter: &[String]) -> Result<Vec<String>> {
        let mut tests = self.session.command(process::cargo().get_program());
        tests
            .arg("test")
            .args(TARGET)
            // One app at a time: the tests share a display and a keyring.
            .args(["--", "--test-threads=1"])
            .args(filter)
            .stdout(Stdio::piped())
            .env("OLLM_E2E_TAURI_DRIVER", tools::TAURI_DRIVER.path())
            .env("OLLM_E2E_SCREENSHOTS", &self.screenshots)
            // What a failure says has its place; thirty frames of the runtime's own below it hide what it says.
            .env("RUST_BACKTRACE", "0");
        let mut program = Program::start(&mut tests)?;
        let stdout = program.take_stdout().context("the tests have no output")?;
        let printed = std::thread::spawn(move || pass_on(stdout));
        let status = self.session.wait(&mut program)?.context("interrupted")?;
        // What the tests started has their output, too, and ends with them.
        drop(program);
        let printed = printed.join().map_err(|_| anyhow::anyhow!("reading the tests' output failed"))?;
        println!("Screenshots: {}", self.screenshots.display());
        match failed(&printed?) {
            names if names.is_empty() && !status.success() => bail!("failed ({status})"),
            names => Ok(names),
        }
    }
}

/// Prints what is read, as it comes, and gives all of it.
fn pass_on(mut from: impl Read) -> Result<String> {
    let mut all = Vec::new();
    let mut part = [0; 4096];
    loop {
        let length = from.read(&mut part).context("cannot read the tests' output")?;
        if length == 0 {
            return Ok(String::from_utf8_lossy(&all).into_owned());
        }
        let mut stdout = std::io::stdout();
        stdout.write_all(&part[..length]).and_then(|()| stdout.flush()).context("cannot print")?;
        all.extend_from_slice(&part[..length]);
    }
}

/// The names in the list that Rust's test programs end with when some failed.
fn failed(printed: &str) -> Vec<String> {
    let list = printed.rsplit_once("\nfailures:\n").map(|(_, list)| list).unwrap_or_default();
    list.lines().map_while(|line| line.strip_prefix("    ")).map(str::to_owned).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn those_that_failed_are_read_from_the_list_at_the_end() {
        let printed = "test a::b ... FAILED\n\nfailures:\n\n---- a::b stdout ----\nfailures:\n\n\nfailures:\n    a::b\n    c::d\n\ntest result: FAILED. 2 failed\n";
        assert_eq!(failed(printed), ["a::b", "c::d"]);
        assert!(failed("test a::b ... ok\n\ntest result: ok. 1 passed\n").is_empty());
    }

    #[test]
    fn what_is_passed_on_is_kept() {
        assert_eq!(pass_on("one\ntwo\n".as_bytes()).unwrap(), "one\ntwo\n");
    }
}
