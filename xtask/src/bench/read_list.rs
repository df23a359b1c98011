//! The whole list, from the disk to what the view is answered.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::time::Instant;

use anyhow::{Context, Result, ensure};

use super::Bench;
use super::figure::{Figure, Goal};
use super::first_sync;
use super::number::number;
use super::rounds::milliseconds;

const GOAL: Goal = Goal::TimesBaseline(3.0);
/// The rows that the list is made of, in its order.
const ROWS: &str = "SELECT n, id, record, checksum FROM teams ORDER BY sort_name, id";

/// Both as whole processes, from their start to their end: each opens the file, reads and writes to /dev/null.
pub(crate) fn measure(bench: &mut Bench) -> Result<Vec<Figure>> {
    let mut figures = Vec::new();
    for teams in bench.sizes.clone() {
        let folder = bench.folder.path().join(format!("copy-{teams}"));
        first_sync::sync(bench, teams, &folder, false)?;
        let copy = copy_in(&folder)?;
        let (mut core, mut sqlite) = (Vec::new(), Vec::new());
        for round in bench.rounds() {
            bench.go_on()?;
            let mut read = bench.session.command(&bench.programs.measure);
            round.keep(&mut core, time(read.arg("read-list").arg("--data-dir").arg(&folder))?);
            round.keep(&mut sqlite, time(Command::new("sqlite3").arg("-readonly").arg(&copy).arg(ROWS))?);
        }
        let name = format!("read the list of {} teams from disk to the IPC answer", number(teams.into()));
        let figure = Figure::of_runs(name, "ms", &core).against("sqlite3 selecting the same rows", &sqlite);
        figures.push(if teams == 10_000 { figure.meant_to_be(GOAL) } else { figure });
    }
    Ok(figures)
}

/// Milliseconds from the start of a program to its end, with nowhere to write to.
fn time(command: &mut Command) -> Result<f64> {
    let start = Instant::now();
    let status = command.stdout(Stdio::null()).status().context("cannot start a program")?;
    let took = milliseconds(start.elapsed());
    ensure!(status.success(), "{} failed ({status})", command.get_program().display());
    Ok(took)
}

/// The database of the one account that there is.
fn copy_in(data_dir: &Path) -> Result<PathBuf> {
    let files = fs::read_dir(data_dir.join("offline"))?;
    let mut paths = files.flatten().map(|file| file.path());
    paths.find(|path| path.extension().is_some_and(|extension| extension == "db")).context("there is no offline copy")
}
