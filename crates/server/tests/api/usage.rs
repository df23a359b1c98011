use ollm_api::TeamId;
use ollm_server::{Database, UsageBooking};
use serde_json::json;

use crate::harness::TestServer;

async fn book(server: &TestServer, team: &str, cost: &str, at: &str) -> Result<(), String> {
    book_of(server, team, Some("chat-small"), cost, at).await
}

async fn book_of(server: &TestServer, team: &str, model: Option<&str>, cost: &str, at: &str) -> Result<(), String> {
    let booking = UsageBooking {
        team: TeamId::new(team),
        cost: cost.parse().unwrap(),
        model: model.map(str::to_owned),
        input_tokens: 100,
        output_tokens: 20,
        at: at.parse().unwrap(),
    };
    let database = Database::open(&server.database()).await.unwrap();
    let booked = database.book_usage(&booking).await.map_err(|error| error.to_string());
    database.close().await;
    booked
}

#[tokio::test]
async fn usage_is_summed_in_buckets() {
    let server = TestServer::start().await;
    let you = server.person("you@example.com").await;
    let team = you.team("Dev").await;
    for (cost, at) in [
        ("0.25", "2026-02-27T23:59:59.999999Z"),
        ("0.000001", "2026-02-28T00:00:00Z"),
        ("1.5", "2026-02-28T12:30:00Z"),
        ("2", "2026-03-01T00:00:00Z"),
    ] {
        book(&server, &team, cost, at).await.unwrap();
    }
    let window = "from=2026-02-28T00:00:00Z&to=2026-03-02T00:00:00Z";
    let path = format!("/v1/teams/{team}/usage");
    let days = you.get(&format!("{path}?{window}&bucket=day")).await.ok();
    assert!(days["next_cursor"].is_null());
    assert_eq!(
        days["data"],
        json!([
            {
                "start": "2026-02-28T00:00:00Z", "cost": { "amount": "1.500001", "currency": "USD" },
                "requests": 2, "input_tokens": 200, "output_tokens": 40,
            },
            {
                "start": "2026-03-01T00:00:00Z", "cost": { "amount": "2.00", "currency": "USD" },
                "requests": 1, "input_tokens": 100, "output_tokens": 20,
            },
        ])
    );
    let hours = you.get(&format!("{path}?{window}&bucket=hour")).await.ok();
    let hours = hours["data"].as_array().unwrap();
    assert_eq!(hours.len(), 48);
    assert_eq!(hours[12]["cost"]["amount"], "1.50");
    assert_eq!(hours[13]["requests"], 0);

    // Usage is taken from the balance, below zero if need be: it happened.
    assert_eq!(you.balance(&team).await, "-3.750001");
    let ledger = you.get(&format!("/v1/teams/{team}/transactions?limit=1")).await.ok();
    let entry = &ledger["data"][0];
    assert_eq!((&entry["kind"], &entry["amount"]["amount"]), (&json!("usage"), &json!("-2.00")));
    assert_eq!(entry["description"], "Usage of chat-small");
    let events = you.get(&format!("/v1/teams/{team}/events?limit=1")).await.ok();
    assert_eq!(events["data"][0]["action"], "team.created", "using is not a change that somebody made");
}

#[tokio::test]
async fn usage_is_summed_by_model() {
    let server = TestServer::start().await;
    let you = server.person("you@example.com").await;
    let team = you.team("Dev").await;
    for (model, cost, at) in [
        (Some("small"), "0.25", "2026-02-28T01:00:00Z"),
        (Some("large"), "1.5", "2026-02-28T02:00:00Z"),
        (Some("small"), "0.000001", "2026-02-28T03:00:00Z"),
        (None, "2", "2026-03-01T00:00:00Z"),
    ] {
        book_of(&server, &team, model, cost, at).await.unwrap();
    }
    let path = format!("/v1/teams/{team}/usage?from=2026-02-27T00:00:00Z&to=2026-03-02T00:00:00Z&bucket=day");
    let grouped = you.get(&format!("{path}&group_by=model")).await.ok();
    let bucket = |start, cost, requests| {
        json!({ "start": start, "cost": { "amount": cost, "currency": "USD" }, "requests": requests,
            "input_tokens": 100 * requests, "output_tokens": 20 * requests })
    };
    let named = |model: &str, mut bucket: serde_json::Value| {
        bucket["model"] = model.into();
        bucket
    };
    let expected = json!([
        named("large", bucket("2026-02-28T00:00:00Z", "1.50", 1)),
        named("small", bucket("2026-02-28T00:00:00Z", "0.250001", 2)),
        bucket("2026-03-01T00:00:00Z", "2.00", 1),
    ]);
    assert_eq!((&grouped["data"], grouped["next_cursor"].is_null()), (&expected, true));
    you.get(&format!("{path}&group_by=colour")).await.refused(422, "invalid_request").names("group_by");
}

#[tokio::test]
async fn windows_that_are_not_windows() {
    let server = TestServer::start().await;
    let you = server.person("you@example.com").await;
    let path = format!("/v1/teams/{}/usage", you.team("Dev").await);
    for (query, param) in [
        ("from=yesterday", "from"),
        ("to=tomorrow", "to"),
        ("bucket=week", "bucket"),
        ("from=2020-01-01T00:00:00Z", "from"),
        ("from=2026-01-01T00:00:00Z&to=2026-03-01T00:00:00Z&bucket=hour", "from"),
        ("from=2026-03-01T00:00:00Z&to=2026-03-01T00:00:00Z", "from"),
    ] {
        you.get(&format!("{path}?{query}")).await.refused(422, "invalid_request").names(param);
    }
    assert_eq!(you.get(&path).await.ok()["data"].as_array().unwrap().len(), 31, "30 days and what today has of it");
}

#[tokio::test]
async fn usage_that_can_not_be_booked() {
    let server = TestServer::start().await;
    let you = server.person("you@example.com").await;
    let team = you.team("Dev").await;
    let at = "2026-03-01T00:00:00Z";
    assert!(book(&server, "dev-00000000", "1", at).await.is_err());
    assert!(book(&server, &team, "-1", at).await.is_err());
    assert!(book(&server, &team, "0.0000001", at).await.is_err());
    you.delete(&format!("/v1/teams/{team}")).await.ok();
    assert!(book(&server, &team, "1", at).await.is_err());
}
