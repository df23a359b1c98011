//! The app's payment journal, read beside it or after its death. Nothing is written.

use std::path::Path;
use std::time::Duration;

use anyhow::Result;
use sqlx::sqlite::{SqliteConnectOptions, SqliteConnection};
use sqlx::{ConnectOptions, Connection};

/// The journal of an app whose files are in one folder.
pub(crate) struct Record(SqliteConnection);

/// The newest attempt in it.
pub(crate) struct Newest {
    pub(crate) key: String,
    pub(crate) state: String,
}

impl Record {
    /// The journal of an app that was just started, once it has opened it.
    pub(crate) async fn appearing(folder: &Path) -> Result<Self> {
        // Before it has this, the app is changing the file's mode, and is not to be disturbed.
        let log = folder.join("payments.db-wal");
        loop {
            let is_open = std::fs::metadata(&log).is_ok_and(|log| log.len() > 0);
            if is_open && let Some(record) = Self::left(folder).await? {
                return Ok(record);
            }
            tokio::time::sleep(Duration::from_millis(1)).await;
        }
    }

    /// The journal that an app has left, if it came to make one.
    pub(crate) async fn left(folder: &Path) -> Result<Option<Self>> {
        let file = folder.join("payments.db");
        // An app that died over the first page leaves that to the next start.
        if !file.exists() || folder.join("payments.db-journal").exists() {
            return Ok(None);
        }
        let mut connection = SqliteConnectOptions::new().filename(&file).read_only(true).connect().await?;
        let sql = "SELECT COUNT(*) FROM sqlite_schema WHERE name IN ('attempts', 'states')";
        let tables: i64 = sqlx::query_scalar(sql).fetch_one(&mut connection).await?;
        if tables == 2 {
            return Ok(Some(Self(connection)));
        }
        connection.close().await?;
        Ok(None)
    }

    /// How many attempts it has.
    pub(crate) async fn attempts(&mut self) -> Result<i64> {
        Ok(sqlx::query_scalar("SELECT COUNT(*) FROM attempts").fetch_one(&mut self.0).await?)
    }

    /// Whether an attempt after the first `known` ones has ever been in this state.
    pub(crate) async fn has(&mut self, state: &str, known: i64) -> Result<bool> {
        let sql = "SELECT COUNT(*) FROM states WHERE state = $1 \
                   AND attempt IN (SELECT key FROM attempts ORDER BY rowid LIMIT -1 OFFSET $2)";
        let count: i64 = sqlx::query_scalar(sql).bind(state).bind(known).fetch_one(&mut self.0).await?;
        Ok(count > 0)
    }

    /// The newest attempt after the first `known` ones.
    pub(crate) async fn newest(&mut self, known: i64) -> Result<Option<Newest>> {
        let sql = "SELECT key, state FROM attempts ORDER BY rowid LIMIT -1 OFFSET $1";
        let row: Option<(String, String)> = sqlx::query_as(sql).bind(known).fetch_optional(&mut self.0).await?;
        Ok(row.map(|(key, state)| Newest { key, state }))
    }

    /// Lets go of the file, so that the next start of the app is the first to open it.
    pub(crate) async fn close(self) -> Result<()> {
        Ok(self.0.close().await?)
    }
}
