//! Generated data is the same for the same seed, and holds what live data holds.

use std::collections::BTreeSet;
use std::path::Path;

use ollm_api::Email;
use ollm_server::{Database, GenerateError, GenerateOptions, Generated, Payments, RunningServer, ServerOptions};
use rust_decimal::Decimal;
use secrecy::ExposeSecret;
use serde_json::Value;

use crate::harness::{Person, TestServer};
use crate::program;

fn options(seed: u64) -> GenerateOptions {
    GenerateOptions { teams: 60, members: 6, people: 100, seed, email: Email::parse("you@example.com").unwrap() }
}

async fn generate(file: &Path, seed: u64) -> Generated {
    let database = Database::open(file).await.unwrap();
    let generated = database.generate(&options(seed)).await.unwrap();
    database.close().await;
    generated
}

async fn serve(file: &Path) -> (RunningServer, Person) {
    let options = ServerOptions {
        database: file.to_owned(),
        listen: ([127, 0, 0, 1], 0).into(),
        payments: Payments::Instant,
        sample_data: false,
        oidc: None,
    };
    let server = ollm_server::start(options).await.unwrap();
    let token = server.issue_token(&Email::parse("you@example.com").unwrap()).await.unwrap();
    let you = Person::at(server.url(), token.expose_secret());
    (server, you)
}

fn amount(money: &Value) -> Decimal {
    money["amount"].as_str().unwrap().parse().unwrap()
}

/// Everything that lists tell, in no order, without the times.
async fn told(file: &Path) -> BTreeSet<String> {
    let (server, you) = serve(file).await;
    let mut told = BTreeSet::new();
    for list in ["teams", "members", "invitations"] {
        for mut item in you.all(&format!("/v1/{list}"), 200).await {
            for time in ["created_at", "updated_at", "joined_at", "expires_at"] {
                item.as_object_mut().unwrap().remove(time);
            }
            told.insert(item.to_string());
        }
    }
    server.stop().await;
    told
}

#[tokio::test]
async fn the_same_seed_gives_the_same() {
    let folder = tempfile::tempdir().unwrap();
    let [one, same, other] = ["one.db", "same.db", "other.db"].map(|name| folder.path().join(name));
    let generated = generate(&one, 7).await;
    assert_eq!(generate(&same, 7).await, generated);
    generate(&other, 8).await;
    let first = told(&one).await;
    assert_eq!(first.len(), generated.teams + generated.memberships + generated.invitations);
    assert!(first == told(&same).await, "the same seed gave something else");
    assert!(first.is_disjoint(&told(&other).await), "another seed gave some of the same");
}

