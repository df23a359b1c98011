//! How long the first sync takes.

use std::fs;
use std::path::PathBuf;
use std::time::Instant;

use anyhow::{Context, Result, ensure};
use ollm_teams_core::ListRequest;
use serde::Serialize;

use crate::proxy::CountingProxy;
use crate::signed_in::SignedIn;

/// In the data directory: who is signed in there.
pub(crate) const ACCOUNTS: &str = "accounts.json";

#[derive(clap::Args)]
pub(crate) struct Arguments {
    /// The server's URL.
    #[arg(long)]
    server: String,
    /// Where the offline copy is made.
    #[arg(long)]
    data_dir: PathBuf,
    /// How many teams there are.
    #[arg(long)]
    teams: u32,
    /// Also say what was asked for; the time is then not worth much.
    #[arg(long)]
    record: bool,
}

#[derive(Serialize)]
pub(crate) struct FirstSync {
    /// From the sign-in to the complete copy.
    milliseconds: f64,
    /// The paths that were asked for, in order, for each connection.
    connections: Vec<Vec<String>>,
}

pub(crate) async fn run(arguments: Arguments) -> Result<FirstSync> {
    let token = crate::token()?;
    fs::create_dir_all(&arguments.data_dir)?;
    let proxy = if arguments.record { Some(CountingProxy::before(&arguments.server).await?) } else { None };
    let server = proxy.as_ref().map_or(&arguments.server, |proxy| &proxy.url);
    let start = Instant::now();
    let signed_in = SignedIn::new(&arguments.data_dir, server, token).await?;
    signed_in.complete().await?;
    let milliseconds = start.elapsed().as_secs_f64() * 1_000.0;
    let list = signed_in.reader.list_teams(&ListRequest::default()).await?.context("there is no list")?;
    ensure!(list.data.team_count == arguments.teams, "{} teams are in the copy", list.data.team_count);
    fs::write(arguments.data_dir.join(ACCOUNTS), serde_json::to_vec(&signed_in.accounts)?)?;
    signed_in.app.close().await;
    Ok(FirstSync { milliseconds, connections: proxy.map_or_else(Vec::new, |proxy| proxy.take().connections) })
}
