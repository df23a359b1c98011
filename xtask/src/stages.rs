//! A row of things to do, all of them done, and a table of how they went.

use std::fmt::Write as _;
use std::time::{Duration, Instant};

use anyhow::{Result, bail};

use crate::process::say;

/// Stages run so far.
#[derive(Default)]
pub(crate) struct Stages {
    done: Vec<Stage>,
}

struct Stage {
    name: &'static str,
    took: Duration,
    outcome: Outcome,
}

enum Outcome {
    Passed,
    PassedBut(String),
    Failed(String),
    Skipped(&'static str),
}

impl Stages {
    /// Runs a stage; its failure is kept for the end.
    pub(crate) fn run(&mut self, name: &'static str, work: impl FnOnce() -> Result<()>) {
        say(&format!("stage: {name}"));
        let start = Instant::now();
        let outcome = match work() {
            Ok(()) => Outcome::Passed,
            Err(error) => Outcome::Failed(format!("{error:#}")),
        };
        self.done.push(Stage { name, took: start.elapsed(), outcome });
    }

    /// The same for work that may have something to say although it passed.
    pub(crate) fn run_with_remarks(&mut self, name: &'static str, work: impl FnOnce() -> Result<Option<String>>) {
        let mut remark = None;
        self.run(name, || work().map(|said| remark = said));
        if let (Some(stage), Some(remark)) = (self.done.last_mut(), remark) {
            stage.outcome = Outcome::PassedBut(remark);
        }
    }

    /// Notes a stage that can not be run here, and why.
    pub(crate) fn skip(&mut self, name: &'static str, why: &'static str) {
        self.done.push(Stage { name, took: Duration::ZERO, outcome: Outcome::Skipped(why) });
    }

    /// Prints the table.
    ///
    /// # Errors
    /// A stage failed.
    pub(crate) fn finish(self) -> Result<()> {
        print!("{}", table(&self.done));
        let failed: Vec<_> =
            self.done.iter().filter(|stage| matches!(stage.outcome, Outcome::Failed(_))).map(|s| s.name).collect();
        if !failed.is_empty() {
            bail!("failed: {}", failed.join(", "));
        }
        Ok(())
    }
}

fn table(stages: &[Stage]) -> String {
    let width = stages.iter().map(|stage| stage.name.len()).max().unwrap_or_default();
    let mut table = String::from("\n");
    for Stage { name, took, outcome } in stages {
        let seconds = took.as_secs_f64();
        let outcome = match outcome {
            Outcome::Passed => "passed".to_owned(),
            Outcome::PassedBut(remark) => format!("passed, but {remark}"),
            Outcome::Failed(why) => format!("FAILED: {why}"),
            Outcome::Skipped(why) => format!("skipped: {why}"),
        };
        // Writing to a String does not fail.
        let _ = writeln!(table, "  {name:width$}  {seconds:7.1} s  {outcome}");
    }
    table
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_stage_runs_and_one_failure_fails_the_whole() {
        let mut ran = Vec::new();
        let mut stages = Stages::default();
        stages.run("first", || bail!("broken"));
        stages.run("second", || {
            ran.push("second");
            Ok(())
        });
        let error = stages.finish().expect_err("the first stage failed");
        assert_eq!(ran, ["second"]);
        assert_eq!(error.to_string(), "failed: first");
    }

    #[test]
    fn what_passed_with_a_remark_is_no_failure_and_says_it() {
        let mut stages = Stages::default();
        stages.run_with_remarks("first", || Ok(None));
        stages.run_with_remarks("second", || Ok(Some("slowly".into())));
        let printed = table(&stages.done);
        assert!(printed.lines().nth(1).is_some_and(|line| line.ends_with("s  passed")), "{printed}");
        assert!(printed.ends_with("s  passed, but slowly\n"), "{printed}");
        assert!(stages.finish().is_ok());
    }

    #[test]
    fn a_skipped_stage_is_no_failure() {
        let mut stages = Stages::default();
        stages.run("first", || Ok(()));
        stages.skip("second", "not here");
        assert!(stages.finish().is_ok());
    }

    #[test]
    fn the_table_lines_up() {
        let stages = [
            Stage { name: "Rust", took: Duration::from_millis(62_340), outcome: Outcome::Passed },
            Stage { name: "End to end", took: Duration::ZERO, outcome: Outcome::Failed("why".into()) },
        ];
        assert_eq!(table(&stages), "\n  Rust           62.3 s  passed\n  End to end      0.0 s  FAILED: why\n");
    }
}
