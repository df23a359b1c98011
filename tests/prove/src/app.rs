//! The core as the app has it, with nothing of a desktop, and the program that is killed.

use std::io::Read;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use anyhow::{Context, Result};
use clap::Args;
use futures::FutureExt;
use futures::future::BoxFuture;
use ollm_api::TeamId;
use ollm_teams_core::ports::{
    Browser, BrowserError, CredentialError, CredentialStore, LocalWorkspace, LocalWorkspaceError, LocalWorkspaces,
    Notifications, PreferenceStore, StorageError,
};
use ollm_teams_core::{
    AccountKind, App, KnownAccounts, LowBalance, Machine, Ports, Preferences, Session, SessionView, TopUpAttempt,
    TopUpState, UpdateObstacle, Url, Words,
};
use secrecy::SecretString;

/// A machine that keeps nothing but files.
struct Bare;

impl CredentialStore for Bare {
    fn read(&self, _: &str) -> Result<Option<SecretString>, CredentialError> {
        Ok(None)
    }

    fn write(&self, _: &str, _: &SecretString) -> Result<(), CredentialError> {
        Ok(())
    }

    fn delete(&self, _: &str) -> Result<(), CredentialError> {
        Ok(())
    }
}

impl PreferenceStore for Bare {
    fn accounts(&self) -> KnownAccounts {
        KnownAccounts::default()
    }

    fn set_accounts(&self, _: &KnownAccounts) -> Result<(), StorageError> {
        Ok(())
    }

    fn preferences(&self) -> Preferences {
        Preferences::default()
    }

    fn set_preferences(&self, _: &Preferences) -> Result<(), StorageError> {
        Ok(())
    }
}

impl Browser for Bare {
    fn open(&self, _: &Url) -> Result<(), BrowserError> {
        Ok(())
    }
}

impl Notifications for Bare {
    fn low_balances(&self, _: &[LowBalance], _: Words) {}
}

impl LocalWorkspaces for Bare {
    fn open(&self, _: AccountKind) -> BoxFuture<'_, Result<LocalWorkspace, LocalWorkspaceError>> {
        async { Err(LocalWorkspaceError::Failed("there is none".to_owned())) }.boxed()
    }

    fn check(&self) -> BoxFuture<'_, Result<(), LocalWorkspaceError>> {
        async { Ok(()) }.boxed()
    }

    fn close(&self, _: AccountKind) -> BoxFuture<'_, ()> {
        async {}.boxed()
    }
}

/// A start of the app over the files in `folder`.
pub(crate) fn start(folder: &Path) -> App {
    let bare = Arc::new(Bare);
    let ports = Ports {
        credentials: bare.clone(),
        preferences: bare.clone(),
        local: bare.clone(),
        browser: bare.clone(),
        notifications: bare.clone(),
        updates: Arc::new(UpdateObstacle::NoKey),
    };
    let machine = Machine {
        version: "0.0.0".to_owned(),
        system: "a proof".to_owned(),
        web_view: None,
        safe_mode: false,
        languages: Vec::new(),
        data_dir: folder.to_owned(),
        log_dir: folder.to_owned(),
        save_dir: folder.to_owned(),
        home_dir: None,
    };
    App::new(ports, machine, None)
}

/// Signs in with a token.
pub(crate) async fn sign_in(app: &App, server: &str, token: SecretString) -> Result<Arc<Session>> {
    let SessionView::SignedIn { account, .. } = app.sign_in_with_token(server, token).await? else {
        anyhow::bail!("nobody is signed in");
    };
    Ok(app.session_of(&account.id)?)
}

/// Every attempt, once each has an end. What is pending is paid or not by somebody else.
pub(crate) async fn settled(session: &Session) -> Result<Vec<TopUpAttempt>> {
    let mut seen = 0;
    loop {
        let top_ups = session.top_ups(seen).await?;
        if top_ups.attempts.iter().all(|attempt| attempt.state.is_end()) {
            return Ok(top_ups.attempts);
        }
        seen = top_ups.revision;
    }
}

/// The top-ups that the attempts call succeeded.
pub(crate) fn succeeded(attempts: &[TopUpAttempt]) -> Vec<String> {
    let done = attempts.iter().filter(|attempt| attempt.state == TopUpState::Succeeded);
    done.map(|attempt| attempt.top_up_id.as_ref().map(ToString::to_string).unwrap_or_default()).collect()
}

/// What the program that is killed is told.
#[derive(Args)]
pub(crate) struct Child {
    #[arg(long)]
    folder: PathBuf,
    #[arg(long)]
    server: String,
    #[arg(long)]
    team: String,
    /// Once what is there is settled: makes a top-up of this amount, a repetition or not. Else that is told on standard
    /// output.
    #[arg(long)]
    amount: Option<String>,
}

impl Child {
    pub(crate) async fn run(self) -> Result<()> {
        let mut token = String::new();
        std::io::stdin().read_to_string(&mut token).context("no token")?;
        let app = start(&self.folder);
        let session = sign_in(&app, &self.server, token.into()).await?;
        let attempts = settled(&session).await?;
        if let Some(amount) = &self.amount {
            session.top_up(&TeamId::new(self.team), amount, true).await?;
        } else {
            println!("{}", serde_json::to_string(&attempts.iter().map(|a| a.state).collect::<Vec<_>>())?);
            println!("{}", serde_json::to_string(&succeeded(&attempts))?);
        }
        Ok(())
    }
}
