//! How evenly the list scrolls.

use std::time::Duration;

use anyhow::{Result, ensure};
use serde::{Deserialize, Serialize};
use serde_json::json;

use crate::window::{Driven, Window};

const SCRIPT: &str = include_str!("scroll.js");
const PATIENCE: Duration = Duration::from_secs(30);
/// Pixels a frame.
const STEP: u32 = 600;
/// Pixels of the lowest row there could be.
const LOWEST_ROW: u32 = 20;

#[derive(clap::Args)]
pub(crate) struct Arguments {
    #[command(flatten)]
    window: Driven,
    /// How many rows there are to scroll through.
    #[arg(long)]
    rows: u32,
}

/// A scroll from the first row to the last.
#[derive(Deserialize, Serialize)]
pub(crate) struct Scrolled {
    /// Milliseconds from each frame to the next.
    frames: Vec<f64>,
    /// Frames in which a part of the list that should be visible had no row.
    gaps: u32,
    /// Pixels.
    height: u32,
}

pub(crate) async fn run(arguments: Arguments) -> Result<Scrolled> {
    let window = Window::open(&arguments.window).await?;
    window.get("//ul[@aria-label='Teams']/li", PATIENCE).await?;
    let scrolled: Scrolled = window.run(SCRIPT, vec![json!(STEP)]).await?;
    ensure!(scrolled.height > arguments.rows * LOWEST_ROW, "{} pixels are not the whole list", scrolled.height);
    window.close().await?;
    Ok(scrolled)
}
