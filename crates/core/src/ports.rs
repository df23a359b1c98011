//! What the core needs from the machine that it runs on. Each port has an implementation on the desktop and one in
//! memory, for tests.

use std::path::PathBuf;

use futures::future::BoxFuture;
use secrecy::SecretString;
use url::Url;

use crate::{AccountKind, KnownAccounts, LowBalance, Preferences, Release, UpdateObstacle, Words};

/// Where tokens are kept: the operating system's keyring. Calls block, and may wait for a person to unlock it.
pub trait CredentialStore: Send + Sync + 'static {
    /// Whether a person has to unlock it before it gives or takes anything. Asks nobody for a password. A store that is
    /// unlocked with the person's session, or that can not tell, is not locked.
    ///
    /// # Errors
    /// When the store does not work.
    fn is_locked(&self) -> Result<bool, CredentialError> {
        Ok(false)
    }

    /// The secret under `name`, if there is one.
    ///
    /// # Errors
    /// When the store does not work.
    fn read(&self, name: &str) -> Result<Option<SecretString>, CredentialError>;

    /// Keeps a secret under `name`, in place of what was there.
    ///
    /// # Errors
    /// When the store does not work.
    fn write(&self, name: &str, secret: &SecretString) -> Result<(), CredentialError>;

    /// Forgets the secret under `name`; nothing there is fine.
    ///
    /// # Errors
    /// When the store does not work.
    fn delete(&self, name: &str) -> Result<(), CredentialError>;
}

/// Why the credential store does not work. Never holds a secret.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{reason}")]
pub struct CredentialError {
    /// What that makes of the store.
    pub fault: CredentialFault,
    /// The store's own words.
    pub reason: String,
}

/// What can be wrong with a credential store.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum CredentialFault {
    /// A person has to unlock it.
    Locked,
    /// There is none, or none that runs.
    Absent,
    /// It does not let this app in.
    Denied,
    /// It takes nothing more, or nothing of this size.
    Full,
    /// Anything else.
    Failed,
}

/// Where the app remembers what is not secret. Calls may touch the disk.
pub trait PreferenceStore: Send + Sync + 'static {
    /// The accounts that this app knows; none where nothing readable is there.
    fn accounts(&self) -> KnownAccounts;

    /// Remembers the accounts, in place of those before.
    ///
    /// # Errors
    /// When they can not be written.
    fn set_accounts(&self, accounts: &KnownAccounts) -> Result<(), StorageError>;

    /// What the user set; the default where nothing readable is there.
    fn preferences(&self) -> Preferences;

    /// Keeps what the user set.
    ///
    /// # Errors
    /// When it can not be written.
    fn set_preferences(&self, preferences: &Preferences) -> Result<(), StorageError>;
}

/// Why the app's files can not be written.
#[derive(Debug, thiserror::Error)]
#[error("{0}")]
pub struct StorageError(pub String);

/// The system's browser.
pub trait Browser: Send + Sync + 'static {
    /// Opens a page, which the core has found fit to be opened.
    ///
    /// # Errors
    /// When there is no browser that opens it.
    fn open(&self, page: &Url) -> Result<(), BrowserError>;
}

/// Why no browser was opened, in the system's own words.
#[derive(Debug, thiserror::Error)]
#[error("{0}")]
pub struct BrowserError(pub String);

/// The desktop's notifications. Calls do not wait, and where there are none, nothing happens.
pub trait Notifications: Send + Sync + 'static {
    /// Says in these words that these balances fell below their thresholds: one at least.
    fn low_balances(&self, teams: &[LowBalance], words: Words);
}

/// Where newer versions of the app come from. Whatever it installs was signed by the publisher, for that version.
pub trait UpdateSource: Send + Sync + 'static {
    /// Why there are none for this app, if so. It stays the same for a whole run.
    fn obstacle(&self) -> Option<UpdateObstacle> {
        None
    }

    /// The newest version, if it is newer than this one.
    fn newer(&self) -> BoxFuture<'_, Result<Option<Release>, UpdateError>>;

    /// Installs what [`Self::newer`] found last, for the next start. `progress` is told how many bytes are here, and of
    /// how many, where that is known.
    fn install<'a>(
        &'a self,
        progress: &'a (dyn Fn(u64, Option<u64>) + Send + Sync),
    ) -> BoxFuture<'a, Result<(), UpdateError>>;
}

/// Why there is no newer version to be had. Everything is as it was before.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum UpdateError {
    /// The publisher's server does not answer.
    #[error("the update server can not be reached: {0}")]
    Unreachable(String),
    /// What it answers can not be understood.
    #[error("the update server's answer can not be read: {0}")]
    Unreadable(String),
    /// What was downloaded is not what the publisher signed for that version.
    #[error("the download was refused: {0}")]
    Refused(String),
    /// It could not be put in the place of this version.
    #[error("the update was not installed: {0}")]
    NotInstalled(String),
}

/// The embedded server.
pub trait LocalWorkspaces: Send + Sync + 'static {
    /// Starts the server of the workspace of that kind, if it does not run yet, with a token for this run alone.
    fn open(&self, kind: AccountKind) -> BoxFuture<'_, Result<LocalWorkspace, LocalWorkspaceError>>;

    /// Whether the files of all workspaces that there are can be read.
    fn check(&self) -> BoxFuture<'_, Result<(), LocalWorkspaceError>>;

    /// Stops the server of the workspace of that kind. The workspace's data stays on disk.
    fn close(&self, kind: AccountKind) -> BoxFuture<'_, ()>;
}

/// A running embedded server.
#[derive(Debug)]
pub struct LocalWorkspace {
    /// Where it listens, on loopback.
    pub url: String,
    /// Valid until it stops.
    pub token: SecretString,
}

/// Why the embedded server did not start.
#[derive(Debug, thiserror::Error)]
pub enum LocalWorkspaceError {
    /// What is in its file is not a database that can be used.
    #[error("{reason}")]
    Unreadable {
        /// The file.
        path: PathBuf,
        /// What is wrong with it.
        reason: String,
    },
    /// Anything else.
    #[error("{0}")]
    Failed(String),
}
