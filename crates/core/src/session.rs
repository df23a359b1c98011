//! Signing in, being signed in at the next start, signing out.

use ollm_api::client::{Client, ServerUrl};
use secrecy::{ExposeSecret, SecretString};

use crate::app::{App, Session};
use crate::ports::LocalWorkspaceError;
use crate::{Account, AccountKind, AppError, ErrorCode, ErrorContext, SessionView, credentials};

impl App {
    /// Who is signed in; at the first call after the start, who was when the app ended. Asks no remote server, so
    /// that the app opens without one.
    pub async fn session(&self) -> SessionView {
        let _one_at_a_time = self.session_changes.lock().await;
        if let Some(session) = self.session_now() {
            return signed_in_view(&session);
        }
        let Some(account) = self.preferences.account() else {
            return self.signed_out_view(None);
        };
        let restored = match account.kind {
            AccountKind::Local | AccountKind::Sample => self.open_local(account.kind).await.map(Some),
            AccountKind::Remote => self.restore_remote(account.clone()).await,
        };
        match restored {
            Ok(Some(session)) => {
                let view = signed_in_view(&session);
                self.set_session(Some(session));
                view
            }
            // The entry was removed from the keyring, by the user or by a sign-out that got that far.
            Ok(None) => {
                if let Err(error) = self.preferences.set_account(None) {
                    tracing::warn!(%error, "the account could not be forgotten");
                }
                self.signed_out_view(Some(account.server))
            }
            Err(error) => SessionView::Interrupted { account, error },
        }
    }

    /// Starts the embedded server and signs its user in.
    ///
    /// # Errors
    /// `local_workspace_failed` when the server or its database does not start.
    pub async fn start_local_workspace(&self, sample_data: bool) -> Result<SessionView, AppError> {
        let _one_at_a_time = self.session_changes.lock().await;
        let kind = if sample_data { AccountKind::Sample } else { AccountKind::Local };
        let mut session = self.open_local(kind).await?;
        session.not_remembered = self.remember(&session.account).err();
        let view = signed_in_view(&session);
        self.set_session(Some(session));
        Ok(view)
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
        let (account, client) = connect(AccountKind::Remote, server, token.clone()).await?;

        let _one_at_a_time = self.session_changes.lock().await;
        let not_remembered = self.keep(&account, token).await.err();
        let session = Session::new(account, client, not_remembered);
        let view = signed_in_view(&session);
        self.set_session(Some(session));
        Ok(view)
    }

    /// Forgets the token and the account. A local workspace's data stays on disk.
    ///
    /// # Errors
    /// When the keyring does not let go of the token: the user stays signed in, rather than believe that it is gone.
    pub async fn sign_out(&self) -> Result<SessionView, AppError> {
        let _one_at_a_time = self.session_changes.lock().await;
        let account = self.session_now().map(|session| session.account.clone()).or_else(|| self.preferences.account());
        let Some(account) = account else { return Ok(self.signed_out_view(None)) };
        if account.kind == AccountKind::Remote {
            let held_in_memory = self.session_now().is_some_and(|session| session.not_remembered.is_some());
            let deleted = credentials::delete(&self.credentials, credentials::entry_name(&account)).await;
            // A token that never reached the keyring need not be deleted from it.
            if !held_in_memory {
                deleted?;
            }
        }
        if let Err(error) = self.preferences.set_account(None) {
            // Without its token the account is signed out at the next start all the same.
            tracing::warn!(%error, "the account can not be forgotten");
        }
        self.set_session(None);
        self.local.close().await;
        let server = (account.kind == AccountKind::Remote).then_some(account.server);
        Ok(self.signed_out_view(server))
    }

    /// Ends what runs beside the window, when the app ends. Who is signed in stays remembered.
    pub async fn close(&self) {
        self.local.close().await;
    }

    async fn open_local(&self, kind: AccountKind) -> Result<Session, AppError> {
        let workspace = self.local.open(kind).await.map_err(local_workspace_error)?;
        let server = ServerUrl::parse(&workspace.url)?;
        let (account, client) = connect(kind, server, workspace.token).await?;
        Ok(Session::new(account, client, None))
    }

    async fn restore_remote(&self, account: Account) -> Result<Option<Session>, AppError> {
        let Some(token) = credentials::read(&self.credentials, credentials::entry_name(&account)).await? else {
            return Ok(None);
        };
        let client = Client::new(ServerUrl::parse(&account.server)?, token)?;
        Ok(Some(Session::new(account, client, None)))
    }

    /// Has the next start sign in by itself: the token in the keyring, the account in the preferences, or neither.
    async fn keep(&self, account: &Account, token: SecretString) -> Result<(), AppError> {
        let entry = credentials::entry_name(account);
        credentials::write(&self.credentials, entry.clone(), token).await?;
        let remembered = self.remember(account);
        if remembered.is_err() {
            credentials::delete(&self.credentials, entry).await?;
        }
        remembered
    }

    fn remember(&self, account: &Account) -> Result<(), AppError> {
        self.preferences.set_account(Some(account)).map_err(storage_unavailable)
    }

    fn signed_out_view(&self, last_server: Option<String>) -> SessionView {
        SessionView::SignedOut { suggested_server: self.suggested_server.clone().or(last_server) }
    }
}

/// Asks a server whose token it is.
async fn connect(kind: AccountKind, server: ServerUrl, token: SecretString) -> Result<(Account, Client), AppError> {
    let client = Client::new(server.clone(), token)?;
    let user = client.me().await?;
    let account = Account { kind, server: server.as_str().to_owned(), host: server.host(), user };
    Ok((account, client))
}

fn signed_in_view(session: &Session) -> SessionView {
    SessionView::SignedIn { account: session.account.clone(), not_remembered: session.not_remembered.clone() }
}

pub(crate) fn storage_unavailable(error: crate::ports::StorageError) -> AppError {
    AppError::retryable(ErrorCode::StorageUnavailable, error.to_string())
}

fn local_workspace_error(error: LocalWorkspaceError) -> AppError {
    let message = error.to_string();
    match error {
        LocalWorkspaceError::Unreadable { path, .. } => {
            let detail = ErrorContext { path: Some(path.display().to_string()), ..ErrorContext::default() };
            AppError { detail, ..AppError::retryable(ErrorCode::LocalWorkspaceUnreadable, message) }
        }
        LocalWorkspaceError::Failed(_) => AppError::retryable(ErrorCode::LocalWorkspaceFailed, message),
    }
}
