//! Licence files, which everybody puts in the top folder under much the same name.

use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result};

/// In the order of their names.
pub(super) fn licences(folder: &Path) -> Result<Vec<PathBuf>> {
    let entries = fs::read_dir(folder).with_context(|| format!("cannot read {}", folder.display()))?;
    let mut files: Vec<_> =
        entries.flatten().map(|entry| entry.path()).filter(|path| path.is_file() && is_licence(path)).collect();
    files.sort();
    Ok(files)
}

/// In lower case.
pub(super) fn name(path: &Path) -> String {
    path.file_name().unwrap_or_default().to_string_lossy().to_lowercase()
}

fn is_licence(path: &Path) -> bool {
    let name = name(path);
    // Programs that check licences have settings of that name.
    !name.ends_with(".toml")
        && ["license", "licence", "copying", "unlicense"].iter().any(|start| name.starts_with(start))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_licence_is_found_however_it_is_spelled() {
        for name in
            ["LICENSE", "license.md", "Licence.txt", "COPYING", "LICENSE-APACHE-2.0", "LICENSE_MIT", "UNLICENSE"]
        {
            assert!(is_licence(&Path::new("package").join(name)), "{name}");
        }
        for name in ["README.md", "license.toml"] {
            assert!(!is_licence(&Path::new("license").join(name)), "{name}");
        }
    }
}