#[tokio::test]
async fn it_is_as_consistent_as_live_data() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("teams.db");
    generate(&file, 1).await;
    let (server, you) = serve(&file).await;
    let teams = you.all("/v1/teams", 200).await;
    let members = you.all("/v1/members", 200).await;
    assert_eq!(teams.len(), 60);
    let average = members.len() / teams.len();
    assert!((5..=7).contains(&average), "{average} people in a team");
    let (mut low, mut unused) = (0, 0);
    for team in &teams {
        let id = team["id"].as_str().unwrap();
        let ledger = you.all(&format!("/v1/teams/{id}/transactions"), 200).await;
        let sum: Decimal = ledger.iter().map(|entry| amount(&entry["amount"])).sum();
        let balance = amount(&team["balance"]);
        assert_eq!(sum, balance, "{id}");
        assert!(ledger.iter().all(|entry| amount(&entry["balance_after"]) > Decimal::ZERO), "{id}");
        assert!(ledger.is_sorted_by_key(|entry| std::cmp::Reverse(entry["created_at"].as_str().unwrap().to_owned())));
        let of_team: Vec<_> = members.iter().filter(|member| member["team_id"] == id).collect();
        assert_eq!(of_team.len() as u64, team["member_count"], "{id}");
        let own = of_team.iter().find(|member| member["email"] == "you@example.com").unwrap();
        assert_eq!(own["role"], team["role"]);
        assert!(of_team.iter().any(|member| member["role"] == "owner"), "{id}");
        assert!(of_team.iter().all(|member| member["joined_at"].as_str() >= team["created_at"].as_str()), "{id}");
        let pending = you.all(&format!("/v1/teams/{id}/invitations?status=pending"), 200).await;
        assert_eq!(pending.len() as u64, team["pending_invitation_count"], "{id}");
        let events = you.all(&format!("/v1/teams/{id}/events"), 200).await;
        assert_eq!(events.last().unwrap()["action"], "team.created");
        low +=
            usize::from(!team["low_balance_threshold"].is_null() && balance < amount(&team["low_balance_threshold"]));
        unused += usize::from(ledger.is_empty());
    }
    let count = |role: &str| teams.iter().filter(|team| team["role"] == role).count();
    assert!(count("owner") > 30, "mostly an owner");
    assert!(["admin", "member", "viewer"].into_iter().all(|role| count(role) > 0));
    assert!((2..15).contains(&low) && (1..15).contains(&unused), "low: {low}, unused: {unused}");
    let balances: BTreeSet<_> = teams.iter().map(|team| amount(&team["balance"])).collect();
    assert!(balances.len() >= 60 - unused, "each has another balance");
    let accents = members.iter().filter(|member| member["name"].as_str().is_some_and(|name| !name.is_ascii()));
    assert!(accents.count() > 0);

    // Live changes go on from there.
    let owned = teams.iter().find(|team| team["role"] == "owner").unwrap();
    let (id, before) = (owned["id"].as_str().unwrap(), amount(&owned["balance"]));
    let start = you.get("/v1/changes").await.ok()["next_cursor"].as_str().unwrap().to_owned();
    you.top_up(id, "10").await.ok();
    assert_eq!(you.balance(id).await.parse::<Decimal>().unwrap(), before + Decimal::TEN);
    let changes = you.get(&format!("/v1/changes?since={start}")).await.ok();
    assert_eq!(changes["data"].as_array().unwrap().len(), 1);
    server.stop().await;
}

#[tokio::test]
async fn only_a_database_without_teams_is_filled() {
    let server = TestServer::start().await;
    let you = server.person("you@example.com").await;
    let database = Database::open(&server.database()).await.unwrap();
    let team = you.team("Mine").await;
    you.delete(&format!("/v1/teams/{team}")).await.ok();
    let refused = database.generate(&options(1)).await;
    assert!(matches!(refused, Err(GenerateError::NotEmpty)), "{refused:?}");
    assert_eq!(you.all("/v1/teams", 200).await, Vec::<Value>::new());
}

#[tokio::test]
async fn who_was_there_before_stays_who_they_were() {
    let server = TestServer::start().await;
    let you = server.person("you@example.com").await;
    Database::open(&server.database()).await.unwrap().generate(&options(1)).await.unwrap();
    assert_eq!(you.all("/v1/teams", 200).await.len(), 60);
    let own = you.all("/v1/members", 200).await.into_iter().filter(|member| member["user_id"] == you.id.as_str());
    assert_eq!(own.count(), 60);
}

#[test]
fn the_program_generates() {
    let folder = tempfile::tempdir().unwrap();
    let database = program::url(folder.path());
    let generate = |teams: &str| {
        program::run(&[
            "generate",
            "--database",
            &database,
            "--teams",
            teams,
            "--people",
            "9",
            "--email",
            "you@example.com",
        ])
    };
    let none = generate("0");
    assert!(!none.status.success() && !folder.path().join("teams.db").exists(), "{none:?}");
    let output = generate("5");
    assert!(output.status.success(), "{output:?}");
    // There are not enough people for twenty in each.
    assert!(String::from_utf8(output.stdout).unwrap().starts_with("5 teams, 50 memberships, "));
    let again = generate("5");
    assert!(!again.status.success() && String::from_utf8_lossy(&again.stderr).contains("empty"), "{again:?}");
}
