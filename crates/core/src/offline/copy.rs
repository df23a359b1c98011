use std::path::Path;
use std::sync::{Arc, Mutex, PoisonError};

use jiff::Timestamp;
use ollm_api::User;

use super::fault::Fault;
use super::place::{Aside, Place, once_let_go};
use super::store::{FileId, Store};
use super::{CopyError, Result};
use crate::{AccountId, CopyNotice};

/// How often one read or write is begun: with the file, with a fresh one, in memory.
const ATTEMPTS: u32 = 4;

/// The copy of one account. Opened at its first use.
pub(crate) struct OfflineCopy {
    place: Place,
    pub(super) user_email: String,
    state: tokio::sync::Mutex<State>,
    notice: Mutex<Option<CopyNotice>>,
}

#[derive(Default)]
struct State {
    store: Option<Arc<Store>>,
    /// The copy was deleted: it makes no file any more.
    is_deleted: bool,
}

impl OfflineCopy {
    /// The copy of an account, in a folder of its own for all copies. `user` tells invitations for them from others.
    pub(crate) fn new(folder: &Path, account: &AccountId, user: &User) -> Self {
        Self {
            place: Place::new(folder, account),
            user_email: user.email.clone(),
            state: tokio::sync::Mutex::default(),
            notice: Mutex::default(),
        }
    }

    /// What happened to the file, in this run.
    pub(crate) fn notice(&self) -> Option<CopyNotice> {
        self.notice.lock().unwrap_or_else(PoisonError::into_inner).clone()
    }

    /// Everything is forgotten; the copy goes on empty.
    pub(crate) async fn clear(&self) -> Result<()> {
        let mut state = self.state.lock().await;
        if let Some(store) = state.store.take() {
            store.close().await;
        }
        self.set_notice(None);
        once_let_go(|| self.place.remove_all()).await.map_err(|error| CopyError(error.to_string()))
    }

    /// Everything is forgotten, the file too. Later calls find an empty copy in memory.
    pub(crate) async fn delete(&self) {
        let mut state = self.state.lock().await;
        state.is_deleted = true;
        if let Some(store) = state.store.take() {
            store.close().await;
        }
        self.set_notice(None);
        if let Err(error) = once_let_go(|| self.place.remove_all()).await {
            tracing::warn!(%error, "the offline copy can not be deleted");
        }
    }

    /// Waits for what is running and closes the file.
    pub(crate) async fn close(&self) {
        let mut state = self.state.lock().await;
        if let Some(store) = state.store.take() {
            store.close().await;
        }
    }

    /// Does something with the open copy. Where its file turns out to be bad, it is done with what takes its place.
    pub(super) async fn run<T, F>(&self, work: impl Fn(Arc<Store>) -> F) -> Result<T>
    where
        F: Future<Output = std::result::Result<T, Fault>>,
    {
        let mut attempt = 1;
        loop {
            let store = self.store().await?;
            match work(Arc::clone(&store)).await {
                Ok(done) => return Ok(done),
                Err(fault) if attempt == ATTEMPTS => return Err(fault.into()),
                Err(fault) => self.recover(&store, fault).await?,
            }
            attempt += 1;
        }
    }

    pub(super) async fn store(&self) -> Result<Arc<Store>> {
        let mut state = self.state.lock().await;
        if let Some(store) = &state.store {
            return Ok(Arc::clone(store));
        }
        let store = Arc::new(if state.is_deleted { Store::in_memory(None).await? } else { self.open().await? });
        state.store = Some(Arc::clone(&store));
        Ok(store)
    }

    async fn open(&self) -> Result<Store> {
        let fault = match Store::open(&self.place.file()).await {
            Ok(store) => return Ok(store),
            Err(fault) => fault,
        };
        match fault {
            Fault::Damaged(reason) => self.open_anew(Aside::Damaged, reason).await,
            Fault::Newer(reason) => self.open_anew(Aside::Newer, reason).await,
            Fault::NotKept(reason) => self.go_on_in_memory(self.content_of_file(), reason).await,
            Fault::Closed | Fault::Failed(_) => Err(fault.into()),
        }
    }

    /// Sets the file aside and opens a fresh one.
    async fn open_anew(&self, why: Aside, reason: String) -> Result<Store> {
        let opened = match self.set_aside(why, &reason).await {
            Ok(()) => Store::open(&self.place.file()).await.map_err(CopyError::from),
            Err(error) => Err(CopyError(format!("{reason}; it can not be set aside: {error}"))),
        };
        match opened {
            Ok(store) => Ok(store),
            Err(CopyError(reason)) => self.go_on_in_memory(None, reason).await,
        }
    }

    async fn set_aside(&self, why: Aside, reason: &str) -> std::io::Result<()> {
        let now = Timestamp::now();
        let path = once_let_go(|| self.place.set_aside(why, now)).await?;
        tracing::warn!(path = %path.display(), reason, "the offline copy is set aside");
        self.set_notice(Some(CopyNotice::SetAside { path: path.display().to_string(), reason: reason.to_owned() }));
        if let Err(error) = self.place.prune() {
            tracing::warn!(%error, "what was set aside before can not be removed");
        }
        Ok(())
    }

    async fn go_on_in_memory(&self, content: Option<Vec<u8>>, reason: String) -> Result<Store> {
        tracing::warn!(reason, "the offline copy is kept in memory");
        self.set_notice(Some(CopyNotice::NotKept { reason }));
        Ok(Store::in_memory(content).await?)
    }

    /// What a file holds that can be read but not opened for writing, if it holds everything by itself.
    fn content_of_file(&self) -> Option<Vec<u8>> {
        if self.place.has_log() { None } else { std::fs::read(self.place.file()).ok() }
    }

    /// Puts a sound copy in place of `store`, unless somebody has done so already.
    pub(super) async fn recover(&self, store: &Arc<Store>, fault: Fault) -> Result<()> {
        let mut state = self.state.lock().await;
        if !state.store.as_ref().is_some_and(|current| Arc::ptr_eq(current, store)) {
            return Ok(());
        }
        let aside = match &fault {
            Fault::Failed(_) => return Err(fault.into()),
            Fault::NotKept(_) if store.file.is_none() => return Err(fault.into()),
            Fault::NotKept(reason) => {
                let content = store.content().await.ok();
                state.store = None;
                store.close().await;
                state.store = Some(Arc::new(self.go_on_in_memory(content, reason.clone()).await?));
                return Ok(());
            }
            Fault::Closed => None,
            Fault::Damaged(reason) => Some((Aside::Damaged, reason)),
            Fault::Newer(reason) => Some((Aside::Newer, reason)),
        };
        state.store = None;
        store.close().await;
        // Another window of the app may have put a fresh file there already.
        let is_still_there = store.file.is_some() && FileId::of(&self.place.file()).ok() == store.file;
        if let Some((why, reason)) = aside.filter(|_| is_still_there) {
            state.store = Some(Arc::new(self.open_anew(why, reason.clone()).await?));
        }
        Ok(())
    }

    fn set_notice(&self, notice: Option<CopyNotice>) {
        *self.notice.lock().unwrap_or_else(PoisonError::into_inner) = notice;
    }

    #[cfg(test)]
    pub(super) fn file(&self) -> std::path::PathBuf {
        self.place.file()
    }
}

impl From<Fault> for CopyError {
    fn from(fault: Fault) -> Self {
        match fault {
            Fault::Damaged(reason) | Fault::Newer(reason) | Fault::NotKept(reason) | Fault::Failed(reason) => {
                Self(reason)
            }
            Fault::Closed => Self("the offline copy is closed".to_owned()),
        }
    }
}
