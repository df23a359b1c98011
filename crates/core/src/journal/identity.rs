//! Whether the journal's file is still where it was opened. What is written into a file that was deleted is lost with
//! the process.

use std::io;
use std::path::Path;

/// Which file it is, whatever its name.
///
/// It is asked for by name and never by opening the file: closing it again would drop the locks that SQLite holds on it
/// in this process.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Identity {
    #[cfg(unix)]
    device_and_inode: (u64, u64),
}

impl Identity {
    /// The file that has this name now. SQLite keeps the one that it opened from being forgotten, so that no other can
    /// have its number.
    #[cfg(unix)]
    pub(super) fn of(file: &Path) -> io::Result<Self> {
        use std::os::unix::fs::MetadataExt;
        let metadata = std::fs::metadata(file)?;
        Ok(Self { device_and_inode: (metadata.dev(), metadata.ino()) })
    }

    /// The file that has this name now. Where SQLite has it open, Windows lets nobody delete or rename it.
    #[cfg(not(unix))]
    pub(super) fn of(file: &Path) -> io::Result<Self> {
        std::fs::metadata(file).map(|_| Self {})
    }
}
