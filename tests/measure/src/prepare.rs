//! Signing in through the window, until the offline copy is complete.

use std::time::Duration;

use anyhow::Result;
use secrecy::ExposeSecret;

use crate::window::{Driven, Window};

const PATIENCE: Duration = Duration::from_secs(20);
/// For a first sync.
const SYNC_PATIENCE: Duration = Duration::from_secs(600);

#[derive(clap::Args)]
pub(crate) struct Arguments {
    #[command(flatten)]
    window: Driven,
    /// The server's URL.
    #[arg(long)]
    server: String,
}

pub(crate) async fn run(arguments: Arguments) -> Result<()> {
    let token = crate::token()?;
    let window = Window::open(&arguments.window).await?;
    window.get("//button[contains(., 'Use a token')]", PATIENCE).await?.click().await?;
    window.get("//input[@type='url']", PATIENCE).await?.send_keys(&arguments.server).await?;
    window.get("//input[@type='password']", PATIENCE).await?.send_keys(token.expose_secret()).await?;
    window.get("//button[@type='submit']", PATIENCE).await?.click().await?;
    // Until then it says how far the fetching has come.
    window.get("//*[@role='status'][@aria-label='Connection'][starts-with(., 'Live')]", SYNC_PATIENCE).await?;
    window.close().await
}
