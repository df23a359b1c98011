use std::path::Path;

use futures::FutureExt;
use futures::future::BoxFuture;
use serde::Serialize;

use super::Release;
use crate::ports::{UpdateError, UpdateSource};

/// Why an app does not update itself.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
#[serde(rename_all = "snake_case")]
pub enum UpdateObstacle {
    /// A package manager put it there, and replaces it.
    PackageManager,
    /// It was built without a publisher's key, so nothing could be proved to be a newer version of it.
    NoKey,
}

/// Nothing comes from there.
impl UpdateSource for UpdateObstacle {
    fn obstacle(&self) -> Option<UpdateObstacle> {
        Some(*self)
    }

    fn newer(&self) -> BoxFuture<'_, Result<Option<Release>, UpdateError>> {
        async { Ok(None) }.boxed()
    }

    fn install<'a>(
        &'a self,
        _: &'a (dyn Fn(u64, Option<u64>) + Send + Sync),
    ) -> BoxFuture<'a, Result<(), UpdateError>> {
        async { Err(UpdateError::NotInstalled("there is nothing to install".to_owned())) }.boxed()
    }
}

/// Where package managers, and nobody else, put programs (Filesystem Hierarchy Standard 3.0, 'The /usr Hierarchy';
/// Nix, Guix, Flatpak, snap).
const PACKAGED: [&str; 6] = ["/usr", "/bin", "/nix/store", "/gnu/store", "/app", "/snap"];

/// How this app came to be where it is.
#[derive(Clone, Copy, Debug)]
pub struct Installation<'a> {
    /// What the next start starts: the program, or the AppImage that it is in.
    pub program: &'a Path,
    /// Whether it was built for, or put there by, a package manager.
    pub is_packaged: bool,
    /// Whether it was built with a publisher's key and server.
    pub has_key: bool,
}

impl Installation<'_> {
    /// Why this app does not update itself; `None` where it can.
    pub fn obstacle(&self) -> Option<UpdateObstacle> {
        if self.is_packaged || PACKAGED.iter().any(|place| self.program.starts_with(place)) {
            return Some(UpdateObstacle::PackageManager);
        }
        (!self.has_key).then_some(UpdateObstacle::NoKey)
    }
}
