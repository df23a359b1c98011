//! Which scripts the view has loaded once its list is there.

use std::time::Duration;

use anyhow::Result;

use crate::window::{Driven, Window};

const PATIENCE: Duration = Duration::from_secs(30);
/// Those that the page names, and a preload for each of the others.
const SCRIPT: &str = "
const done = arguments[arguments.length - 1];
const elements = document.querySelectorAll('script[src], link[rel=modulepreload]');
done([...elements].map((element) => new URL(element.src ?? element.href, location).pathname));
";

#[derive(clap::Args)]
pub(crate) struct Arguments {
    #[command(flatten)]
    window: Driven,
}

/// Their paths on the page's own host.
pub(crate) async fn run(arguments: Arguments) -> Result<Vec<String>> {
    let window = Window::open(&arguments.window).await?;
    window.get("//ul[@aria-label='Teams']/li", PATIENCE).await?;
    let scripts = window.run(SCRIPT, Vec::new()).await?;
    window.close().await?;
    Ok(scripts)
}
