use anyhow::Result;

use super::Bench;
use super::window::Window;

/// What was measured of the blank window, and of the app's with each number of teams.
pub(crate) struct Windows {
    pub(crate) blank: Vec<f64>,
    pub(crate) lists: Vec<(u32, Vec<f64>)>,
}

impl Windows {
    /// The windows open in turn, so that what slows the machine for a while slows all of them.
    pub(crate) fn measure(bench: &mut Bench, value: impl Fn(&Window) -> Result<f64>) -> Result<Self> {
        bench.prepare_accounts()?;
        let mut blank = Vec::new();
        let mut lists: Vec<_> = bench.sizes.iter().map(|teams| (*teams, Vec::new())).collect();
        for round in bench.rounds() {
            bench.go_on()?;
            round.keep(&mut blank, value(&Window::open(&mut bench.blank_window())?)?);
            for (teams, list) in &mut lists {
                round.keep(list, value(&bench.account(*teams)?.open(&bench.session)?)?);
            }
        }
        Ok(Self { blank, lists })
    }
}
