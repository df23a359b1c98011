//! Running other programs: what is run is said, and a failure names it.

use std::ffi::OsStr;
use std::path::Path;
use std::process::{Command, Stdio};

use anyhow::{Context, Result, bail};

use crate::workspace;

/// Cargo, the same that runs this program, in the workspace.
pub(crate) fn cargo() -> Command {
    in_folder(std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into()), workspace::root())
}

/// npm in `folder`.
pub(crate) fn npm(folder: &Path) -> Command {
    in_folder(if cfg!(windows) { "npm.cmd" } else { "npm" }, folder)
}

pub(crate) fn in_folder(program: impl AsRef<OsStr>, folder: &Path) -> Command {
    let mut command = Command::new(program);
    command.current_dir(folder);
    command
}

/// Says what is about to happen.
pub(crate) fn say(what: &str) {
    eprintln!("==> {what}");
}

/// Runs `command` with its output passed on.
///
/// # Errors
/// The program can not be started, or ends with another status than 0.
pub(crate) fn run(command: &mut Command) -> Result<()> {
    let line = display(command);
    say(&line);
    let status = command.status().with_context(|| format!("cannot start {line}"))?;
    if !status.success() {
        bail!("{line} failed ({status})");
    }
    Ok(())
}

/// Runs `command` for what it prints on standard output.
///
/// # Errors
/// As [`run`].
pub(crate) fn read(command: &mut Command) -> Result<String> {
    let line = display(command);
    let output = command.stderr(Stdio::inherit()).output().with_context(|| format!("cannot start {line}"))?;
    if !output.status.success() {
        bail!("{line} failed ({})", output.status);
    }
    Ok(String::from_utf8_lossy(&output.stdout).into_owned())
}

/// What `program` prints on standard output, or nothing when it can not be started or fails.
pub(crate) fn ask(program: &str, arguments: &[&str]) -> Option<String> {
    let output = Command::new(program).args(arguments).stdin(Stdio::null()).stderr(Stdio::null()).output().ok()?;
    output.status.success().then(|| String::from_utf8_lossy(&output.stdout).trim().to_owned())
}

/// The command as one would type it in the workspace.
fn display(command: &Command) -> String {
    let program = Path::new(command.get_program()).file_stem().unwrap_or_default().to_string_lossy();
    let mut line = program.into_owned();
    for argument in command.get_args() {
        line.push(' ');
        line.push_str(&argument.to_string_lossy());
    }
    let folder = command.get_current_dir().and_then(|folder| folder.strip_prefix(workspace::root()).ok());
    match folder.filter(|folder| !folder.as_os_str().is_empty()) {
        Some(folder) => format!("{line} (in {})", folder.display()),
        None => line,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_command_is_shown_as_typed() {
        let mut command = npm(&workspace::ui());
        command.args(["run", "build"]);
        assert_eq!(display(&command), "npm run build (in ui)");
    }

    #[test]
    fn a_failure_names_the_command() {
        let mut command = cargo();
        command.arg("no-such-command").stderr(Stdio::null());
        let error = run(&mut command).expect_err("cargo has no such command");
        assert!(error.to_string().starts_with("cargo no-such-command failed"), "{error}");
    }
}
