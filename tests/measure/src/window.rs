//! The app's window, through WebDriver.

use std::path::PathBuf;
use std::time::{Duration, Instant};

use anyhow::{Result, bail};
use serde::de::DeserializeOwned;
use serde_json::{Value, json};
use thirtyfour::Capabilities;
use thirtyfour::prelude::*;

/// Between two looks.
const LOOK: Duration = Duration::from_millis(100);

/// How long a script in the page may take.
const SCRIPT_TIMEOUT: Duration = Duration::from_secs(180);

/// Which window.
#[derive(clap::Args)]
pub(crate) struct Driven {
    /// The URL of a tauri-driver.
    #[arg(long)]
    webdriver: String,
    /// The app.
    #[arg(long)]
    app: PathBuf,
}

pub(crate) struct Window {
    driver: WebDriver,
}

impl Window {
    pub(crate) async fn open(driven: &Driven) -> Result<Self> {
        let mut capabilities = Capabilities::new();
        capabilities.set("browserName", json!("wry"))?;
        capabilities.set("tauri:options", json!({ "application": driven.app }))?;
        let driver = WebDriver::new(&driven.webdriver, capabilities).await?;
        driver.set_script_timeout(SCRIPT_TIMEOUT).await?;
        Ok(Self { driver })
    }

    pub(crate) async fn close(self) -> Result<()> {
        Ok(self.driver.quit().await?)
    }

    /// What is at this XPath, once it is there.
    pub(crate) async fn get(&self, xpath: &str, patience: Duration) -> Result<WebElement> {
        let deadline = Instant::now() + patience;
        loop {
            if let Ok(element) = self.driver.find(By::XPath(xpath)).await {
                return Ok(element);
            }
            if Instant::now() > deadline {
                bail!("waited {patience:?} in vain for {xpath}");
            }
            tokio::time::sleep(LOOK).await;
        }
    }

    /// Runs a script that calls its last argument with the result.
    pub(crate) async fn run<T: DeserializeOwned>(&self, script: &str, arguments: Vec<Value>) -> Result<T> {
        Ok(self.driver.execute_async(script, arguments).await?.convert()?)
    }
}
