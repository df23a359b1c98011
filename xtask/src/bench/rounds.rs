//! How often something is measured.

use std::time::Duration;

/// A round to warm up, whose measurements do not count, then those that do.
pub(crate) struct Rounds {
    done: u32,
    counted: u32,
}

pub(crate) struct Round {
    counts: bool,
}

impl Rounds {
    pub(crate) fn new(counted: u32) -> Self {
        Self { done: 0, counted }
    }
}

impl Iterator for Rounds {
    type Item = Round;

    fn next(&mut self) -> Option<Round> {
        let round = Round { counts: self.done > 0 };
        let is_left = self.done <= self.counted;
        self.done += 1;
        is_left.then_some(round)
    }
}

impl Round {
    pub(crate) fn keep(&self, runs: &mut Vec<f64>, measured: f64) {
        if self.counts {
            runs.push(measured);
        }
    }
}

pub(crate) fn milliseconds(duration: Duration) -> f64 {
    duration.as_secs_f64() * 1_000.0
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_first_round_does_not_count() {
        let mut runs = Vec::new();
        for (number, round) in Rounds::new(3).enumerate() {
            round.keep(&mut runs, number as f64);
        }
        assert_eq!(runs, [1.0, 2.0, 3.0]);
    }

    #[test]
    fn durations_keep_their_fractions() {
        assert!((milliseconds(Duration::from_micros(1_500)) - 1.5).abs() < 1e-9);
    }
}
