//! Several accounts: which is shown, in which order they stand, and the ways out.

use std::sync::Arc;

use futures::future::join_all;

use crate::oauth::{self, Grant};
use crate::session::Credential;
use crate::{Account, AccountId, AccountKind, App, AppError, ErrorCode, SessionView, SignInMethod, credentials};

impl App {
    /// Shows another account. One that this run has not shown yet is restored first, as at a start.
    ///
    /// # Errors
    /// `signed_out` where there is no such account.
    pub async fn switch_account(&self, id: &AccountId) -> Result<SessionView, AppError> {
        let mut restoring = self.changes.lock().await;
        let known = self.change_known(|known| known.switch(id).is_some());
        if !known {
            return Err(AppError::new(ErrorCode::SignedOut, "there is no such account"));
        }
        self.remember_accounts_or_log();
        Ok(self.show(&mut restoring).await)
    }

    /// Gives an account another place in the list; one beyond the end is the last.
    ///
    /// # Errors
    /// When the order can not be written down. It holds for this run all the same.
    pub async fn place_account(&self, id: &AccountId, place: u32) -> Result<Vec<Account>, AppError> {
        let _one_at_a_time = self.changes.lock().await;
        self.change_known(|known| known.place(id, place as usize));
        self.remember_accounts()?;
        Ok(self.known().list)
    }

    /// Forgets an account and what lets it in; the one beside it is shown next. A local workspace's data stays on disk.
    ///
    /// # Errors
    /// When the keyring does not let go: the user stays signed in, rather than believe that the token is gone.
    pub async fn sign_out(&self, id: &AccountId) -> Result<SessionView, AppError> {
        let mut restoring = self.changes.lock().await;
        let Some(account) = self.known().find(id).cloned() else { return Ok(self.show(&mut restoring).await) };
        if let Some(grant) = self.forget(&account).await? {
            oauth::revoke(&grant).await;
        }
        let view = self.show(&mut restoring).await;
        Ok(match view {
            SessionView::SignedOut { suggested_server: None } if account.kind == AccountKind::Remote => {
                self.signed_out_view(Some(account.server))
            }
            view => view,
        })
    }

    /// The same for every account.
    ///
    /// # Errors
    /// When the keyring does not let go of one; the others are signed out all the same.
    pub async fn sign_out_all(&self) -> Result<SessionView, AppError> {
        let mut restoring = self.changes.lock().await;
        let mut refused = None;
        let mut grants = Vec::new();
        for account in self.known().list {
            match self.forget(&account).await {
                Ok(grant) => grants.extend(grant),
                Err(error) => refused = Some(error),
            }
        }
        join_all(grants.iter().map(|grant| oauth::revoke(grant))).await;
        match refused {
            Some(error) => Err(error),
            None => Ok(self.show(&mut restoring).await),
        }
    }

    /// Ends what runs beside the window, when the app ends. Who is signed in stays remembered.
    pub async fn close(&self) {
        for (held, is_remembered) in self.shut_all() {
            if is_remembered { held.close().await } else { held.delete().await }
        }
        self.journal.close().await;
        self.local.close(AccountKind::Local).await;
        self.local.close(AccountKind::Sample).await;
    }

    /// Forgets an account. What its user gave this app in the browser is handed out, to be given back.
    async fn forget(&self, account: &Account) -> Result<Option<Arc<Grant>>, AppError> {
        let grant = match account.kind {
            AccountKind::Remote => self.forget_credential(account).await?,
            kind => {
                self.local.close(kind).await;
                None
            }
        };
        self.change_known(|known| known.remove(&account.id));
        self.shut(account).delete().await;
        // Without what let it in, the account is signed out at the next start all the same.
        self.remember_accounts_or_log();
        Ok(grant)
    }

    async fn forget_credential(&self, account: &Account) -> Result<Option<Arc<Grant>>, AppError> {
        let entry = account.id.as_str().to_owned();
        let session = self.open_session(&account.id);
        if let Some(Credential::Grant(tokens)) = session.as_ref().map(|session| &session.credential) {
            tokens.end().await?;
            return Ok(Some(tokens.grant()));
        }
        // Of an account that this run has not shown yet, only the keyring knows.
        let secret = match account.sign_in {
            SignInMethod::Browser => credentials::read(&self.credentials, entry.clone()).await?,
            SignInMethod::Token | SignInMethod::Local => None,
        };
        let deleted = credentials::delete(&self.credentials, entry).await;
        // What never reached the keyring need not be deleted from it.
        if session.is_none_or(|session| session.is_kept()) {
            deleted?;
        }
        Ok(secret.and_then(|secret| Grant::from_secret(&secret).ok()).map(Arc::new))
    }
}
