use std::error::Error;
use std::path::PathBuf;

use clap::Args;
use ollm_api::Email;
use ollm_server::Database;
use secrecy::ExposeSecret;

use super::{database_url, print_line};

#[derive(Debug, Args)]
pub(super) struct Arguments {
    /// The database, as `sqlite://FILE`; it is made if need be.
    #[arg(long, value_parser = database_url::parse)]
    database: PathBuf,
    /// Whose token it is.
    #[arg(long)]
    email: Email,
}

pub(super) async fn run(arguments: Arguments) -> Result<(), Box<dyn Error>> {
    let database = Database::open(&arguments.database).await?;
    let token = database.issue_token(&arguments.email).await?;
    database.close().await;
    print_line(token.expose_secret())?;
    Ok(())
}
