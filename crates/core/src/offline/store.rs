//! The database of one account, on disk or in memory.

use std::path::Path;
use std::time::{Duration, Instant};

use sqlx::pool::PoolOptions;
use sqlx::sqlite::{SqliteConnectOptions, SqliteJournalMode, SqliteOwnedBuf, SqliteSynchronous};
use sqlx::{Sqlite, SqliteConnection, SqlitePool, Transaction};

use super::fault::Fault;

/// What the functions of this module read from and write to.
pub(super) type Connection = SqliteConnection;
/// A transaction; dropping it rolls back.
pub(super) type Tx = Transaction<'static, Sqlite>;

/// How long a connection waits for another process's write.
const BUSY_TIMEOUT: Duration = Duration::from_secs(5);
/// How soon a file that another process is opening is tried again.
const BUSY_PAUSE: Duration = Duration::from_millis(10);
const READERS: u32 = 3;
/// How long the log gets before it goes into the file (16 MB): a first sync writes the same pages many times.
const CHECKPOINT_PAGES: &str = "4000";
/// How much of the file the writer may hold in memory (16 MB): people of one page are in teams all over the file.
const WRITER_CACHE: &str = "-16000";
/// Rows that SQLite's thread may have read before somebody takes them: with few, the two wait for each other's turns.
const ROWS_AHEAD: usize = 4_096;
/// How often the schema is tried: another process may be making it at the same moment.
const SCHEMA_ATTEMPTS: u32 = 3;
/// Where the header of a file says that it is in WAL mode, which memory knows nothing of (sqlite.org/fileformat.html).
const JOURNAL_BYTES: [usize; 2] = [18, 19];
const ROLLBACK_JOURNAL: u8 = 1;

/// An open database. One writer, as SQLite has one at a time anyway; readers never wait for it (WAL).
#[derive(Debug)]
pub(super) struct Store {
    pub(super) writer: SqlitePool,
    readers: SqlitePool,
    /// Which file it is, whatever its name; `None` in memory.
    pub(super) file: Option<FileId>,
}

impl Store {
    /// Opens the file, which is made where there is none, and brings its schema up to date. Nothing is checked: that
    /// takes time, and is done in the background.
    pub(super) async fn open(file: &Path) -> Result<Self, Fault> {
        let since = Instant::now();
        loop {
            match Self::try_open(file).await {
                // SQLite does not wait for another process that begins the log or makes the schema at the same moment.
                Err(Fault::Failed(_)) if since.elapsed() < BUSY_TIMEOUT => tokio::time::sleep(BUSY_PAUSE).await,
                opened => return opened,
            }
        }
    }

    async fn try_open(file: &Path) -> Result<Self, Fault> {
        let id = create(file).map_err(|error| Fault::NotKept(error.to_string()))?;
        let options = common(SqliteConnectOptions::new())
            .filename(file)
            .create_if_missing(false)
            .journal_mode(SqliteJournalMode::Wal)
            // A power cut may cost the last write, which is fetched again; it breaks nothing.
            .synchronous(SqliteSynchronous::Normal)
            .pragma("wal_autocheckpoint", CHECKPOINT_PAGES);
        let writer = pool(1).connect_with(options.clone().pragma("cache_size", WRITER_CACHE)).await?;
        if let Err(fault) = bring_up_to_date(&writer).await {
            writer.close().await;
            return Err(fault);
        }
        let readers = pool(READERS).connect_lazy_with(options.pragma("query_only", "ON"));
        Ok(Self { writer, readers, file: Some(id) })
    }

    /// A database in memory: of `content`, where that is a readable database of this version, or empty. It has one
    /// connection, which is the database.
    pub(super) async fn in_memory(content: Option<Vec<u8>>) -> Result<Self, Fault> {
        if let Some(content) = content {
            let store = Self::of_content(content).await;
            if let Ok(store) = store {
                return Ok(store);
            }
        }
        let writer = memory_pool().await?;
        bring_up_to_date(&writer).await?;
        Ok(Self { readers: writer.clone(), writer, file: None })
    }

