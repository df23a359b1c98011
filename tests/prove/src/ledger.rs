//! The server, and what its ledger says.

use std::path::Path;

use anyhow::{Result, bail};
use ollm_api::client::{Client, IdempotencyKey, PageRequest, ServerUrl, TransactionFilter};
use ollm_api::{Email, TeamId, TeamName, TopUpStatus, TransactionKind};
use ollm_server::{Payments, RunningServer, ServerOptions};
use secrecy::SecretString;

/// A server of its own, and somebody at it who pays.
pub(crate) struct Bank {
    server: RunningServer,
    pub(crate) client: Client,
    pub(crate) token: SecretString,
    http: reqwest::Client,
}

impl Bank {
    pub(crate) async fn open(folder: &Path, payments: Payments) -> Result<Self> {
        let database = folder.join("server.db");
        let listen = ([127, 0, 0, 1], 0).into();
        let options = ServerOptions { database, listen, payments, sample_data: false, oidc: None };
        let server = ollm_server::start(options).await?;
        let token = server.issue_token(&Email::parse("owner@example.com")?).await?;
        let client = Client::new(ServerUrl::parse(&server.url())?, token.clone())?;
        Ok(Self { server, client, token, http: reqwest::Client::builder().no_proxy().build()? })
    }

    pub(crate) fn url(&self) -> String {
        self.server.url()
    }

    pub(crate) async fn new_team(&self) -> Result<TeamId> {
        Ok(self.client.create_team(&TeamName::parse("Dev")?, &IdempotencyKey::new()).await?.id)
    }

    /// Presses a button on the page of every pending top-up of a team.
    pub(crate) async fn press(&self, team: &TeamId, button: &str) -> Result<()> {
        for top_up in self.client.top_ups(team, &PageRequest::default()).await?.data {
            if let (TopUpStatus::Pending, Some(page)) = (&top_up.status, &top_up.checkout_url) {
                self.http.post(format!("{page}/{button}")).send().await?;
            }
        }
        Ok(())
    }

    /// Whether the server has a top-up of this key.
    pub(crate) async fn has(&self, team: &TeamId, key: &str) -> Result<bool> {
        let list = self.client.top_ups_of_key(team, &IdempotencyKey::parse(key)?, &PageRequest::default()).await?;
        Ok(!list.data.is_empty())
    }

    /// Whether the ledger of a team has one entry for each of the top-ups that are said to have succeeded, and no other.
    pub(crate) async fn agrees(&self, team: &TeamId, succeeded: &[String]) -> Result<()> {
        let filter = TransactionFilter { kind: Some(TransactionKind::TopUp), ..TransactionFilter::default() };
        let entries = self.client.transactions(team, &filter, &PageRequest::default()).await?.data;
        let mut booked: Vec<String> =
            entries.into_iter().map(|entry| entry.top_up_id.map(|id| id.to_string()).unwrap_or_default()).collect();
        let mut said = succeeded.to_vec();
        booked.sort();
        said.sort();
        if booked != said {
            bail!("the ledger of {team} has {booked:?}, the journal says {said:?}");
        }
        Ok(())
    }
}
