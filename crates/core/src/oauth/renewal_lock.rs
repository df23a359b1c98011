use std::fs::File;
use std::io;
use std::path::PathBuf;

/// A file that the windows of this app lock, so that one renews at a time: a refresh token that two of them use in the
/// same moment, such as when the computer wakes up, counts as stolen.
#[derive(Clone, Debug)]
pub(crate) struct RenewalLock(PathBuf);

impl RenewalLock {
    pub(crate) fn new(file: PathBuf) -> Self {
        Self(file)
    }

    /// Waits for the other windows. What is given holds the lock until it is dropped. A folder that takes no file stops
    /// no renewal: then the windows are on their own.
    pub(super) async fn acquire(&self) -> Option<File> {
        let path = self.0.clone();
        let locked = tokio::task::spawn_blocking(move || lock(&path)).await;
        match locked {
            Ok(Ok(file)) => Some(file),
            Ok(Err(error)) => {
                tracing::warn!(%error, "other windows are not kept from renewing at the same time");
                None
            }
            Err(_) => None,
        }
    }
}

fn lock(path: &std::path::Path) -> io::Result<File> {
    let file = File::options().create(true).truncate(false).write(true).open(path)?;
    file.lock()?;
    Ok(file)
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::time::Duration;

    #[tokio::test]
    async fn one_waits_for_the_other() {
        let folder = tempfile::tempdir().unwrap();
        let lock = RenewalLock::new(folder.path().join("lock"));
        let held = lock.acquire().await.unwrap();
        let other = lock.clone();
        let waiting = tokio::spawn(async move { other.acquire().await.is_some() });
        tokio::time::sleep(Duration::from_millis(100)).await;
        assert!(!waiting.is_finished());
        drop(held);
        assert!(waiting.await.unwrap());
    }

    #[tokio::test]
    async fn a_folder_that_takes_no_file_stops_nobody() {
        assert!(RenewalLock::new(PathBuf::from("/nowhere/lock")).acquire().await.is_none());
    }
}
