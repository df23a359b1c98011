//! `cargo xtask guide`: the pictures of the user guide, taken by the end-to-end tests.

use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result};

use crate::setup::Consent;
use crate::{e2e, palette, workspace};

/// How the tests begin the names of the pictures that they take for the guide.
const PREFIX: &str = "guide-";

pub(crate) fn guide(consent: Consent) -> Result<()> {
    let taken = workspace::artifacts("e2e");
    // What an earlier run left is of an earlier app.
    for old in pictures(&taken)?.iter().filter(|path| is_for_guide(path)) {
        fs::remove_file(old).with_context(|| format!("cannot remove {}", old.display()))?;
    }
    e2e::e2e(consent, &e2e::Arguments::only("guide::"))?;
    let images = workspace::root().join("docs/guide/images");
    fs::create_dir_all(&images).with_context(|| format!("cannot make {}", images.display()))?;
    for old in pictures(&images)? {
        fs::remove_file(&old).with_context(|| format!("cannot remove {}", old.display()))?;
    }
    let mut count = 0;
    for picture in pictures(&taken)?.iter().filter(|path| is_for_guide(path)) {
        let name = name_of(picture).trim_start_matches(PREFIX).to_owned();
        palette::reduce(picture, &images.join(&name)).with_context(|| format!("cannot write {name}"))?;
        count += 1;
    }
    println!("{count} pictures are in {}. Look at them before you commit.", images.display());
    Ok(())
}

fn pictures(folder: &Path) -> Result<Vec<PathBuf>> {
    let Ok(entries) = fs::read_dir(folder) else { return Ok(Vec::new()) };
    let paths: Result<Vec<PathBuf>, _> = entries.map(|entry| entry.map(|entry| entry.path())).collect();
    let mut paths = paths.with_context(|| format!("cannot list {}", folder.display()))?;
    paths.retain(|path| path.extension().is_some_and(|extension| extension == "png"));
    paths.sort();
    Ok(paths)
}

fn is_for_guide(path: &Path) -> bool {
    name_of(path).starts_with(PREFIX)
}

fn name_of(path: &Path) -> String {
    path.file_name().unwrap_or_default().to_string_lossy().into_owned()
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;

    /// A clone of the repository should stay small.
    const LARGEST: u64 = 100 * 1024;

    #[test]
    fn every_picture_is_shown_and_every_shown_one_is_there() {
        let guide = workspace::root().join("docs/guide");
        let pages: Vec<PathBuf> =
            fs::read_dir(&guide).unwrap().map(|page| page.unwrap().path()).filter(|page| page.is_file()).collect();
        let text: String = pages.iter().map(|page| fs::read_to_string(page).unwrap()).collect();
        let shown: BTreeSet<String> =
            text.split("(images/").skip(1).map(|rest| rest.split(')').next().unwrap().to_owned()).collect();
        let there = pictures(&guide.join("images")).unwrap();
        assert_eq!(shown, there.iter().map(|path| name_of(path)).collect(), "run `cargo xtask guide`");
        for picture in there {
            let size = fs::metadata(&picture).unwrap().len();
            assert!(size < LARGEST, "{} has {size} bytes", picture.display());
        }
        // Every page is found from the first one.
        let first = fs::read_to_string(guide.join("README.md")).unwrap();
        for page in pages.iter().map(|page| name_of(page)).filter(|page| page != "README.md") {
            assert!(first.contains(&format!("({page})")), "README.md links {page}");
        }
    }
}
