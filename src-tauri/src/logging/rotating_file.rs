//! A log file that is set aside when it is full, and the oldest of those set aside removed.
//!
//! Own code, because none of the crates keeps to five files of 1 MiB that are their owner's alone while two windows
//! write them: tracing-appender 0.2 rotates by time only, tauri-plugin-log 2 takes records of `log` alone and leaves
//! the mode to the umask, file-rotate 0.8 panics when another process has rotated, and logroller 0.1 loses count of
//! a file that was being set aside when the app ended.

use std::fs::{self, File, OpenOptions};
use std::io::{self, Write};
use std::path::{Path, PathBuf};

/// The one that is written to, and those set aside.
const FILES: usize = 5;
/// In bytes. A single longer line has a file to itself.
const FILE_SIZE: u64 = 1 << 20;
/// The newest lines are in it; `ollm-teams.log.1` goes before it, and so on.
const NAME: &str = "ollm-teams.log";

/// Writes a line with every call of `write`, and starts a new file where the line does not fit any more.
pub(crate) struct RotatingFile {
    folder: PathBuf,
    file: File,
}

impl RotatingFile {
    /// # Errors
    /// The file can not be opened. The folder must be there.
    pub(crate) fn open(folder: &Path) -> io::Result<Self> {
        let file = open_private(&path(folder, 0))?;
        Ok(Self { folder: folder.to_owned(), file })
    }

    /// Another window of the app writes to the same files: the size is the file's own, never counted here.
    fn has_room(&self, line: &[u8]) -> io::Result<bool> {
        let size = self.file.metadata()?.len();
        Ok(size == 0 || size + line.len() as u64 <= FILE_SIZE)
    }

    fn make_room(&mut self, line: &[u8]) -> io::Result<()> {
        // What is open may have been set aside by another window, which went on in a new file.
        self.file = open_private(&path(&self.folder, 0))?;
        if self.has_room(line)? {
            return Ok(());
        }
        for age in (1..FILES).rev() {
            match fs::rename(path(&self.folder, age - 1), path(&self.folder, age)) {
                Err(error) if error.kind() != io::ErrorKind::NotFound => return Err(error),
                _ => {}
            }
        }
        self.file = open_private(&path(&self.folder, 0))?;
        Ok(())
    }
}

impl Write for RotatingFile {
    fn write(&mut self, line: &[u8]) -> io::Result<usize> {
        if !self.has_room(line)? {
            self.make_room(line)?;
        }
        self.file.write(line)
    }

    fn flush(&mut self) -> io::Result<()> {
        self.file.flush()
    }
}

fn path(folder: &Path, age: usize) -> PathBuf {
    if age == 0 { folder.join(NAME) } else { folder.join(format!("{NAME}.{age}")) }
}

#[cfg(unix)]
fn open_private(path: &Path) -> io::Result<File> {
    use std::os::unix::fs::OpenOptionsExt;
    OpenOptions::new().create(true).append(true).mode(0o600).open(path)
}

/// A user's profile is for its owner alone as it is.
#[cfg(not(unix))]
fn open_private(path: &Path) -> io::Result<File> {
    OpenOptions::new().create(true).append(true).open(path)
}

#[cfg(test)]
mod tests {
    use super::*;

    const LINE: usize = 100;

    /// Fills a folder with numbered lines of 100 bytes, each written by one of the writers in turn.
    fn write_lines(writers: &mut [RotatingFile], count: usize) {
        for number in 0..count {
            let turn = number % writers.len();
            writers[turn].write_all(format!("{number:0width$}\n", width = LINE - 1).as_bytes()).unwrap();
        }
    }

    /// Sizes from the newest to the oldest.
    fn sizes(folder: &Path) -> Vec<u64> {
        assert_eq!(fs::read_dir(folder).unwrap().count(), (0..).take_while(|age| path(folder, *age).exists()).count());
        (0..).map_while(|age| fs::metadata(path(folder, age)).ok()).map(|metadata| metadata.len()).collect()
    }

    fn last_number(path: &Path) -> usize {
        fs::read_to_string(path).unwrap().lines().last().unwrap().parse().unwrap()
    }

    #[test]
    fn seven_mebibytes_leave_five_files_of_one_with_the_newest_lines() {
        let folder = tempfile::tempdir().unwrap();
        let count = 7 * (1 << 20) / LINE;
        write_lines(&mut [RotatingFile::open(folder.path()).unwrap()], count);

        let sizes = sizes(folder.path());
        assert_eq!(sizes.len(), FILES);
        assert!(sizes.iter().all(|size| *size <= FILE_SIZE), "{sizes:?}");
        assert!(sizes[1..].iter().all(|size| *size > FILE_SIZE - LINE as u64), "{sizes:?}");
        assert_eq!(last_number(&path(folder.path(), 0)), count - 1);
        // No line is lost on the way to the next file, and none is torn.
        let mut kept: Vec<usize> = Vec::new();
        for age in (0..FILES).rev() {
            let text = fs::read_to_string(path(folder.path(), age)).unwrap();
            kept.extend(text.lines().map(|line| line.parse::<usize>().unwrap()));
        }
        assert!(kept.is_sorted_by(|one, next| one + 1 == *next));
    }

    #[test]
    fn what_an_earlier_run_wrote_counts() {
        let folder = tempfile::tempdir().unwrap();
        for _ in 0..3 {
            write_lines(&mut [RotatingFile::open(folder.path()).unwrap()], 6_000);
        }
        let sizes = sizes(folder.path());
        assert_eq!(sizes.len(), 2, "{sizes:?}");
        assert_eq!(sizes.iter().sum::<u64>(), 3 * 6_000 * LINE as u64);
    }

    #[test]
    fn two_windows_share_the_files() {
        let folder = tempfile::tempdir().unwrap();
        let count = 7 * (1 << 20) / LINE;
        let mut writers = [RotatingFile::open(folder.path()).unwrap(), RotatingFile::open(folder.path()).unwrap()];
        write_lines(&mut writers, count);

        let sizes = sizes(folder.path());
        assert_eq!(sizes.len(), FILES);
        assert!(sizes.iter().all(|size| *size <= FILE_SIZE), "{sizes:?}");
        assert!(
            sizes[1..].iter().all(|size| *size > FILE_SIZE / 2),
            "one window's rotation undid the other's: {sizes:?}"
        );
        assert_eq!(last_number(&path(folder.path(), 0)), count - 1);
    }

    #[test]
    fn a_line_longer_than_a_file_has_one_to_itself() {
        let folder = tempfile::tempdir().unwrap();
        let mut file = RotatingFile::open(folder.path()).unwrap();
        file.write_all(b"before\n").unwrap();
        file.write_all(&vec![b'x'; FILE_SIZE as usize + 1]).unwrap();
        file.write_all(b"after\n").unwrap();
        assert_eq!(sizes(folder.path()), [6, FILE_SIZE + 1, 7]);
    }

    #[cfg(unix)]
    #[test]
    fn every_file_is_its_owners_alone() {
        use std::os::unix::fs::PermissionsExt;
        let folder = tempfile::tempdir().unwrap();
        write_lines(&mut [RotatingFile::open(folder.path()).unwrap()], 2 * (1 << 20) / LINE);
        for entry in fs::read_dir(folder.path()).unwrap() {
            assert_eq!(entry.unwrap().metadata().unwrap().permissions().mode() & 0o777, 0o600);
        }
    }
}
