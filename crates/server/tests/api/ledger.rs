//! Many writers at once, in this process and beside it: nothing is lost and every balance is the sum of its entries.

use jiff::SignedDuration;
use ollm_api::TeamId;
use ollm_server::{Database, Limits, Payments, UsageBooking};
use rust_decimal::Decimal;
use sqlx::sqlite::{SqliteConnectOptions, SqliteConnection};
use sqlx::{ConnectOptions, Row};

use crate::harness::TestServer;

async fn look(server: &TestServer) -> SqliteConnection {
    SqliteConnectOptions::new().filename(server.database()).read_only(true).connect().await.unwrap()
}

/// Amounts and the balances that they left, in order, in micro-dollars.
async fn entries(connection: &mut SqliteConnection, team: &str) -> Vec<(i64, i64)> {
    let sql = "SELECT amount, balance_after FROM entries WHERE team_id = $1 ORDER BY seq";
    let rows = sqlx::query(sql).bind(team).fetch_all(connection).await.unwrap();
    rows.iter().map(|row| (row.get(0), row.get(1))).collect()
}

#[tokio::test(flavor = "multi_thread")]
async fn sixty_four_tasks_lose_nothing() {
    const TASKS: usize = 64;
    let server = TestServer::start().await;
    let you = server.person("you@example.com").await;
    // As `ollm-server usage` does: another opening of the same file.
    let beside = Database::open(&server.database()).await.unwrap();
    let (kept, doomed) = (you.team("Kept").await, you.team("Doomed").await);

    let tasks = (0..TASKS).map(|task| {
        let (you, beside, kept, doomed) = (you.clone(), beside.clone(), kept.clone(), doomed.clone());
        tokio::spawn(async move {
            // Per team: how often credits came in and how often usage was booked.
            let mut booked = [[0, 0], [0, 0]];
            for (index, team) in [&kept, &doomed].into_iter().enumerate() {
                match task {
                    32 if index == 1 => {
                        you.delete(&format!("/v1/teams/{doomed}")).await.ok();
                    }
                    _ if task % 2 == 0 => {
                        let answer = you.top_up(team, "10.00").await;
                        match answer.status.as_u16() {
                            201 => booked[index][0] += 1,
                            _ => {
                                answer.refused(404, "not_found");
                            }
                        }
                    }
                    _ => {
                        let booking = UsageBooking {
                            team: TeamId::new(team.as_str()),
                            cost: Decimal::new(1_234_567, 6),
                            model: None,
                            input_tokens: 1,
                            output_tokens: 1,
                            at: jiff::Timestamp::now(),
                        };
                        if beside.book_usage(&booking).await.is_ok() {
                            booked[index][1] += 1;
                        }
                    }
                }
            }
            booked
        })
    });
    let mut total = [[0, 0], [0, 0]];
    for task in tasks.collect::<Vec<_>>() {
        let booked = task.await.unwrap();
        for (index, counts) in booked.into_iter().enumerate() {
            total[index][0] += counts[0];
            total[index][1] += counts[1];
        }
    }
    assert_eq!(total[0], [32, 32], "the team that stayed has it all");

    let mut connection = look(&server).await;
    for (team, [top_ups, usages]) in [&kept, &doomed].into_iter().zip(total) {
        let entries = entries(&mut connection, team).await;
        let mut balance = 0;
        for (amount, balance_after) in &entries {
            balance += amount;
            assert_eq!(balance, *balance_after, "the chain of {team}");
        }
        assert_eq!(entries.len(), top_ups + usages, "{team}");
        assert_eq!(balance, top_ups as i64 * 10_000_000 - usages as i64 * 1_234_567, "{team}");
    }
    // Each booking is a version of the team; a top-up, which somebody made, is an event too.
    let team = you.get(&format!("/v1/teams/{kept}")).await.ok();
    assert_eq!(team["version"], 1 + TASKS);
    assert_eq!(team["balance"]["amount"], "280.493856");
    assert_eq!(you.all(&format!("/v1/teams/{kept}/events"), 200).await.len(), 1 + total[0][0]);
    you.get(&format!("/v1/teams/{doomed}")).await.refused(404, "not_found");
}

#[tokio::test]
async fn the_ledger_is_filtered_by_kind() {
    let server = TestServer::start().await;
    let you = server.person("you@example.com").await;
    let team = you.team("Dev").await;
    you.top_up(&team, "10").await.ok();
    you.top_up(&team, "20").await.ok();
    let path = format!("/v1/teams/{team}/transactions");
    assert_eq!(you.all(&format!("{path}?kind=top_up"), 1).await.len(), 2);
    assert_eq!(you.all(&format!("{path}?kind=usage"), 1).await.len(), 0);
    you.get(&format!("{path}?kind=gift")).await.refused(422, "invalid_request").names("kind");
}

#[tokio::test]
async fn the_ledger_is_filtered_by_time() {
    let server = TestServer::start().await;
    let you = server.person("you@example.com").await;
    let team = you.team("Dev").await;
    let mut times = Vec::new();
    for _ in 0..3 {
        you.top_up(&team, "10").await.ok();
        let path = format!("/v1/teams/{team}/transactions?limit=1");
        times.push(you.get(&path).await.ok()["data"][0]["created_at"].as_str().unwrap().to_owned());
        server.clock.advance(SignedDuration::from_hours(24));
    }
    let path = format!("/v1/teams/{team}/transactions");
    let found = async |query: &str| -> Vec<String> {
        let entries = you.all(&format!("{path}?{query}"), 1).await;
        entries.iter().map(|entry| entry["created_at"].as_str().unwrap().to_owned()).collect()
    };
    let newest_first: Vec<String> = times.iter().rev().cloned().collect();
    assert_eq!(found(&format!("from={}", times[0])).await, newest_first);
    assert_eq!(found(&format!("from={}&to={}", times[1], times[2])).await, times[1..2], "the end is not included");
    assert_eq!(found(&format!("to={}&kind=top_up", times[1])).await, times[..1]);
    assert!(found(&format!("from={}&kind=usage", times[0])).await.is_empty());
    for (query, param) in [
        ("from=yesterday".to_owned(), "from"),
        ("to=tomorrow".to_owned(), "to"),
        (format!("from={}&to={}", times[1], times[1]), "from"),
    ] {
        you.get(&format!("{path}?{query}")).await.refused(422, "invalid_request").names(param);
    }
}

#[tokio::test]
async fn an_entry_names_who_asked_for_it() {
    let server = TestServer::start_with(Payments::Checkout, Limits::default()).await;
    let you = server.person("you@example.com").await;
    let team = you.team("Dev").await;
    let top_up = you.top_up(&team, "10").await.ok();
    let page = top_up["checkout_url"].as_str().unwrap();
    let paid = reqwest::Client::builder().no_proxy().build().unwrap().post(format!("{page}/pay")).send().await.unwrap();
    assert!(paid.status().is_success());
    let booking = UsageBooking {
        team: TeamId::new(team.as_str()),
        cost: Decimal::ONE,
        model: None,
        input_tokens: 1,
        output_tokens: 1,
        at: jiff::Timestamp::now(),
    };
    Database::open(&server.database()).await.unwrap().book_usage(&booking).await.unwrap();
    let ledger = you.get(&format!("/v1/teams/{team}/transactions")).await.ok();
    let by = |index: usize| ledger["data"][index]["created_by"].clone();
    assert_eq!((by(0), by(1)), (serde_json::Value::Null, "you@example.com".into()), "usage is nobody's");
}
