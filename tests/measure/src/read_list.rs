//! The whole list, from the disk to what the view is answered.

use std::fs;
use std::path::PathBuf;

use anyhow::{Context, Result};
use ollm_teams_core::{ListRequest, Snapshot, TeamList, TeamRow};
use serde::Serialize;

use crate::first_sync::ACCOUNTS;
use crate::memory;

#[derive(clap::Args)]
pub(crate) struct Arguments {
    /// Where an offline copy was made.
    #[arg(long)]
    data_dir: PathBuf,
}

/// The answers to the two commands.
#[derive(Serialize)]
pub(crate) struct Answers {
    list: Snapshot<TeamList>,
    rows: Vec<TeamRow>,
}

pub(crate) async fn run(arguments: Arguments) -> Result<Answers> {
    let accounts = fs::read(arguments.data_dir.join(ACCOUNTS)).context("nobody has signed in there")?;
    let accounts: ollm_teams_core::KnownAccounts = serde_json::from_slice(&accounts)?;
    let account = accounts.current.clone().context("nobody is signed in there")?;
    let app = memory::app(&arguments.data_dir, accounts);
    let reader = app.reader_of(&account)?;
    let list = reader.list_teams(&ListRequest::default()).await?.context("there is no list")?;
    let rows = reader.team_rows(&list.data.ids, "").await?;
    Ok(Answers { list, rows })
}
