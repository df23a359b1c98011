//! From the start of the process to the list on the screen.

use anyhow::Result;

use super::Bench;
use super::figure::{Figure, Goal};
use super::number::number;
use super::rounds::milliseconds;
use super::windows::Windows;

const GOAL: Goal = Goal::TimesBaseline(1.15);
const GROWTH_GOAL: Goal = Goal::TimesBaseline(1.2);

pub(crate) fn measure(bench: &mut Bench) -> Result<Vec<Figure>> {
    let Windows { blank, lists } = Windows::measure(bench, |window| Ok(milliseconds(window.painted_after)))?;
    let mut figures = Vec::new();
    for (teams, list) in &lists {
        let figure = start(*teams, list).against("a blank window", &blank);
        figures.push(if *teams == 1_000 { figure.meant_to_be(GOAL) } else { figure });
    }
    if let [(100, few), .., (10_000, many)] = &lists[..] {
        figures.push(start(10_000, many).against("100 teams", few).meant_to_be(GROWTH_GOAL));
    }
    Ok(figures)
}

fn start(teams: u32, runs: &[f64]) -> Figure {
    Figure::of_runs(format!("process start to cached list painted, {} teams", number(teams.into())), "ms", runs)
}
