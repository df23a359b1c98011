//! The files of a copy: where they are, how a bad one is set aside, how all go.

use std::ffi::OsString;
use std::io;
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

use jiff::Timestamp;
use sha2::{Digest, Sha256};

use crate::AccountId;

/// How many bad files are kept for diagnosis.
const KEPT: usize = 3;
/// How long a file may be held by somebody else.
const MOMENTS: Duration = Duration::from_secs(1);
/// How soon it is tried again.
const PAUSE: Duration = Duration::from_millis(20);
/// What SQLite adds to a database's name for its other files.
const SUFFIXES: [&str; 3] = ["", "-wal", "-shm"];

/// Why a file is set aside; it stands in the file's name.
#[derive(Clone, Copy, Debug)]
pub(super) enum Aside {
    Damaged,
    Newer,
}

impl Aside {
    fn word(self) -> &'static str {
        match self {
            Self::Damaged => "damaged",
            Self::Newer => "newer",
        }
    }
}

/// Where a copy is.
#[derive(Clone, Debug)]
pub(super) struct Place {
    folder: PathBuf,
    stem: String,
}

impl Place {
    pub(super) fn new(folder: &Path, account: &AccountId) -> Self {
        let hash = Sha256::digest(account.as_str().as_bytes());
        let stem = hash.iter().take(8).map(|byte| format!("{byte:02x}")).collect();
        Self { folder: folder.to_owned(), stem }
    }

    pub(super) fn file(&self) -> PathBuf {
        self.folder.join(format!("{}.db", self.stem))
    }

    /// Whether writes wait beside the file that are not in it.
    pub(super) fn has_log(&self) -> bool {
        with_suffix(&self.file(), "-wal").metadata().is_ok_and(|log| log.is_file() && log.len() > 0)
    }

    /// Gives the file another name and says which. What a failure kept from being renamed, another call with the same
    /// time renames.
    pub(super) fn set_aside(&self, why: Aside, now: Timestamp) -> io::Result<PathBuf> {
        let time = now.strftime("%Y%m%dT%H%M%SZ");
        let aside = self.folder.join(format!("{}.{}-{time}.db", self.stem, why.word()));
        if self.file().symlink_metadata().is_ok() {
            remove(&aside)?;
        }
        for suffix in SUFFIXES {
            gone_or(std::fs::rename(with_suffix(&self.file(), suffix), with_suffix(&aside, suffix)))?;
        }
        Ok(aside)
    }

    /// Removes all that were set aside but the latest few.
    pub(super) fn prune(&self) -> io::Result<()> {
        let mut kept = self.aside()?;
        kept.sort_by_key(|(time, _)| std::cmp::Reverse(time.clone()));
        kept.into_iter().skip(KEPT).try_for_each(|(_, file)| remove(&file))
    }

    /// Removes the file and those set aside before it.
    pub(super) fn remove_all(&self) -> io::Result<()> {
        remove(&self.file())?;
        for (_, file) in self.aside()? {
            remove(&file)?;
        }
        Ok(())
    }

    /// The files that were set aside, by when.
    fn aside(&self) -> io::Result<Vec<(String, PathBuf)>> {
        let mut files = Vec::new();
        let entries = match std::fs::read_dir(&self.folder) {
            Err(error) => return gone_or(Err(error)).map(|()| files),
            Ok(entries) => entries,
        };
        for entry in entries {
            let entry = entry?;
            let name = entry.file_name();
            let rest = name.to_str().and_then(|name| name.strip_prefix(&self.stem)?.strip_suffix(".db"));
            let time = [Aside::Damaged, Aside::Newer]
                .into_iter()
                .find_map(|why| rest?.strip_prefix('.')?.strip_prefix(why.word())?.strip_prefix('-'));
            if let Some(time) = time {
                files.push((time.to_owned(), entry.path()));
            }
        }
        Ok(files)
    }
}

/// Removes the copies of all accounts but these: what a crash left of one that was signed out or never remembered.
pub(crate) fn remove_others<'a>(folder: &Path, accounts: impl IntoIterator<Item = &'a AccountId>) -> io::Result<()> {
    let stems: Vec<String> = accounts.into_iter().map(|account| Place::new(folder, account).stem).collect();
    let entries = match std::fs::read_dir(folder) {
        Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(()),
        entries => entries?,
    };
    for entry in entries {
        let entry = entry?;
        let name = entry.file_name();
        let stem = name.to_str().and_then(|name| name.split('.').next()).unwrap_or_default();
        let is_a_copy = stem.len() == 16 && stem.bytes().all(|byte| byte.is_ascii_hexdigit());
        if is_a_copy && !stems.iter().any(|known| known == stem) {
            gone_or(std::fs::remove_file(entry.path()))?;
        }
    }
    Ok(())
}

/// Does something with files that Windows refuses while anybody has them open: a connection that is just being closed, or
/// a virus scanner. Either lets go after moments.
pub(super) async fn once_let_go<T>(mut work: impl FnMut() -> io::Result<T>) -> io::Result<T> {
    let since = Instant::now();
    loop {
        match work() {
            Err(error) if is_open_elsewhere(&error) && since.elapsed() < MOMENTS => tokio::time::sleep(PAUSE).await,
            done => return done,
        }
    }
}

fn is_open_elsewhere(error: &io::Error) -> bool {
    const ERROR_SHARING_VIOLATION: i32 = 32;
    cfg!(windows) && error.raw_os_error() == Some(ERROR_SHARING_VIOLATION)
}

fn with_suffix(file: &Path, suffix: &str) -> PathBuf {
    let mut name = OsString::from(file);
    name.push(suffix);
    name.into()
}

fn remove(file: &Path) -> io::Result<()> {
    SUFFIXES.into_iter().try_for_each(|suffix| gone_or(std::fs::remove_file(with_suffix(file, suffix))))
}

/// That there is nothing is as good as that it is gone.
fn gone_or(result: io::Result<()>) -> io::Result<()> {
    match result {
        Err(error) if matches!(error.kind(), io::ErrorKind::NotFound | io::ErrorKind::NotADirectory) => Ok(()),
        result => result,
    }
}
