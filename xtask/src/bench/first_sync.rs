//! Everything from the server into an empty offline copy.

use std::fs;
use std::path::Path;

use anyhow::{Context, Result};
use serde::Deserialize;

use super::figure::{Figure, Goal};
use super::number::number;
use super::rounds::milliseconds;
use super::{Bench, curl, measure};

const GOAL: Goal = Goal::TimesBaseline(1.5);

#[derive(Deserialize)]
pub(crate) struct FirstSync {
    milliseconds: f64,
    connections: Vec<Vec<String>>,
}

/// The core and curl take turns, so that what slows the machine for a while slows both.
pub(crate) fn measure(bench: &mut Bench) -> Result<Vec<Figure>> {
    let mut figures = Vec::new();
    for teams in bench.sizes.clone() {
        bench.workload(teams)?;
        let asked = sync_into(bench, teams, "recorded", true)?.connections;
        let (mut synced, mut fetched) = (Vec::new(), Vec::new());
        for round in bench.rounds() {
            bench.go_on()?;
            round.keep(&mut synced, sync_into(bench, teams, "synced", false)?.milliseconds);
            round.keep(&mut fetched, milliseconds(curl::fetch(bench.workload(teams)?, &asked)?));
        }
        let name = format!("first sync of {} teams with members", number(teams.into()));
        let requests = asked.iter().map(Vec::len).sum::<usize>() as f64;
        let of = format!("curl, {} requests on {} connections", number(requests), asked.len());
        let figure = Figure::of_runs(name, "ms", &synced).against(of, &fetched);
        figures.push(if teams == 10_000 { figure.meant_to_be(GOAL) } else { figure });
    }
    Ok(figures)
}

/// A first sync into an empty folder of this name, which is made anew.
fn sync_into(bench: &mut Bench, teams: u32, name: &str, record: bool) -> Result<FirstSync> {
    let folder = bench.folder.path().join(name);
    if folder.exists() {
        fs::remove_dir_all(&folder).context("cannot remove an offline copy")?;
    }
    sync(bench, teams, &folder, record)
}

/// A first sync into this folder, by the core alone.
pub(crate) fn sync(bench: &mut Bench, teams: u32, folder: &Path, record: bool) -> Result<FirstSync> {
    let mut command = bench.session.command(&bench.programs.measure);
    command.args(["first-sync", "--teams", &teams.to_string()]).arg("--data-dir").arg(folder);
    command.args(record.then_some("--record"));
    let workload = bench.workload(teams)?;
    measure::run(command.args(["--server", &workload.url]), &workload.token)
}
