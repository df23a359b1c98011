//! A stand-in for the program that opens the person's browser.

use std::ffi::OsString;
use std::fs::{self, OpenOptions};
use std::io::Write as _;
use std::os::unix::fs::OpenOptionsExt as _;
use std::path::PathBuf;
use std::time::Duration;

use anyhow::{Context as _, Result};
use tempfile::TempDir;
use tokio::time::{sleep, timeout};
use url::Url;

/// How often the file of opened addresses is looked at.
const POLL: Duration = Duration::from_millis(20);

/// Notes what it is to open, in a file. `xdg-open` is the first program that the app tries, before `gio` and those of
/// KDE. It stands first on the path, so that neither the system's nor `BROWSER`, which that one reads, is asked.
const XDG_OPEN: &str = "#!/bin/sh\nprintf '%s\\n' \"$1\" >> \"${0%/*}/../opened\"\n";

/// A folder with an `xdg-open` that opens nothing and remembers everything. It is deleted when this is dropped.
#[derive(Debug)]
pub struct BrowserOnPath {
    folder: TempDir,
    seen: usize,
}

impl BrowserOnPath {
    /// # Errors
    /// When there is no place for temporary files.
    pub fn new() -> Result<Self> {
        let browser = Self { folder: tempfile::tempdir()?, seen: 0 };
        fs::create_dir(browser.programs())?;
        let program = browser.programs().join("xdg-open");
        let mut script = OpenOptions::new().create_new(true).write(true).mode(0o755).open(program)?;
        script.write_all(XDG_OPEN.as_bytes())?;
        Ok(browser)
    }

    /// The value of `PATH` for the app: this process's own, with the stand-in before everything.
    ///
    /// # Errors
    /// When a folder's name holds a colon.
    pub fn path(&self) -> Result<OsString> {
        let current = std::env::var_os("PATH").unwrap_or_default();
        let folders = std::iter::once(self.programs()).chain(std::env::split_paths(&current));
        Ok(std::env::join_paths(folders)?)
    }

    /// The next address that the app opened, in order; waits for it.
    ///
    /// # Errors
    /// When none is opened in time, or what is opened is no URL.
    pub async fn next_url(&mut self, patience: Duration) -> Result<Url> {
        let line = timeout(patience, self.next_line()).await.context("the app opened no further address")?;
        Url::parse(&line).with_context(|| format!("the app opened {line}"))
    }

    /// How many addresses were opened that `next_url` did not give yet.
    #[must_use]
    pub fn unseen(&self) -> usize {
        self.lines().len() - self.seen
    }

    async fn next_line(&mut self) -> String {
        loop {
            if let Some(line) = self.lines().into_iter().nth(self.seen) {
                self.seen += 1;
                return line;
            }
            sleep(POLL).await;
        }
    }

    /// The lines that are written to their end.
    fn lines(&self) -> Vec<String> {
        let opened = fs::read_to_string(self.folder.path().join("opened")).unwrap_or_default();
        opened.split_inclusive('\n').filter_map(|line| line.strip_suffix('\n')).map(str::to_owned).collect()
    }

    fn programs(&self) -> PathBuf {
        self.folder.path().join("bin")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const PATIENCE: Duration = Duration::from_secs(10);

    #[tokio::test]
    async fn addresses_come_in_the_order_in_which_they_were_opened() {
        let mut browser = BrowserOnPath::new().unwrap();
        let urls = ["https://example.com/a?x=1&y=%20", "https://example.org/'b'"];
        for url in urls {
            open_as_the_app_does(&browser, url);
        }
        assert_eq!(browser.unseen(), 2);
        for url in urls {
            assert_eq!(browser.next_url(PATIENCE).await.unwrap().as_str(), url);
        }
        assert_eq!(browser.unseen(), 0);
        browser.next_url(Duration::from_millis(50)).await.unwrap_err();
    }

    /// With the first program that the app tries: while that one succeeds, there is no second.
    fn open_as_the_app_does(browser: &BrowserOnPath, url: &str) {
        let mut first = open::commands(url).into_iter().next().unwrap();
        assert!(first.env("PATH", browser.path().unwrap()).status().unwrap().success());
    }
}
