//! The network breaks while the app pays, and the app goes on until it knows.

use std::time::Duration;

use anyhow::{Context, Result};
use fastrand::Rng;
use futures::{StreamExt, TryStreamExt};
use ollm_server::Payments;

use crate::app;
use crate::ledger::Bank;
use crate::proxy::{Fault, Proxy};

/// How long a case may take: three answers that never come, and what lies between them.
const SETTLES_WITHIN: Duration = Duration::from_secs(240);
/// How many go on at once; most of them wait.
const AT_ONCE: usize = 32;

/// Runs the cases, and says how they ended.
pub(crate) async fn run(cases: u32, seed: u64) -> Result<String> {
    let folder = tempfile::tempdir()?;
    let bank = &Bank::open(folder.path(), Payments::Instant).await?;
    let outcomes: Vec<usize> = futures::stream::iter(0..cases)
        .map(|case| async move {
            let faults = script(seed, case);
            let words = format!("seed {seed}, fault case {case}: {faults:?}");
            let ended = tokio::time::timeout(SETTLES_WITHIN, one(bank, faults)).await;
            ended.context("an attempt is left open").flatten().context(words)
        })
        .buffer_unordered(AT_ONCE)
        .try_collect()
        .await?;
    let with = outcomes.iter().filter(|succeeded| **succeeded > 0).count();
    Ok(format!("{cases} cases, {with} with credits, {} without, 0 violations", outcomes.len() - with))
}

/// What breaks in a case: its number and the seed say it.
fn script(seed: u64, case: u32) -> Vec<Fault> {
    let mut rng = Rng::with_seed(seed ^ (u64::from(case) << 32));
    (0..rng.usize(1..=3)).map(|_| Fault::any(&mut rng)).collect()
}

async fn one(bank: &Bank, faults: Vec<Fault>) -> Result<usize> {
    let (folder, team) = (tempfile::tempdir()?, bank.new_team().await?);
    let proxy = Proxy::start(bank.url(), faults).await?;
    let app = app::start(folder.path());
    let session = app::sign_in(&app, &proxy.url(), bank.token.clone()).await?;
    // Refused, unknown or there: the journal says which.
    let _ = session.top_up(&team, "25.00", false).await;
    let succeeded = app::succeeded(&app::settled(&session).await?);
    bank.agrees(&team, &succeeded).await?;
    Ok(succeeded.len())
}
