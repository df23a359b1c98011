//! One line of the table: what was measured, against what, and whether that is as good as it is meant to be.

use std::fmt;

use serde::{Serialize, Serializer};

use super::number::number;
use super::statistics::median;

/// What a figure is meant to be.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) enum Goal {
    /// At most so many of its unit.
    AtMost(f64),
    /// At most so many times its baseline.
    TimesBaseline(f64),
}

/// What a figure is held against.
#[derive(Clone, Debug)]
pub(crate) struct Baseline {
    pub(crate) of: String,
    pub(crate) value: f64,
}

/// A figure, measured.
#[derive(Clone, Debug)]
pub(crate) struct Figure {
    pub(crate) name: String,
    pub(crate) unit: &'static str,
    /// The median of the runs.
    pub(crate) value: f64,
    pub(crate) lowest: f64,
    pub(crate) highest: f64,
    pub(crate) baseline: Option<Baseline>,
    pub(crate) goal: Option<Goal>,
}

impl Figure {
    /// A figure that was measured in so many runs. Without a run it is not a number, and holds no goal.
    pub(crate) fn of_runs(name: impl Into<String>, unit: &'static str, runs: &[f64]) -> Self {
        Self {
            name: name.into(),
            unit,
            value: median(runs).unwrap_or(f64::NAN),
            lowest: runs.iter().copied().fold(f64::NAN, f64::min),
            highest: runs.iter().copied().fold(f64::NAN, f64::max),
            baseline: None,
            goal: None,
        }
    }

    /// Held against the median of what was measured beside it, in the same unit.
    pub(crate) fn against(mut self, of: impl Into<String>, runs: &[f64]) -> Self {
        self.baseline = Some(Baseline { of: of.into(), value: median(runs).unwrap_or(f64::NAN) });
        self
    }

    pub(crate) fn meant_to_be(mut self, goal: Goal) -> Self {
        self.goal = Some(goal);
        self
    }

    /// How many times the baseline it is.
    pub(crate) fn ratio(&self) -> Option<f64> {
        self.baseline.as_ref().map(|baseline| self.value / baseline.value)
    }

    /// Whether the goal is reached; nothing where there is none.
    pub(crate) fn holds(&self) -> Option<bool> {
        self.over_goal().map(|over| over <= 1.0)
    }

    /// How many times the goal it is.
    pub(crate) fn over_goal(&self) -> Option<f64> {
        match self.goal? {
            Goal::AtMost(limit) => Some(self.value / limit),
            Goal::TimesBaseline(limit) => Some(self.ratio().unwrap_or(f64::NAN) / limit),
        }
    }
}

impl fmt::Display for Goal {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::AtMost(limit) => write!(f, "≤ {}", number(*limit)),
            Self::TimesBaseline(limit) => write!(f, "≤ {limit} × baseline"),
        }
    }
}

/// As `--json` prints it.
impl Serialize for Figure {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        #[derive(Serialize)]
        struct Line<'a> {
            figure: &'a str,
            value: f64,
            unit: &'a str,
            baseline: Option<f64>,
            ratio: Option<f64>,
            goal: Option<String>,
            holds: Option<bool>,
        }
        Line {
            figure: &self.name,
            value: self.value,
            unit: self.unit,
            baseline: self.baseline.as_ref().map(|baseline| baseline.value),
            ratio: self.ratio(),
            goal: self.goal.map(|goal| goal.to_string()),
            holds: self.holds(),
        }
        .serialize(serializer)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn start(runs: &[f64], blank: &[f64]) -> Figure {
        Figure::of_runs("start", "ms", runs).against("a blank window", blank).meant_to_be(Goal::TimesBaseline(1.15))
    }

    #[test]
    fn a_ratio_is_one_of_medians() {
        let figure = start(&[900.0, 220.0, 200.0], &[150.0, 200.0, 210.0]);
        assert_eq!(figure.ratio(), Some(1.1));
        assert_eq!(figure.holds(), Some(true));
        assert_eq!((figure.lowest, figure.highest), (200.0, 900.0));
    }

    #[test]
    fn a_goal_that_is_just_reached_holds_and_one_that_is_just_missed_does_not() {
        let size = |bytes| Figure::of_runs("bundle", "B", &[bytes]).meant_to_be(Goal::AtMost(90_000.0)).holds();
        assert_eq!(size(90_000.0), Some(true));
        assert_eq!(size(90_001.0), Some(false));
    }

    #[test]
    fn without_a_run_or_a_baseline_no_goal_holds() {
        assert_eq!(start(&[], &[200.0]).holds(), Some(false));
        assert_eq!(start(&[200.0], &[]).holds(), Some(false));
        let alone = Figure::of_runs("start", "ms", &[200.0]).meant_to_be(Goal::TimesBaseline(2.0));
        assert_eq!(alone.holds(), Some(false));
        assert_eq!(Figure::of_runs("start", "ms", &[200.0]).holds(), None);
    }

    #[test]
    fn as_json() {
        let figures = [start(&[300.0], &[200.0]), Figure::of_runs("start", "ms", &[1.0])];
        let expected = serde_json::json!([
            {"figure": "start", "value": 300.0, "unit": "ms", "baseline": 200.0, "ratio": 1.5,
             "goal": "≤ 1.15 × baseline", "holds": false},
            {"figure": "start", "value": 1.0, "unit": "ms", "baseline": null, "ratio": null, "goal": null, "holds": null},
        ]);
        assert_eq!(serde_json::to_value(&figures).expect("it is JSON"), expected);
    }
}
