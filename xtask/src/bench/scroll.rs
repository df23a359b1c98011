//! How evenly the longest list scrolls.

use anyhow::{Context, Result};
use serde::Deserialize;

use super::figure::{Figure, Goal};
use super::number::number;
use super::{Bench, measure};

const GOAL: Goal = Goal::AtMost(50.0);
/// Milliseconds.
const LONG: f64 = 50.0;

#[derive(Deserialize)]
struct Scrolled {
    frames: Vec<f64>,
    gaps: u32,
}

pub(crate) fn measure(bench: &mut Bench) -> Result<Vec<Figure>> {
    bench.prepare_accounts()?;
    let teams = bench.most_teams();
    let (mut longest, mut long, mut gaps) = (Vec::new(), Vec::new(), Vec::new());
    for round in bench.rounds() {
        bench.go_on()?;
        let scrolled = scroll(bench, teams)?;
        // The first frame is when the list hears of the first step.
        let frames = scrolled.frames.get(1..).context("nothing was scrolled")?;
        round.keep(&mut longest, frames.iter().copied().fold(0.0, f64::max));
        round.keep(&mut long, frames.iter().filter(|frame| **frame > LONG).count() as f64);
        round.keep(&mut gaps, f64::from(scrolled.gaps));
    }
    let what = format!("scroll through {} rows", number(teams.into()));
    Ok(vec![
        Figure::of_runs(format!("{what}, longest frame after the first"), "ms", &longest).meant_to_be(GOAL),
        Figure::of_runs(format!("{what}, frames over 50 ms"), "frames", &long),
        Figure::of_runs(format!("{what}, frames with a gap in the list"), "frames", &gaps),
    ])
}

fn scroll(bench: &Bench, teams: u32) -> Result<Scrolled> {
    let account = bench.account(teams)?;
    let driver = account.webdriver(&bench.session)?;
    let mut command = bench.session.command(&bench.programs.measure);
    command.args(["scroll", "--rows", &teams.to_string()]);
    driver.drive(&mut command, account.app());
    measure::run(&mut command, "")
}
