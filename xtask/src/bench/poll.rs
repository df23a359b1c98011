//! What it costs to ask whether anything is new.

use anyhow::Result;
use serde::Deserialize;

use super::figure::{Figure, Goal};
use super::{Bench, measure};

/// Bytes, heads and bodies in both directions.
const NOTHING_GOAL: Goal = Goal::AtMost(1_000.0);
const CHANGES_GOAL: Goal = Goal::AtMost(10_000.0);

#[derive(Deserialize)]
struct Polls {
    nothing: Vec<Cost>,
    changes: Vec<Cost>,
}

#[derive(Deserialize)]
struct Cost {
    requests: u32,
    bytes: u32,
}

/// With the most teams there are: what a poll costs is not to depend on them.
pub(crate) fn measure(bench: &mut Bench) -> Result<Vec<Figure>> {
    let teams = bench.most_teams();
    let mut command = bench.session.command(&bench.programs.measure);
    command.args(["poll", "--runs", &bench.runs.to_string()]);
    command.arg("--data-dir").arg(bench.folder.path().join("polling"));
    let workload = bench.workload(teams)?;
    let Polls { nothing, changes } = measure::run(command.args(["--server", &workload.url]), &workload.token)?;
    Ok(vec![
        requests("poll with nothing new, requests", &nothing).meant_to_be(Goal::AtMost(1.0)),
        bytes("poll with nothing new", &nothing).meant_to_be(NOTHING_GOAL),
        requests("poll with 10 changes, requests", &changes),
        bytes("poll with 10 changes", &changes).meant_to_be(CHANGES_GOAL),
    ])
}

fn requests(name: &str, costs: &[Cost]) -> Figure {
    let runs: Vec<f64> = costs.iter().map(|cost| cost.requests.into()).collect();
    Figure::of_runs(name, "requests", &runs)
}

fn bytes(name: &str, costs: &[Cost]) -> Figure {
    let runs: Vec<f64> = costs.iter().map(|cost| cost.bytes.into()).collect();
    Figure::of_runs(name, "bytes", &runs)
}
