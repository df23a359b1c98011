//! From a keystroke in the search box to its result on the screen.

use anyhow::{Context, Result, ensure};

use super::figure::{Figure, Goal};
use super::number::number;
use super::searches::searches;
use super::statistics::percentile;
use super::{Bench, measure};

const GOAL: Goal = Goal::AtMost(50.0);
const GROWTH_GOAL: Goal = Goal::TimesBaseline(2.0);
/// Fewer would say little of the slowest in twenty.
const FEWEST: usize = 200;

pub(crate) fn measure(bench: &mut Bench) -> Result<Vec<Figure>> {
    bench.prepare_accounts()?;
    let mut lists = Vec::new();
    for teams in bench.sizes.clone() {
        lists.push((teams, searches(bench.workload(teams)?)?, Vec::new()));
    }
    for round in bench.rounds() {
        for (teams, searches, runs) in &mut lists {
            bench.go_on()?;
            round.keep(runs, slowest_in_twenty(bench, *teams, searches)?);
        }
    }
    let mut figures: Vec<_> = lists.iter().map(|(teams, _, runs)| keystroke(*teams, runs)).collect();
    if let [(100, _, few), .., (10_000, _, many)] = &lists[..] {
        figures.pop();
        figures.push(keystroke(10_000, many).meant_to_be(GOAL));
        figures.push(keystroke(10_000, many).against("100 teams", few).meant_to_be(GROWTH_GOAL));
    }
    Ok(figures)
}

fn keystroke(teams: u32, runs: &[f64]) -> Figure {
    let memberships = number(f64::from(teams) * 20.0);
    let name = format!("keystroke to painted results, p95, {} teams, {memberships} memberships", number(teams.into()));
    Figure::of_runs(name, "ms", runs)
}

/// Milliseconds that 95 of 100 keystrokes do not exceed.
fn slowest_in_twenty(bench: &Bench, teams: u32, searches: &[String]) -> Result<f64> {
    let account = bench.account(teams)?;
    let driver = account.webdriver(&bench.session)?;
    let mut command = bench.session.command(&bench.programs.measure);
    command.arg("keystrokes");
    driver.drive(&mut command, account.app());
    command.arg("--").args(searches);
    let keystrokes: Vec<f64> = measure::run(&mut command, "")?;
    ensure!(keystrokes.len() >= FEWEST, "{} keystrokes are too few", keystrokes.len());
    percentile(&keystrokes, 95).context("nothing was typed")
}
