use jiff::SignedDuration;
use reqwest::Method;
use serde_json::json;

use crate::harness::{TestServer, send};

#[tokio::test]
async fn a_team_from_its_making_to_its_end() {
    let server = TestServer::start().await;
    let you = server.person("you@example.com").await;
    let made = you.post("/v1/teams", json!({ "name": "  Research & Development  " })).await;
    assert_eq!((made.status.as_u16(), made.header("etag")), (201, Some("\"1\"")));
    let team = made.body;
    assert_eq!(team["name"], "Research & Development");
    assert_eq!(team["role"], "owner");
    assert_eq!(team["balance"], json!({ "amount": "0.00", "currency": "USD" }));
    assert_eq!((&team["member_count"], &team["pending_invitation_count"]), (&json!(1), &json!(0)));
    let id = team["id"].as_str().unwrap();
    let digits = id.strip_prefix("research-development-").unwrap();
    assert!(digits.len() == 8 && digits.chars().all(|c| c.is_ascii_hexdigit()), "{id}");

    server.clock.advance(SignedDuration::from_secs(5));
    let path = format!("/v1/teams/{id}");
    let renamed = you.patch(&path, json!({ "name": "Lab" })).await;
    assert_eq!(renamed.header("etag"), Some("\"2\""));
    let renamed = renamed.ok();
    assert_eq!((&renamed["id"], &renamed["name"], &renamed["version"]), (&team["id"], &json!("Lab"), &json!(2)));
    assert_eq!(renamed["created_at"], team["created_at"]);
    assert_ne!(renamed["updated_at"], team["updated_at"]);

    assert_eq!(you.delete(&path).await.status, 204);
    for path in ["", "/members", "/events", "/transactions"].map(|end| format!("{path}{end}")) {
        you.get(&path).await.refused(404, "not_found");
    }
    assert_eq!(you.get("/v1/teams").await.ok()["data"], json!([]));
}

#[tokio::test]
async fn a_change_to_the_same_makes_no_new_version() {
    let server = TestServer::start().await;
    let you = server.person("you@example.com").await;
    let path = format!("/v1/teams/{}", you.team("Dev").await);
    for body in [json!({}), json!({ "name": "Dev" }), json!({ "low_balance_threshold": null })] {
        assert_eq!(you.patch(&path, body).await.ok()["version"], 1);
    }
}

#[tokio::test]
async fn the_threshold_is_set_left_and_removed() {
    let server = TestServer::start().await;
    let you = server.person("you@example.com").await;
    let path = format!("/v1/teams/{}", you.team("Dev").await);
    let set = you.patch(&path, json!({ "low_balance_threshold": { "amount": "25.5", "currency": "USD" } })).await.ok();
    assert_eq!(set["low_balance_threshold"]["amount"], "25.50");
    assert_eq!(you.patch(&path, json!({ "name": "Lab" })).await.ok()["low_balance_threshold"]["amount"], "25.50");
    assert!(you.patch(&path, json!({ "low_balance_threshold": null })).await.ok()["low_balance_threshold"].is_null());
    for (amount, currency) in [("-1", "USD"), ("1", "EUR"), ("0.0000001", "USD"), ("9999999999", "USD")] {
        let body = json!({ "low_balance_threshold": { "amount": amount, "currency": currency } });
        you.patch(&path, body).await.refused(422, "invalid_request").names("low_balance_threshold");
    }
}

#[tokio::test]
async fn names_that_are_not_names() {
    let server = TestServer::start().await;
    let you = server.person("you@example.com").await;
    let path = format!("/v1/teams/{}", you.team("Dev").await);
    for name in ["", "   ", "a\nb", "a\u{0}b", "a\u{202e}b", &"x".repeat(65)] {
        you.post("/v1/teams", json!({ "name": name })).await.refused(422, "invalid_request").names("name");
        you.patch(&path, json!({ "name": name })).await.refused(422, "invalid_request").names("name");
    }
    let text = "<img src=x onerror=alert(1)>";
    assert_eq!(you.patch(&path, json!({ "name": text })).await.ok()["name"], text);
}

#[tokio::test]
async fn if_match_guards_change_and_delete() {
    let server = TestServer::start().await;
    let you = server.person("you@example.com").await;
    let id = you.team("Dev").await;
    let path = format!("/v1/teams/{id}");
    let tag = you.get(&path).await.header("etag").unwrap().to_owned();
    you.top_up(&id, "10.00").await.ok();
    for stale in [tag.as_str(), "W/\"2\"", "2", ""] {
        let request = you.request(Method::DELETE, &path).header("If-Match", stale);
        send(request).await.refused(412, "version_mismatch");
        let request = you.request(Method::PATCH, &path).header("If-Match", stale).json(&json!({ "name": "Lab" }));
        send(request).await.refused(412, "version_mismatch");
    }
    assert_eq!(you.get(&path).await.ok()["name"], "Dev");
    let request = you.request(Method::PATCH, &path).header("If-Match", "\"2\"").json(&json!({ "name": "Lab" }));
    assert_eq!(send(request).await.ok()["version"], 3);
    assert_eq!(send(you.request(Method::DELETE, &path).header("If-Match", "*")).await.status, 204);
}

#[tokio::test]
async fn what_an_outsider_asks_does_not_depend_on_whether_the_team_exists() {
    let server = TestServer::start().await;
    let you = server.person("you@example.com").await;
    let outsider = server.person("outsider@example.com").await;
    let real = outsider.get(&format!("/v1/teams/{}", you.team("Dev").await)).await;
    let unreal = outsider.get("/v1/teams/dev-00000000").await;
    assert_eq!((real.status, &real.body), (unreal.status, &unreal.body));
}

#[tokio::test]
async fn every_change_is_in_the_activity() {
    let server = TestServer::start().await;
    let you = server.person("you@example.com").await;
    let admin = server.person("admin@example.com").await;
    let id = you.team("Dev").await;
    let path = format!("/v1/teams/{id}");
    you.bring(&id, &admin, "admin").await;
    you.patch(&path, json!({ "name": "Lab" })).await.ok();
    you.top_up(&id, "10").await.ok();
    you.patch(&format!("{path}/members/{}", admin.id), json!({ "role": "viewer" })).await.ok();
    you.delete(&format!("{path}/members/{}", admin.id)).await.ok();
    let events = you.get(&format!("{path}/events")).await.ok();
    let told: Vec<_> = events["data"]
        .as_array()
        .unwrap()
        .iter()
        .map(|event| {
            let field = |name: &str| event[name].as_str().unwrap().to_owned();
            [field("actor"), field("action"), field("target")].join(" ")
        })
        .collect();
    let top_up = events["data"][2]["target"].as_str().unwrap();
    assert_eq!(
        told,
        [
            "you@example.com member.removed admin@example.com",
            "you@example.com member.role_changed admin@example.com",
            &format!("you@example.com top_up.succeeded {top_up}"),
            "you@example.com team.renamed Lab",
            "admin@example.com invitation.accepted admin@example.com",
            "you@example.com invitation.sent admin@example.com",
            "you@example.com team.created Dev",
        ]
    );
}
