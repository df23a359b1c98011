//! The app is killed while it pays, started again, pays once more, and is left to settle.

use std::path::Path;
use std::process::Stdio;
use std::time::{Duration, Instant};

use anyhow::{Context, Result, ensure};
use fastrand::Rng;
use ollm_api::TeamId;
use ollm_server::Payments;
use secrecy::{ExposeSecret, SecretString};
use tokio::io::AsyncWriteExt;
use tokio::process::{Child, Command};

use crate::deaths::{Death, Deaths};
use crate::kill::Kill;
use crate::ledger::Bank;
use crate::proxy::Proxy;
use crate::record::Record;

/// How long an app that was started again may take to settle.
const SETTLES_WITHIN: Duration = Duration::from_secs(120);

/// What happens in a case.
#[derive(Debug)]
struct Case {
    payments: Payments,
    /// What somebody presses on the page where it is paid.
    button: &'static str,
    /// Each start of the app settles what is open, makes a top-up and dies here. The start after the last one settles.
    kills: Vec<Kill>,
}

impl Case {
    /// Its number and the seed say it.
    fn choose(seed: u64, case: u32) -> Self {
        let mut rng = Rng::with_seed(seed ^ (u64::from(case) << 32));
        let (payments, answered) =
            if rng.bool() { (Payments::Instant, "succeeded") } else { (Payments::Checkout, "pending") };
        let button = if rng.bool() { "pay" } else { "decline" };
        // One of three pays once more.
        let lives = if rng.u8(0..3) == 0 { 2 } else { 1 };
        Self { payments, button, kills: (0..lives).map(|_| Kill::any(&mut rng, answered)).collect() }
    }
}

/// Runs the cases one after the other, and says how they ended.
pub(crate) async fn run(cases: u32, seed: u64) -> Result<String> {
    let folder = tempfile::tempdir()?;
    let (at_once, on_page) = (folder.path().join("instant"), folder.path().join("checkout"));
    for folder in [&at_once, &on_page] {
        std::fs::create_dir(folder)?;
    }
    let (at_once, on_page) =
        (Bank::open(&at_once, Payments::Instant).await?, Bank::open(&on_page, Payments::Checkout).await?);
    let whole = whole_course(&at_once).await?;
    let (mut deaths, mut attempts, mut succeeded) = (Deaths::default(), 0, 0);
    for number in 0..cases {
        let case = Case::choose(seed, number);
        let bank = if matches!(case.payments, Payments::Instant) { &at_once } else { &on_page };
        let ended = one(bank, &case, whole).await.with_context(|| format!("seed {seed}, crash {number}: {case:?}"))?;
        ended.deaths.into_iter().for_each(|death| deaths.count(death));
        attempts += ended.attempts;
        succeeded += ended.succeeded;
    }
    Ok(format!("{cases} cases, {deaths}; {attempts} attempts, {succeeded} with credits, 0 violations"))
}

struct Ended {
    deaths: Vec<Death>,
    attempts: usize,
    succeeded: usize,
}

async fn one(bank: &Bank, case: &Case, whole: Duration) -> Result<Ended> {
    let (folder, team) = (tempfile::tempdir()?, bank.new_team().await?);
    let proxy = Proxy::start(bank.url(), Vec::new()).await?;
    let start = Start { folder: folder.path(), team: &team, server: &proxy.url(), token: &bank.token };
    let course = async {
        let mut deaths = Vec::new();
        for kill in &case.kills {
            deaths.push(live(bank, &proxy, &start, *kill, whole).await?);
        }
        proxy.then(None);
        let settling = start.spawn(None).await?;
        let settled = tokio::time::timeout(SETTLES_WITHIN, settling.wait_with_output());
        anyhow::Ok((deaths, settled.await.context("an attempt is left open")??))
    };
    let (deaths, output) = tokio::select! {
        ended = course => ended?,
        failed = press(bank, &team, case.button) => return Err(failed),
    };
    let text = String::from_utf8(output.stdout)?;
    let (states, succeeded) = text.lines().next().zip(text.lines().nth(1)).context("the app did not settle")?;
    let (states, succeeded): (Vec<String>, Vec<String>) =
        (serde_json::from_str(states)?, serde_json::from_str(succeeded)?);
    // What the app has given up, and the server has not, is paid by now.
    bank.press(&team, case.button).await?;
    bank.agrees(&team, &succeeded).await?;
    Ok(Ended { deaths, attempts: states.len(), succeeded: succeeded.len() })
}

/// One start of the app: it pays, and dies at `kill` if it comes there before its end.
async fn live(bank: &Bank, proxy: &Proxy, start: &Start<'_>, kill: Kill, whole: Duration) -> Result<Death> {
    let known = match Record::left(start.folder).await? {
        Some(mut record) => {
            let known = record.attempts().await?;
            record.close().await?;
            known
        }
        None => 0,
    };
    proxy.then(kill.fault());
    let mut paying = start.spawn(Some("25.00")).await?;
    let is_killed = tokio::select! {
        status = paying.wait() => {
            ensure!(status?.success(), "the app fails by itself");
            false
        }
        reached = kill.reached(start.folder, known, proxy, whole) => {
            reached?;
            // SIGKILL, where there is one.
            paying.kill().await?;
            true
        }
        () = tokio::time::sleep(SETTLES_WITHIN) => anyhow::bail!("the app does not come to its end"),
    };
    Death::examine(bank, start.team, start.folder, known, is_killed).await
}

/// Presses a button on every page that comes, until something is wrong.
async fn press(bank: &Bank, team: &TeamId, button: &str) -> anyhow::Error {
    loop {
        if let Err(error) = bank.press(team, button).await {
            return error;
        }
        tokio::time::sleep(Duration::from_millis(200)).await;
    }
}

/// How long the app takes from its start to its end when nobody kills it.
async fn whole_course(bank: &Bank) -> Result<Duration> {
    let mut longest = Duration::ZERO;
    for _ in 0..3 {
        let (folder, team) = (tempfile::tempdir()?, bank.new_team().await?);
        let start = Start { folder: folder.path(), team: &team, server: &bank.url(), token: &bank.token };
        let begun = Instant::now();
        let status = start.spawn(Some("25.00")).await?.wait().await?;
        ensure!(status.success(), "the app fails by itself");
        longest = longest.max(begun.elapsed());
    }
    Ok(longest)
}

/// What every start of one app has in common.
struct Start<'a> {
    folder: &'a Path,
    team: &'a TeamId,
    server: &'a str,
    token: &'a SecretString,
}

impl Start<'_> {
    /// Starts the app, to pay or to settle.
    async fn spawn(&self, amount: Option<&str>) -> Result<Child> {
        let mut command = Command::new(std::env::current_exe()?);
        command.arg("child").arg("--folder").arg(self.folder);
        command.args(["--server", self.server, "--team", self.team.as_str()]);
        if let Some(amount) = amount {
            command.args(["--amount", amount]);
        }
        let mut child = command.stdin(Stdio::piped()).stdout(Stdio::piped()).kill_on_drop(true).spawn()?;
        let mut input = child.stdin.take().context("no standard input")?;
        input.write_all(self.token.expose_secret().as_bytes()).await?;
        drop(input);
        Ok(child)
    }
}
