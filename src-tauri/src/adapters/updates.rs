//! Newer versions, through Tauri's updater: signed, and never older than this one. The server and the key are in the
//! configuration of a release (`docs/releasing.md`); other builds have none.

mod errors;
mod installation;
mod publisher;

use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use futures::FutureExt;
use futures::future::BoxFuture;
use ollm_teams_core::Release;
use ollm_teams_core::ports::{UpdateError, UpdateSource};
use tauri::AppHandle;
use tauri_plugin_updater::{Update, Updater, UpdaterExt};

use self::errors::{of_check, of_install};
use self::publisher::Publisher;

/// How long the server may take to answer.
const PATIENCE: Duration = Duration::from_secs(30);

/// Where newer versions of this app come from, or why there are none for it.
pub(crate) fn source(handle: &AppHandle) -> Arc<dyn UpdateSource> {
    let publisher = Publisher::of(handle.config());
    match installation::obstacle(handle, publisher.is_known()) {
        Some(obstacle) => Arc::new(obstacle),
        None => Arc::new(SignedUpdates { handle: handle.clone(), publisher, found: Mutex::default() }),
    }
}

/// What the publisher signs.
struct SignedUpdates {
    handle: AppHandle,
    publisher: Publisher,
    found: Mutex<Option<Update>>,
}

impl SignedUpdates {
    fn updater(&self) -> tauri_plugin_updater::Result<Updater> {
        self.publisher.applied(self.handle.updater_builder())?.timeout(PATIENCE).build()
    }
}

impl UpdateSource for SignedUpdates {
    fn newer(&self) -> BoxFuture<'_, Result<Option<Release>, UpdateError>> {
        let asking = async {
            let found = self.updater().map_err(of_check)?.check().await.map_err(of_check)?;
            let release =
                found.as_ref().map(|update| Release { version: update.version.clone(), notes: notes(update) });
            *self.found.lock().unwrap_or_else(PoisonError::into_inner) = found;
            Ok(release)
        };
        asking.boxed()
    }

    fn install<'a>(
        &'a self,
        progress: &'a (dyn Fn(u64, Option<u64>) + Send + Sync),
    ) -> BoxFuture<'a, Result<(), UpdateError>> {
        let installing = async move {
            let found = self.found.lock().unwrap_or_else(PoisonError::into_inner).take();
            let update = found.ok_or_else(|| UpdateError::NotInstalled("there is nothing to install".to_owned()))?;
            let mut here = 0_u64;
            let count = |bytes: usize, total| {
                here = here.saturating_add(u64::try_from(bytes).unwrap_or(u64::MAX));
                progress(here, total);
            };
            let bytes = update.download(count, || ()).await.map_err(of_check)?;
            tracing::info!(
                version = %update.version,
                bytes = bytes.len(),
                "an update was downloaded, and is the publisher's"
            );
            // It writes a whole program, and may ask for a password.
            let installed = tauri::async_runtime::spawn_blocking(move || update.install(bytes)).await;
            installed.map_err(|error| UpdateError::NotInstalled(error.to_string()))?.map_err(of_install)
        };
        installing.boxed()
    }
}

fn notes(update: &Update) -> Option<String> {
    update.body.clone().filter(|notes| !notes.trim().is_empty())
}
