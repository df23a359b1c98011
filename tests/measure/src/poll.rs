//! What it costs to ask whether anything is new.

use std::path::PathBuf;
use std::time::Duration;

use anyhow::{Context, Result, ensure};
use ollm_teams_core::ListRequest;
use ollm_teams_core::api::client::{Client, IdempotencyKey, PageRequest, ServerUrl};
use ollm_teams_core::api::{Email, Role, Team, UpdateTeam};
use serde::Serialize;

use crate::proxy::{CountingProxy, Traffic};
use crate::signed_in::SignedIn;

/// How long nothing goes over the network after a poll that has fetched everything.
const QUIET: Duration = Duration::from_secs(3);
const CHANGES: usize = 10;
const NEW_NAME: &str = "Renamed";

#[derive(clap::Args)]
pub(crate) struct Arguments {
    /// The server's URL.
    #[arg(long)]
    server: String,
    /// Where the offline copy is made.
    #[arg(long)]
    data_dir: PathBuf,
    /// How often to poll either way.
    #[arg(long)]
    runs: u32,
}

/// Polls with nothing new, and with ten changes.
#[derive(Default, Serialize)]
pub(crate) struct Polls {
    nothing: Vec<Cost>,
    changes: Vec<Cost>,
}

#[derive(Serialize)]
struct Cost {
    requests: usize,
    bytes: usize,
}

pub(crate) async fn run(arguments: Arguments) -> Result<Polls> {
    let token = crate::token()?;
    let proxy = CountingProxy::before(&arguments.server).await?;
    let direct = Client::new(ServerUrl::parse(&arguments.server)?, token.clone())?;
    let signed_in = SignedIn::new(&arguments.data_dir, &proxy.url, token).await?;
    signed_in.complete().await?;
    quiet(&proxy).await;
    let mut polls = Polls::default();
    for run in 0..arguments.runs {
        polls.nothing.push(poll(&signed_in, &proxy).await);
        let name = format!("{NEW_NAME} {run}");
        change(&direct, run, &name).await?;
        polls.changes.push(poll(&signed_in, &proxy).await);
        let request = ListRequest { search: name, ..ListRequest::default() };
        let found = signed_in.reader.list_teams(&request).await?.context("there is no list")?;
        ensure!(!found.data.ids.is_empty(), "what was changed is not in the copy");
    }
    signed_in.app.close().await;
    Ok(polls)
}

/// Everything that a poll and what follows from it costs.
async fn poll(signed_in: &SignedIn, proxy: &CountingProxy) -> Cost {
    proxy.take();
    signed_in.reader.sync_now().await;
    let traffic = quiet(proxy).await;
    Cost { requests: traffic.requests(), bytes: traffic.bytes }
}

/// Waits until nothing has gone over the network for a while. A wait for time alone: that nothing comes has no event.
async fn quiet(proxy: &CountingProxy) -> Traffic {
    loop {
        let before = proxy.traffic();
        tokio::time::sleep(QUIET).await;
        if proxy.traffic() == before {
            return proxy.take();
        }
    }
}

/// Ten changes in ten teams that the person owns: names, roles and invitations in turn.
async fn change(client: &Client, run: u32, name: &str) -> Result<()> {
    let page = client.teams(&PageRequest { limit: Some(100), cursor: None }).await?;
    let owned: Vec<&Team> = page.data.iter().filter(|team| team.role == Role::Owner).collect();
    let step = owned.len() / CHANGES;
    ensure!(step > 0, "{} teams are too few to change", owned.len());
    for (index, team) in owned.into_iter().step_by(step).take(CHANGES).enumerate() {
        match index % 3 {
            0 => rename(client, team, name).await?,
            1 => change_role(client, team).await?,
            _ => {
                let email = Email::parse(&format!("new-{run}-{index}@example.org"))?;
                client.invite(&team.id, &email, &Role::Member, &IdempotencyKey::new()).await?;
            }
        }
    }
    Ok(())
}

async fn rename(client: &Client, team: &Team, name: &str) -> Result<()> {
    let change = UpdateTeam { name: Some(name.to_owned()), ..UpdateTeam::default() };
    client.update_team(&team.id, &change, None).await?;
    Ok(())
}

/// Of the first member that can have another one.
async fn change_role(client: &Client, team: &Team) -> Result<()> {
    let members = client.all_members(&team.id).await?;
    let member = members.iter().find(|member| member.role != Role::Owner).context("a team has its owner alone")?;
    let role = if member.role == Role::Viewer { Role::Member } else { Role::Viewer };
    client.change_role(&team.id, &member.user_id, &role).await?;
    Ok(())
}
