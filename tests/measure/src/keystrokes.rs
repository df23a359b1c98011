//! How long a keystroke in the search box takes to show its result.

use std::time::Duration;

use anyhow::{Context, Result};
use serde_json::json;
use thirtyfour::prelude::*;

use crate::window::{Driven, Window};

const SCRIPT: &str = include_str!("keystrokes.js");
const PATIENCE: Duration = Duration::from_secs(30);

#[derive(clap::Args)]
pub(crate) struct Arguments {
    #[command(flatten)]
    window: Driven,
    /// What to type, one after the other into the empty box.
    #[arg(required = true)]
    searches: Vec<String>,
}

/// The milliseconds of each keystroke.
pub(crate) async fn run(arguments: Arguments) -> Result<Vec<f64>> {
    let window = Window::open(&arguments.window).await?;
    let search = window.get("//input[@type='search']", PATIENCE).await?;
    window.get("//ul[@aria-label='Teams']/li", PATIENCE).await?;
    search.click().await?;
    let mut measured = after(&window, 0).await?;
    for text in &arguments.searches {
        let mut typed = measured.len();
        for key in text.chars() {
            search.send_keys(key).await?;
            typed += 1;
            measured =
                after(&window, typed).await.with_context(|| format!("nothing is shown for a key of {text:?}"))?;
        }
        // Emptied a key at a time, so that this is measured too: who corrects a search waits as well.
        for _ in text.chars() {
            search.send_keys(Key::Backspace).await?;
            typed += 1;
            measured = after(&window, typed).await.with_context(|| format!("nothing is shown after {text:?}"))?;
        }
    }
    window.close().await?;
    Ok(measured)
}

/// What was measured, once so many keystrokes are answered.
async fn after(window: &Window, keystrokes: usize) -> Result<Vec<f64>> {
    window.run::<Option<Vec<f64>>>(SCRIPT, vec![json!(keystrokes)]).await?.context("a keystroke is not answered")
}
