//! How large what is delivered may be.

use std::path::Path;

use anyhow::{Context, Result, ensure};

const MIB: u64 = 1 << 20;

/// The most bytes of the installed program on Linux: elsewhere none was measured. The goal is 16 MiB (docs/platforms.md
/// says how far it is away).
#[cfg(target_os = "linux")]
pub(super) const PROGRAM: u64 = 21 * MIB;
/// The most bytes of the Debian package.
#[cfg(target_os = "linux")]
pub(super) const DEB: u64 = 8 * MIB;

/// Prints how large the files are.
///
/// # Errors
/// One is larger than its limit.
pub(super) fn report(files: &[(&Path, Option<u64>)]) -> Result<()> {
    let mut over = Vec::new();
    for (file, limit) in files {
        let bytes = file.metadata().with_context(|| format!("cannot find {}", file.display()))?.len();
        let name = file.file_name().unwrap_or_default().to_string_lossy();
        println!("{}", line(&name, bytes, *limit));
        if limit.is_some_and(|limit| bytes > limit) {
            over.push(name.into_owned());
        }
    }
    ensure!(over.is_empty(), "larger than its limit: {}", over.join(", "));
    Ok(())
}

fn line(name: &str, bytes: u64, limit: Option<u64>) -> String {
    #[expect(clippy::cast_precision_loss, reason = "sizes of files are far below what a double holds exactly")]
    let mib = |bytes: u64| bytes as f64 / MIB as f64;
    let limit = limit.map(|limit| format!(", at most {:.0} MiB", mib(limit))).unwrap_or_default();
    format!("{name}: {:.2} MiB{limit}", mib(bytes))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_over_its_limit_is_named() {
        let folder = tempfile::tempdir().unwrap();
        let (small, large) = (folder.path().join("small"), folder.path().join("large"));
        std::fs::write(&small, [0; 10]).unwrap();
        std::fs::write(&large, [0; 11]).unwrap();
        assert!(report(&[(&small, Some(10)), (&large, None)]).is_ok());
        let error = report(&[(&small, Some(10)), (&large, Some(10))]).unwrap_err();
        assert_eq!(error.to_string(), "larger than its limit: large");
    }

    #[test]
    fn a_size_is_said_with_its_limit() {
        assert_eq!(line("app", 3 * MIB / 2, Some(2 * MIB)), "app: 1.50 MiB, at most 2 MiB");
        assert_eq!(line("app", MIB, None), "app: 1.00 MiB");
    }
}
