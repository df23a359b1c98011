//! The core, signed in with a token.

use std::path::Path;

use anyhow::{Result, bail};
use ollm_teams_core::{App, Connection, KnownAccounts, Reader, SessionView, SyncView};
use secrecy::SecretString;

use crate::memory;

pub(crate) struct SignedIn {
    pub(crate) app: App,
    pub(crate) reader: Reader,
    /// As the app would remember them.
    pub(crate) accounts: KnownAccounts,
}

impl SignedIn {
    /// Signs in, which begins the first sync.
    pub(crate) async fn new(data_dir: &Path, server: &str, token: SecretString) -> Result<Self> {
        let app = memory::app(data_dir, KnownAccounts::default());
        let SessionView::SignedIn { account, accounts, .. } = app.sign_in_with_token(server, token).await? else {
            bail!("the token lets nobody in");
        };
        let reader = app.reader_of(&account.id)?;
        let accounts = KnownAccounts { list: accounts, current: Some(account.id) };
        Ok(Self { app, reader, accounts })
    }

    /// Waits until everything is in the offline copy, people included.
    pub(crate) async fn complete(&self) -> Result<()> {
        let mut view = SyncView::default();
        loop {
            view = self.reader.sync_state(view.revision).await;
            match view.connection {
                Connection::Live if view.progress.is_none() => return Ok(()),
                Connection::Offline | Connection::Failing | Connection::Refused => {
                    bail!("the sync fails: {:?}", view.error)
                }
                _ => {}
            }
        }
    }
}
