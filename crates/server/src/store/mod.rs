//! All SQL of the server, one file a noun. It is portable: `$1` parameters, TEXT and BIGINT, no function that only
//! one database has. Nothing here decides anything; it reads and writes what it is told to.

pub(crate) mod api_keys;
pub(crate) mod bulk;
pub(crate) mod changes;
pub(crate) mod entries;
pub(crate) mod events;
pub(crate) mod idempotency;
pub(crate) mod invitations;
pub(crate) mod members;
pub(crate) mod sequence;
pub(crate) mod teams;
pub(crate) mod tokens;
pub(crate) mod top_ups;
pub(crate) mod usage;
pub(crate) mod users;

mod any_of;
mod in_team;
#[cfg(test)]
mod query_plan;
#[cfg(test)]
mod upgrade;
mod value;

use std::path::Path;
use std::time::Duration;

use ollm_api::MAX_PAGE_LIMIT;
use sqlx::pool::PoolOptions;
use sqlx::sqlite::{SqliteConnectOptions, SqliteJournalMode, SqliteSynchronous};
use sqlx::{ConnectOptions, Sqlite, SqliteConnection, SqlitePool, Transaction};

pub(crate) use in_team::InTeam;
pub(crate) use value::{Moment, StoredRole};

/// What the functions of this module read from and write to.
pub(crate) type Connection = SqliteConnection;
/// A transaction; dropping it rolls back.
pub(crate) type Tx = Transaction<'static, Sqlite>;

/// How long one connection waits for another process's write, such as `ollm-server usage`.
const BUSY_TIMEOUT: Duration = Duration::from_secs(10);
const READERS: u32 = 4;
/// How much of the file a connection keeps in memory at most: 8 MiB, in the KiB that SQLite counts it in. With its
/// own 2 MiB, a page of teams out of 10,000 was read from the file again, row by row.
const CACHE: &str = "-8192";
/// How many rows wait for who asked for them: a page and the row after it, so that SQLite's thread and the one that asks
/// do not take turns.
const ROWS: usize = MAX_PAGE_LIMIT as usize + 1;

/// The database. Writers stand in one fair queue in front of a single connection: SQLite has one writer at a time
/// anyway, and its own waiting is by polling, which starves some of many. Readers never wait for it (WAL).
#[derive(Clone, Debug)]
pub(crate) struct Store {
    writer: SqlitePool,
    readers: SqlitePool,
}

impl Store {
    /// Opens the file, which must exist, and brings its schema up to date.
    pub(crate) async fn open(file: &Path) -> Result<Self, sqlx::migrate::MigrateError> {
        let options = SqliteConnectOptions::new()
            .filename(file)
            .journal_mode(SqliteJournalMode::Wal)
            // A booking that was answered with success survives a power cut.
            .synchronous(SqliteSynchronous::Full)
            .foreign_keys(true)
            .busy_timeout(BUSY_TIMEOUT)
            .pragma("cache_size", CACHE)
            .row_buffer_size(ROWS);
        let writer = PoolOptions::new().max_connections(1).connect_with(options.clone()).await?;
        sqlx::migrate!().run(&writer).await?;
        let readers = PoolOptions::new()
            .max_connections(READERS)
            // A file does not hang up.
            .test_before_acquire(false)
            .connect_with(options.pragma("query_only", "ON"))
            .await?;
        Ok(Self { writer, readers })
    }

    /// Reads the whole file and changes nothing in it.
    pub(crate) async fn check(file: &Path) -> sqlx::Result<String> {
        let options = SqliteConnectOptions::new().filename(file).read_only(true).busy_timeout(BUSY_TIMEOUT);
        let mut connection = options.connect().await?;
        let verdict = sqlx::query_scalar("PRAGMA quick_check(1)").fetch_one(&mut connection).await?;
        sqlx::Connection::close(connection).await?;
        Ok(verdict)
    }

    /// A consistent view: nothing that commits meanwhile is seen.
    pub(crate) async fn read(&self) -> sqlx::Result<Tx> {
        self.readers.begin().await
    }

    /// The only writer. It takes the lock at once, so that what it reads is still true when it writes.
    pub(crate) async fn write(&self) -> sqlx::Result<Tx> {
        self.writer.begin_with("BEGIN IMMEDIATE").await
    }

    /// Waits for what is running and closes the file.
    pub(crate) async fn close(&self) {
        self.readers.close().await;
        self.writer.close().await;
    }
}
