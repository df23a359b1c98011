use std::collections::BTreeSet;
use std::time::{Duration, Instant};

use ollm_api::Email;
use ollm_server::{LOCAL_USER_EMAIL, Payments, RunningServer, ServerOptions};
use rust_decimal::Decimal;
use secrecy::ExposeSecret;
use serde_json::Value;

use crate::harness::{Person, TestServer};

async fn start(folder: &tempfile::TempDir) -> RunningServer {
    let options = ServerOptions {
        database: folder.path().join("sample.db"),
        listen: ([127, 0, 0, 1], 0).into(),
        payments: Payments::Instant,
        sample_data: true,
        oidc: None,
    };
    ollm_server::start(options).await.unwrap()
}

async fn you(server: &RunningServer) -> Person {
    let token = server.issue_run_token(&Email::parse(LOCAL_USER_EMAIL).unwrap()).await.unwrap();
    Person::at(server.url(), token.expose_secret())
}

fn amount(money: &Value) -> Decimal {
    money["amount"].as_str().unwrap().parse().unwrap()
}

#[tokio::test]
async fn a_believable_workspace() {
    let folder = tempfile::tempdir().unwrap();
    let started = Instant::now();
    let server = start(&folder).await;
    let took = started.elapsed();
    assert!(took < Duration::from_secs(3), "seeding took {took:?}");
    let you = you(&server).await;
    let teams = you.all("/v1/teams", 200).await;
    assert!(teams.len() >= 6);
    let roles: BTreeSet<_> = teams.iter().map(|team| team["role"].as_str().unwrap()).collect();
    assert_eq!(roles, BTreeSet::from(["admin", "member", "owner", "viewer"]));
    assert!(teams.iter().filter(|team| team["role"] == "owner").count() >= 3);

    let (mut low, mut unused) = (0, 0);
    for team in &teams {
        let path = format!("/v1/teams/{}", team["id"].as_str().unwrap());
        let balance = amount(&team["balance"]);
        let ledger = you.all(&format!("{path}/transactions"), 200).await;
        let sum: Decimal = ledger.iter().map(|entry| amount(&entry["amount"])).sum();
        assert_eq!(sum, balance, "{path}");
        assert!(ledger.iter().all(|entry| amount(&entry["balance_after"]) > Decimal::ZERO), "{path}");
        assert!(ledger.is_sorted_by_key(|entry| std::cmp::Reverse(entry["created_at"].as_str().unwrap().to_owned())));
        let events = you.all(&format!("{path}/events"), 200).await;
        assert!(events.is_sorted_by_key(|event| std::cmp::Reverse(
            event["at"].as_str().unwrap().parse::<jiff::Timestamp>().unwrap()
        )));
        assert_eq!(events.last().unwrap()["action"], "team.created");
        assert_eq!(
            you.get(&format!("{path}/members")).await.ok()["data"].as_array().unwrap().len(),
            team["member_count"].as_u64().unwrap() as usize
        );
        if ledger.is_empty() {
            unused += 1;
        } else {
            let usage = you.get(&format!("{path}/usage?bucket=day")).await.ok();
            let used = usage["data"].as_array().unwrap().iter().filter(|day| day["requests"] != 0).count();
            assert!(used >= 20, "{path}: usage on {used} of 31 days");
        }
        let threshold = &team["low_balance_threshold"];
        low += usize::from(!threshold.is_null() && balance < amount(threshold));
    }
    assert_eq!((low, unused), (1, 1), "teams low on balance, teams without usage");
    let pending: u64 = teams.iter().map(|team| team["pending_invitation_count"].as_u64().unwrap()).sum();
    assert!(pending >= 6);
    let mine = you.get("/v1/me/invitations").await.ok();
    assert_eq!(mine["data"].as_array().unwrap().len(), 1);
    server.stop().await;
}

#[tokio::test]
async fn seeding_twice_is_seeding_once() {
    let folder = tempfile::tempdir().unwrap();
    let server = start(&folder).await;
    let first = you(&server).await.all("/v1/teams", 200).await;
    server.stop().await;
    let server = start(&folder).await;
    let you = you(&server).await;
    assert_eq!(you.all("/v1/teams", 200).await, first);
    // What a live server does to it goes on from there.
    let owned = first.iter().find(|team| team["role"] == "owner").unwrap();
    let (team, before) = (owned["id"].as_str().unwrap(), amount(&owned["balance"]));
    you.top_up(team, "10").await.ok();
    assert_eq!(you.balance(team).await.parse::<Decimal>().unwrap(), before + Decimal::TEN);
    server.stop().await;
}

#[tokio::test]
async fn a_workspace_with_teams_is_left_as_it_is() {
    let server = TestServer::start().await;
    server.person("somebody@example.com").await.team("Mine").await;
    let TestServer { server, folder, .. } = server;
    server.stop().await;
    let options = ServerOptions {
        database: folder.path().join("nested/teams.db"),
        listen: ([127, 0, 0, 1], 0).into(),
        payments: Payments::Instant,
        sample_data: true,
        oidc: None,
    };
    let server = ollm_server::start(options).await.unwrap();
    assert_eq!(you(&server).await.get("/v1/teams").await.ok()["data"].as_array().unwrap().len(), 0);
    server.stop().await;
}
