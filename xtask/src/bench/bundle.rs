//! How much JavaScript the view has loaded once its list is painted.

use std::collections::BTreeSet;
use std::fs;
use std::io::Write as _;
use std::path::Path;

use anyhow::{Context, Result, ensure};
use flate2::Compression;
use flate2::write::GzEncoder;

use super::figure::{Figure, Goal};
use super::{Bench, measure};
use crate::workspace;

/// Bytes.
const GOAL: Goal = Goal::AtMost(90_000.0);

/// Of an account with invitations and all else that the list may show.
pub(crate) fn measure(bench: &mut Bench) -> Result<Vec<Figure>> {
    bench.prepare_accounts()?;
    let account = bench.account(bench.most_teams())?;
    let driver = account.webdriver(&bench.session)?;
    let mut command = bench.session.command(&bench.programs.measure);
    command.arg("scripts");
    driver.drive(&mut command, account.app());
    let scripts: BTreeSet<String> = measure::run(&mut command, "")?;
    ensure!(!scripts.is_empty(), "the page has loaded no script");
    let built = workspace::ui().join("dist");
    let sizes: Result<Vec<usize>> =
        scripts.iter().map(|script| gzipped(&built.join(script.trim_start_matches('/')))).collect();
    let bytes: usize = sizes?.iter().sum();
    let name = format!("UI bundle, JavaScript gzipped, at first paint, {} scripts", scripts.len());
    Ok(vec![Figure::of_runs(name, "bytes", &[bytes as f64]).meant_to_be(GOAL)])
}

fn gzipped(file: &Path) -> Result<usize> {
    let text = fs::read(file).with_context(|| format!("cannot read {}", file.display()))?;
    let mut encoder = GzEncoder::new(Vec::new(), Compression::default());
    encoder.write_all(&text)?;
    Ok(encoder.finish()?.len())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn text_is_gzipped() {
        let folder = tempfile::tempdir().expect("a folder");
        let file = folder.path().join("a.js");
        fs::write(&file, "let a = 1;\n".repeat(1000)).expect("a file");
        let bytes = gzipped(&file).expect("it is gzipped");
        assert!((20..200).contains(&bytes), "{bytes}");
    }
}
