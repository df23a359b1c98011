//! How much JavaScript the view loads before its first paint.

use std::fs;
use std::io::Write as _;
use std::path::Path;

use anyhow::{Context, Result, ensure};
use flate2::Compression;
use flate2::write::GzEncoder;

use super::figure::{Figure, Goal};
use crate::workspace;

/// Bytes.
const GOAL: f64 = 90_000.0;

pub(crate) fn measure() -> Result<Vec<Figure>> {
    let built = workspace::ui().join("dist");
    let page = fs::read_to_string(built.join("index.html")).context("the view is not built")?;
    let scripts = scripts(&page);
    ensure!(!scripts.is_empty(), "the page loads no script");
    let sizes: Result<Vec<usize>> = scripts.iter().map(|script| gzipped(&built.join(script))).collect();
    let bytes: usize = sizes?.iter().sum();
    let name = "UI bundle, JavaScript gzipped, at first paint";
    Ok(vec![Figure::of_runs(name, "bytes", &[bytes as f64]).meant_to_be(Goal::AtMost(GOAL))])
}

/// The scripts that the built page names: its own, and all that these import statically, for which the build puts a
/// preload each.
fn scripts(page: &str) -> Vec<&str> {
    let quoted = page.split('"').skip(1).step_by(2);
    quoted.filter_map(|value| value.strip_prefix('/')).filter(|path| path.ends_with(".js")).collect()
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
    fn scripts_are_those_of_the_page_and_the_preloaded() {
        let page = r#"<html lang="en"><script src="/theme.js"></script>
            <script type="module" crossorigin src="/assets/index-1.js"></script>
            <link rel="modulepreload" crossorigin href="/assets/i18n-2.js">
            <link rel="stylesheet" crossorigin href="/assets/Icon-3.css"></html>"#;
        assert_eq!(scripts(page), ["theme.js", "assets/index-1.js", "assets/i18n-2.js"]);
    }

    #[test]
    fn text_is_gzipped() {
        let folder = tempfile::tempdir().expect("a folder");
        let file = folder.path().join("a.js");
        fs::write(&file, "let a = 1;\n".repeat(1000)).expect("a file");
        let bytes = gzipped(&file).expect("it is gzipped");
        assert!((20..200).contains(&bytes), "{bytes}");
    }
}
