//! The database as a program opens it: to serve it, to make a token, to book usage.

use std::fs;
use std::io;
use std::path::Path;

use jiff::Timestamp;
use ollm_api::{Email, TeamId};
use rust_decimal::Decimal;
use secrecy::SecretString;

use crate::amount::micros;
use crate::error::ApiError;
use crate::generated_data::{self, GenerateError, GenerateOptions, Generated};
use crate::operations::ledger::{self, Usage};
use crate::operations::{SYSTEM, UnitOfWork, tokens};
use crate::store::{self, Store};
use crate::token;

/// An open database, with a schema that is up to date.
#[derive(Clone, Debug)]
pub struct Database {
    pub(crate) store: Store,
}

/// Why a database can not be opened.
#[derive(Debug, thiserror::Error)]
pub enum OpenError {
    /// The file can not be made or is not ours.
    #[error("the database file can not be opened: {0}")]
    File(#[from] io::Error),
    /// What is in the file is not a database of this program, or of a newer one.
    #[error("the database can not be used: {0}")]
    Schema(#[from] sqlx::migrate::MigrateError),
    /// The file is a database, and parts of it are lost.
    #[error("the database is damaged: {0}")]
    Damaged(String),
    /// The database does not answer.
    #[error("the database does not answer: {0}")]
    Database(#[from] sqlx::Error),
}

/// Why something could not be done to an open database.
#[derive(Debug, thiserror::Error)]
#[error(transparent)]
pub struct DatabaseError(#[from] ApiError);

/// What a team used.
#[derive(Clone, Debug)]
pub struct UsageBooking {
    /// The team that pays.
    pub team: TeamId,
    /// Dollars, not negative, with at most 6 decimals.
    pub cost: Decimal,
    /// The model that was used.
    pub model: Option<String>,
    /// Tokens that went in.
    pub input_tokens: u32,
    /// Tokens that came out.
    pub output_tokens: u32,
    /// When it was used; it is booked now in any case.
    pub at: Timestamp,
}

impl Database {
    /// Opens the file, which is made with its folder if need be, readable by its owner alone.
    ///
    /// # Errors
    /// When the file can not be made, or is not a database that this version knows.
    pub async fn open(file: &Path) -> Result<Self, OpenError> {
        create_private(file)?;
        let store = Store::open(file).await?;
        let mut tx = store.write().await?;
        store::changes::create_feed(&mut tx, &token::hex(&rand::random::<[u8; 8]>())).await?;
        tx.commit().await?;
        Ok(Self { store })
    }

    /// Finds out whether a file that exists can be read to its end, and changes nothing in it. It may be in use.
    ///
    /// # Errors
    /// When it can not, or is no database.
    pub async fn check(file: &Path) -> Result<(), OpenError> {
        match Store::check(file).await?.as_str() {
            "ok" => Ok(()),
            damage => Err(OpenError::Damaged(damage.to_owned())),
        }
    }

    /// Makes a bearer token for somebody, who is made if need be. Only a hash of it is stored.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn issue_token(&self, email: &Email) -> Result<SecretString, DatabaseError> {
        Ok(tokens::issue(&self.store, email, Timestamp::now()).await?)
    }

    /// Books what a team used.
    ///
    /// # Errors
    /// When there is no such team, the cost is not one, or the database fails.
    pub async fn book_usage(&self, booking: &UsageBooking) -> Result<(), DatabaseError> {
        let cost = micros(booking.cost).filter(|cost| *cost >= 0);
        let cost = cost.ok_or(ApiError::invalid("cost", "a cost is not negative and has at most 6 decimals"))?;
        let usage = Usage {
            at: booking.at,
            model: booking.model.as_deref(),
            cost,
            requests: 1,
            input_tokens: i64::from(booking.input_tokens),
            output_tokens: i64::from(booking.output_tokens),
        };
        let mut tx = self.store.write().await.map_err(ApiError::from)?;
        let mut work = UnitOfWork { connection: &mut tx, now: Timestamp::now(), actor: SYSTEM };
        ledger::book_usage(&mut work, &booking.team, &usage).await?;
        tx.commit().await.map_err(ApiError::from)?;
        Ok(())
    }

    /// Fills a database that never had a team with generated data.
    ///
    /// # Errors
    /// When it has, or had, teams, or the database fails. Nothing is written then.
    pub async fn generate(&self, options: &GenerateOptions) -> Result<Generated, GenerateError> {
        let generated = generated_data::generate(&self.store, options, Timestamp::now()).await;
        generated.map_err(DatabaseError::from)?.ok_or(GenerateError::NotEmpty)
    }

    /// Waits for what is running and closes the file.
    pub async fn close(self) {
        self.store.close().await;
    }
}

/// SQLite gives the files that it makes beside this one the same mode.
fn create_private(file: &Path) -> io::Result<()> {
    if let Some(folder) = file.parent() {
        fs::create_dir_all(folder)?;
    }
    let mut options = fs::OpenOptions::new();
    options.read(true).write(true).create(true).truncate(false);
    #[cfg(unix)]
    {
        use std::os::unix::fs::{OpenOptionsExt, PermissionsExt};
        let opened = options.mode(0o600).open(file)?;
        opened.set_permissions(fs::Permissions::from_mode(0o600))
    }
    #[cfg(not(unix))]
    {
        options.open(file).map(drop)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[tokio::test]
    async fn damage_is_found_and_left_as_it_is() {
        let folder = tempfile::tempdir().unwrap();
        let file = folder.path().join("server.db");
        Database::open(&file).await.unwrap().close().await;
        Database::check(&file).await.unwrap();
        let mut bytes = fs::read(&file).unwrap();
        let half = bytes.len() / 2;
        bytes[4096..half].fill(0x5a);
        fs::write(&file, &bytes).unwrap();
        assert!(Database::check(&file).await.is_err());
        assert_eq!(fs::read(&file).unwrap(), bytes);
        assert!(Database::check(&folder.path().join("missing.db")).await.is_err());
    }
}
