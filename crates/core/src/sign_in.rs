//! The ways in: a token, or a workspace of this computer.

use std::sync::Arc;

use ollm_api::client::{Client, ServerUrl};
use secrecy::{ExposeSecret, SecretString};

use crate::ports::{LocalWorkspaceError, LocalWorkspaces, StorageError};
use crate::session::{Access, Credential};
use crate::sync::SyncNeeds;
use crate::{
    Account, AccountId, AccountKind, App, AppError, ErrorCode, ErrorContext, KnownAccounts, Session, SessionView,
    SignInMethod, credentials,
};

impl App {
    /// Starts the embedded server and signs its user in.
    ///
    /// # Errors
    /// `local_workspace_failed` when the server or its database does not start.
    pub async fn start_local_workspace(&self, sample_data: bool) -> Result<SessionView, AppError> {
        let _one_at_a_time = self.changes.lock().await;
        let kind = if sample_data { AccountKind::Sample } else { AccountKind::Local };
        let session = self.admit(open_local(&*self.local, kind).await?);
        session.set_not_remembered(self.remember_accounts().err());
        Ok(self.signed_in_view(&session))
    }

    /// Checks a token with `GET /me`, keeps it in the keyring and signs its user in. Where the keyring does not work,
    /// the user is signed in for this run and told so: the token never goes anywhere else.
    ///
    /// # Errors
    /// When the URL or the token can not be one, or the server does not accept it.
    pub async fn sign_in_with_token(&self, server: &str, token: SecretString) -> Result<SessionView, AppError> {
        let server = ServerUrl::parse(server)?;
        // A pasted token often brings a line break along.
        let token = SecretString::from(token.expose_secret().trim());
        let client = Client::new(server.clone(), token.clone())?;
        let user = client.me().await?;
        let account = Account::new(AccountKind::Remote, SignInMethod::Token, &server, user);

        Ok(self.welcome(Access { account, client, credential: Credential::Token(token) }).await)
    }

    /// Shows an account that was just signed in to, and keeps what let it in.
    pub(crate) async fn welcome(&self, access: Access) -> SessionView {
        let _one_at_a_time = self.changes.lock().await;
        if let Some(Credential::Grant(earlier)) =
            self.open_session(&access.account.id).as_ref().map(|earlier| &earlier.credential)
        {
            earlier.give_way().await;
        }
        let session = self.admit(access);
        self.keep(&session).await;
        self.signed_in_view(&session)
    }

    /// Tries once more to have the next start sign in by itself.
    ///
    /// # Errors
    /// When the account is not signed in.
    pub async fn keep_signed_in(&self, id: &AccountId) -> Result<SessionView, AppError> {
        let _one_at_a_time = self.changes.lock().await;
        let session = self.session_of(id)?;
        self.keep(&session).await;
        Ok(self.signed_in_view(&session))
    }

    /// Shows an account, with a session in place of an earlier one of the same.
    pub(crate) fn admit(&self, access: Access) -> Arc<Session> {
        self.change_known(|known| known.admit(access.account.clone()));
        let held = self.held_of(&access.account);
        let sync = SyncNeeds { attention: self.attention(), announcer: self.announcer() };
        let session = Arc::new(Session::start(access, &self.journal, held, sync));
        self.open(Arc::clone(&session));
        session
    }

    /// Has the next start sign in by itself: the credential in the keyring, the account in the preferences, or neither.
    async fn keep(&self, session: &Session) {
        session.set_not_remembered(self.try_keep(session).await.err());
    }

    async fn try_keep(&self, session: &Session) -> Result<(), AppError> {
        let entry = session.account.id.as_str().to_owned();
        match &session.credential {
            Credential::Run => {}
            Credential::Token(token) => credentials::write(&self.credentials, entry.clone(), token.clone()).await?,
            Credential::Grant(tokens) => tokens.keep().await?,
        }
        session.set_not_remembered(None);
        let remembered = self.remember_accounts();
        if remembered.is_err() {
            match &session.credential {
                Credential::Run => {}
                Credential::Token(_) => credentials::delete(&self.credentials, entry).await?,
                Credential::Grant(tokens) => tokens.unkeep().await?,
            }
        }
        remembered
    }

    /// Writes down the accounts, without those whose credential is in memory alone.
    pub(crate) fn remember_accounts(&self) -> Result<(), AppError> {
        let KnownAccounts { list, current } = self.known();
        let is_kept = |account: &Account| self.open_session(&account.id).is_none_or(|session| session.is_kept());
        let known = KnownAccounts { list: list.into_iter().filter(is_kept).collect(), current };
        self.preferences.set_accounts(&known).map_err(AppError::from)
    }

    /// The same where a failure loses nothing that is worth a message.
    pub(crate) fn remember_accounts_or_log(&self) {
        if let Err(error) = self.remember_accounts() {
            tracing::warn!(%error, "the accounts can not be written down");
        }
    }
}

/// Starts the embedded server, if it does not run yet, and finds out who its user is.
pub(crate) async fn open_local(local: &dyn LocalWorkspaces, kind: AccountKind) -> Result<Access, AppError> {
    let workspace = local.open(kind).await?;
    let server = ServerUrl::parse(&workspace.url)?;
    let client = Client::new(server.clone(), workspace.token)?;
    let user = client.me().await?;
    let account = Account::new(kind, SignInMethod::Local, &server, user);
    Ok(Access { account, client, credential: Credential::Run })
}

impl From<StorageError> for AppError {
    fn from(error: StorageError) -> Self {
        Self::retryable(ErrorCode::StorageUnavailable, error.to_string())
    }
}

impl From<LocalWorkspaceError> for AppError {
    fn from(error: LocalWorkspaceError) -> Self {
        let message = error.to_string();
        match error {
            LocalWorkspaceError::Unreadable { path, .. } => {
                let detail = ErrorContext { path: Some(path.display().to_string()), ..ErrorContext::default() };
                Self { detail: Box::new(detail), ..Self::retryable(ErrorCode::LocalWorkspaceUnreadable, message) }
            }
            LocalWorkspaceError::Failed(_) => Self::retryable(ErrorCode::LocalWorkspaceFailed, message),
        }
    }
}
