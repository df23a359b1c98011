//! The journal's file.

use std::fmt::Display;
use std::path::{Path, PathBuf};
use std::time::Duration;

use sqlx::pool::PoolOptions;
use sqlx::sqlite::{SqliteConnectOptions, SqliteJournalMode, SqliteSynchronous};
use sqlx::{Sqlite, SqlitePool, Transaction};
use tokio::sync::OnceCell;

use super::identity::Identity;
use crate::{AppError, ErrorCode, ErrorContext};

/// How long a connection waits for another process's write.
const BUSY_TIMEOUT: Duration = Duration::from_secs(5);

/// The file, opened at its first use.
pub(super) struct Store {
    file: PathBuf,
    opened: OnceCell<Opened>,
}

struct Opened {
    pool: SqlitePool,
    identity: Identity,
}

impl Store {
    pub(super) fn new(file: PathBuf) -> Self {
        Self { file, opened: OnceCell::new() }
    }

    /// Closes the file, if it was ever opened. It is not opened again.
    pub(super) async fn close(&self) {
        if let Some(opened) = self.opened.get() {
            opened.pool.close().await;
        }
    }

    pub(super) async fn pool(&self) -> Result<&SqlitePool, AppError> {
        Ok(&self.opened().await?.pool)
    }

    /// Takes the lock at once, so that what is read is still true when it is written.
    pub(super) async fn write(&self) -> Result<Transaction<'static, Sqlite>, AppError> {
        self.pool().await?.begin_with("BEGIN IMMEDIATE").await.map_err(unavailable)
    }

    /// Whether what is written will be found by the next start: the file may have been deleted, or replaced by another.
    pub(super) async fn is_there(&self) -> Result<(), AppError> {
        let opened = self.opened().await?;
        match Identity::of(&self.file) {
            Ok(now) if now == opened.identity => Ok(()),
            Ok(_) => Err(self.broken("another file is in its place")),
            Err(error) => Err(self.broken(error)),
        }
    }

    async fn opened(&self) -> Result<&Opened, AppError> {
        self.opened.get_or_try_init(|| open(&self.file)).await.map_err(|reason| self.broken(reason))
    }

    fn broken(&self, reason: impl Display) -> AppError {
        let path = Some(self.file.display().to_string());
        AppError { detail: Box::new(ErrorContext { path, ..ErrorContext::default() }), ..unavailable(reason) }
    }
}

/// The journal does not work.
pub(super) fn unavailable(reason: impl Display) -> AppError {
    AppError::retryable(ErrorCode::JournalUnavailable, format!("the payment journal: {reason}"))
}

/// Opens the file, which is made where there is none. What is wrong with it is told, and left as it is.
async fn open(file: &Path) -> Result<Opened, String> {
    create(file).map_err(|error| error.to_string())?;
    // Before SQLite opens it: if it is another one by then, it will not be this one when it is compared.
    let identity = Identity::of(file).map_err(|error| error.to_string())?;
    let options = SqliteConnectOptions::new()
        .filename(file)
        .create_if_missing(false)
        .journal_mode(SqliteJournalMode::Wal)
        // What is written is on the disk before anything is sent, whatever happens to the power.
        .synchronous(SqliteSynchronous::Full)
        .foreign_keys(true)
        .busy_timeout(BUSY_TIMEOUT);
    let pool = PoolOptions::new().max_connections(1).test_before_acquire(false);
    let pool = pool.connect_with(options).await.map_err(|error| error.to_string())?;
    match bring_up_to_date(&pool).await {
        Ok(()) => Ok(Opened { pool, identity }),
        Err(error) => {
            pool.close().await;
            Err(error)
        }
    }
}

async fn bring_up_to_date(pool: &SqlitePool) -> Result<(), String> {
    let checked: String =
        sqlx::query_scalar("PRAGMA quick_check(1)").fetch_one(pool).await.map_err(|error| error.to_string())?;
    if checked != "ok" {
        return Err(checked);
    }
    sqlx::migrate!("migrations/journal").run(pool).await.map_err(|error| error.to_string())
}

/// Makes the file and its folder where they are missing, for nobody but the user. SQLite gives its other files the
/// same mode. A file that is there is not opened: closing it would drop the locks that SQLite may hold on it in this
/// process.
fn create(file: &Path) -> std::io::Result<()> {
    let mut folders = std::fs::DirBuilder::new();
    let mut options = std::fs::OpenOptions::new();
    options.write(true).create_new(true);
    #[cfg(unix)]
    {
        use std::os::unix::fs::{DirBuilderExt, OpenOptionsExt};
        folders.mode(0o700);
        options.mode(0o600);
    }
    if let Some(folder) = file.parent() {
        folders.recursive(true).create(folder)?;
    }
    match options.open(file) {
        Err(error) if error.kind() == std::io::ErrorKind::AlreadyExists => Ok(()),
        made => made.map(drop),
    }
}
