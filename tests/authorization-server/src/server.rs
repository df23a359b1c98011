//! npm's `oidc-provider` as a child process.

use std::path::Path;
use std::process::Stdio;
use std::time::Duration;

use anyhow::{Context as _, Result, ensure};
use reqwest::Client;
use serde::Deserialize;
use serde::de::DeserializeOwned;
use tokio::io::{AsyncBufReadExt as _, BufReader};
use tokio::process::{Child, ChildStdout, Command};
use tokio::time::timeout;

use crate::Options;

/// Node starts and makes the keys in a second; a busy machine needs more.
const START: Duration = Duration::from_secs(60);
const READY: &str = "listening on ";

/// A running authorization server. It is killed when this is dropped, and ends by itself when this process does.
#[derive(Debug)]
pub struct AuthorizationServer {
    /// Its issuer identifier: `http://127.0.0.1:PORT`.
    pub url: String,
    client: Client,
    /// Held for their ends of the pipes: the server ends with its input.
    _process: Child,
    _output: BufReader<ChildStdout>,
}

/// What an authorization server was asked for since it started.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Counts {
    /// Requests to the token endpoint, those without an answer included.
    pub token_requests: u64,
    /// Codes that were exchanged for tokens.
    pub codes: u64,
    /// Refresh tokens that were exchanged for new tokens.
    pub refreshes: u64,
    /// Token requests that were refused.
    pub refused: u64,
    /// Requests to the revocation endpoint.
    pub revocations: u64,
}

/// How an authorization server is down.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Outage {
    /// It is not: everything works.
    None,
    /// It answers everything with 503.
    Unavailable,
    /// It closes connections without an answer.
    Closed,
    /// It never answers.
    Silent,
}

impl AuthorizationServer {
    /// # Errors
    /// When Node or the npm packages are missing, or the server does not start.
    pub async fn start(options: Options) -> Result<Self> {
        let folder = Path::new(env!("CARGO_MANIFEST_DIR"));
        let installed = folder.join("node_modules/oidc-provider/package.json").is_file();
        ensure!(installed, "oidc-provider is not installed: run `cargo xtask setup` first");
        let mut process = Command::new("node")
            .arg("--no-warnings")
            .arg(folder.join("server.mjs"))
            .arg(serde_json::to_string(&options)?)
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .kill_on_drop(true)
            .spawn()
            .context("cannot start Node")?;
        let mut output = BufReader::new(process.stdout.take().context("the server has no output")?);
        let mut line = String::new();
        timeout(START, output.read_line(&mut line)).await.context("the server did not start in time")??;
        let url = line.trim().strip_prefix(READY).context("the authorization server did not start")?.to_owned();
        let client = Client::builder().no_proxy().build()?;
        Ok(Self { url, client, _process: process, _output: output })
    }

    /// From now on it signs with new keys and publishes those alone. Sessions and refresh tokens stay good.
    ///
    /// # Errors
    /// When the server does not answer, here and below.
    pub async fn rotate_keys(&self) -> Result<()> {
        self.control("rotate-keys").await
    }

    /// Refuses every code and refresh token that it gave so far.
    ///
    /// # Errors
    /// As above.
    pub async fn revoke_all(&self) -> Result<()> {
        self.control("revoke-all").await
    }

    /// Lets every code that was not exchanged yet expire.
    ///
    /// # Errors
    /// As above.
    pub async fn expire_codes(&self) -> Result<()> {
        self.control("expire-codes").await
    }

    /// Makes it go down, or come back.
    ///
    /// # Errors
    /// As above.
    pub async fn set_outage(&self, outage: Outage) -> Result<()> {
        let kind = match outage {
            Outage::None => "none",
            Outage::Unavailable => "unavailable",
            Outage::Closed => "closed",
            Outage::Silent => "silent",
        };
        self.control(&format!("outage/{kind}")).await
    }

    /// What it was asked for so far.
    ///
    /// # Errors
    /// As above.
    pub async fn counts(&self) -> Result<Counts> {
        self.control("counts").await
    }

    async fn control<T: DeserializeOwned>(&self, action: &str) -> Result<T> {
        let response = self.client.post(format!("{}/control/{action}", self.url)).send().await?;
        Ok(response.error_for_status()?.json().await?)
    }
}
