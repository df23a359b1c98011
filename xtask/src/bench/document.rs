//! The results in `docs/benchmarks.md`, between its own words.

use std::fmt::Write as _;
use std::fs;

use anyhow::{Context, Result};

use super::figure::Figure;
use super::{machine, table};
use crate::workspace;

const BEGIN: &str = "<!-- results: written by `cargo xtask bench` -->\n";
const END: &str = "<!-- end of results -->\n";

pub(crate) fn write(figures: &[Figure], runs: u32) -> Result<()> {
    let path = workspace::root().join("docs/benchmarks.md");
    let document = fs::read_to_string(&path).context("cannot read docs/benchmarks.md")?;
    let results = results(&machine::describe(), figures, runs);
    let written = replaced(&document, &results).context("docs/benchmarks.md has no place for results")?;
    fs::write(&path, written).context("cannot write docs/benchmarks.md")
}

fn results(machine: &[(&str, String)], figures: &[Figure], runs: u32) -> String {
    let mut text = String::from("\n| | |\n| --- | --- |\n");
    for (what, value) in machine {
        // Writing to a String does not fail.
        let _ = writeln!(text, "| {what} | {value} |");
    }
    let _ = writeln!(text, "\nMedians of {runs} runs.\n\n{}\n", table::table(figures));
    text
}

/// `document` with other results, unless it has no place for them.
fn replaced(document: &str, results: &str) -> Option<String> {
    let (before, rest) = document.split_once(BEGIN)?;
    let (_, after) = rest.split_once(END)?;
    Some(format!("{before}{BEGIN}{results}{END}{after}"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn results_replace_those_before_and_nothing_else() {
        let document = format!("# Benchmarks\n{BEGIN}old\n{END}How.\n");
        let written = replaced(&document, "new\n").expect("there is a place");
        assert_eq!(written, format!("# Benchmarks\n{BEGIN}new\n{END}How.\n"));
        assert_eq!(replaced(&written, "old\n").as_deref(), Some(&*document));
        assert_eq!(replaced("# Benchmarks\n", "new\n"), None);
    }

    #[test]
    fn the_document_of_this_repository_has_a_place_for_them() {
        let document = fs::read_to_string(workspace::root().join("docs/benchmarks.md")).expect("it is there");
        assert!(replaced(&document, "").is_some());
    }

    #[test]
    fn results_name_the_machine_and_the_runs() {
        let text = results(&[("Memory", "23 GiB".to_owned())], &[Figure::of_runs("start", "ms", &[1.0])], 5);
        assert!(text.contains("| Memory | 23 GiB |\n") && text.contains("Medians of 5 runs."), "{text}");
        assert!(text.contains("| start  |"), "{text}");
    }
}