    async fn of_content(mut content: Vec<u8>) -> Result<Self, Fault> {
        for at in JOURNAL_BYTES {
            *content.get_mut(at).ok_or_else(|| Fault::damaged("no header"))? = ROLLBACK_JOURNAL;
        }
        let writer = memory_pool().await?;
        writer.acquire().await?.deserialize(None, SqliteOwnedBuf::try_from(content.as_slice())?, false).await?;
        bring_up_to_date(&writer).await?;
        Ok(Self { readers: writer.clone(), writer, file: None })
    }

    /// A consistent view: nothing that commits meanwhile is seen.
    pub(super) async fn read(&self) -> Result<Tx, Fault> {
        Ok(self.readers.begin().await?)
    }

    /// One connection that has seen nothing before: the full-text index's own check fails now and then on one that has
    /// read an older state of it. There is none to a database in memory. Whoever asks for it closes it, because Windows
    /// moves no file that is open.
    pub(super) async fn afresh(&self) -> Result<Option<SqlitePool>, Fault> {
        if self.file.is_none() {
            return Ok(None);
        }
        let options = self.readers.connect_options();
        Ok(Some(pool(1).connect_with((*options).clone()).await?))
    }

    /// The only writer. It takes the lock at once, so that what it reads is still true when it writes.
    pub(super) async fn write(&self) -> Result<Tx, Fault> {
        Ok(self.writer.begin_with("BEGIN IMMEDIATE").await?)
    }

    /// The whole database as bytes.
    pub(super) async fn content(&self) -> Result<Vec<u8>, Fault> {
        Ok(self.readers.acquire().await?.serialize(None).await?.to_vec())
    }

    /// Waits for what is running and closes the file.
    pub(super) async fn close(&self) {
        self.readers.close().await;
        self.writer.close().await;
    }
}

fn common(options: SqliteConnectOptions) -> SqliteConnectOptions {
    options.foreign_keys(true).busy_timeout(BUSY_TIMEOUT).row_buffer_size(ROWS_AHEAD)
}

fn pool(connections: u32) -> PoolOptions<Sqlite> {
    PoolOptions::new().max_connections(connections).test_before_acquire(false)
}

async fn memory_pool() -> Result<SqlitePool, Fault> {
    let options = common(SqliteConnectOptions::new()).in_memory(true);
    Ok(pool(1).idle_timeout(None).max_lifetime(None).connect_with(options).await?)
}

async fn bring_up_to_date(writer: &SqlitePool) -> Result<(), Fault> {
    let mut attempt = 1;
    loop {
        match sqlx::migrate!().run(writer).await.map_err(Fault::from) {
            Err(Fault::Damaged(_)) if attempt < SCHEMA_ATTEMPTS => attempt += 1,
            done => return done,
        }
    }
}

/// Which file a path led to when it was opened.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct FileId {
    #[cfg(unix)]
    device: u64,
    #[cfg(unix)]
    inode: u64,
}

impl FileId {
    /// The file that a path leads to now.
    pub(super) fn of(path: &Path) -> std::io::Result<Self> {
        Self::of_metadata(&std::fs::metadata(path)?)
    }

    #[cfg(unix)]
    fn of_metadata(metadata: &std::fs::Metadata) -> std::io::Result<Self> {
        use std::os::unix::fs::MetadataExt;
        Ok(Self { device: metadata.dev(), inode: metadata.ino() })
    }

    /// An open file can not be moved here: a path leads to the same one as long as it is open.
    #[cfg(not(unix))]
    #[expect(clippy::unnecessary_wraps, reason = "elsewhere there is something to read")]
    fn of_metadata(_: &std::fs::Metadata) -> std::io::Result<Self> {
        Ok(Self {})
    }
}

/// Makes the file and its folder where they are missing, for nobody but the user. SQLite gives its other files the
/// same mode.
fn create(file: &Path) -> std::io::Result<FileId> {
    let mut folders = std::fs::DirBuilder::new();
    let mut options = std::fs::OpenOptions::new();
    options.write(true).create(true).truncate(false);
    #[cfg(unix)]
    {
        use std::os::unix::fs::{DirBuilderExt, OpenOptionsExt};
        folders.mode(0o700);
        options.mode(0o600);
    }
    if let Some(folder) = file.parent() {
        folders.recursive(true).create(folder)?;
    }
    FileId::of_metadata(&options.open(file)?.metadata()?)
}
