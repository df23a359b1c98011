use ollm_api::Email;
use secrecy::ExposeSecret;
use serde_json::json;
use uuid::Uuid;

use crate::harness::TestServer;

#[tokio::test]
async fn the_secret_is_told_once() {
    let server = TestServer::start().await;
    let you = server.person("you@example.com").await;
    let team = you.team("Dev").await;
    let path = format!("/v1/teams/{team}/api-keys");
    let made = you.post(&path, json!({ "name": " ci " })).await;
    assert_eq!(made.status, 201);
    let mut key = made.body;
    let secret = key.as_object_mut().unwrap().remove("secret").unwrap();
    let secret = secret.as_str().unwrap();
    assert_eq!((&key["name"], &key["created_by"]), (&json!("ci"), &json!("you@example.com")));
    assert!(key["last_used_at"].is_null());
    assert!(secret.starts_with(key["prefix"].as_str().unwrap()) && secret.len() == "sk-ollm-".len() + 64);
    assert_eq!(you.get(&path).await.ok()["data"], json!([key]));
    for name in ["", "a\nb", &"x".repeat(65)] {
        you.post(&path, json!({ "name": name })).await.refused(422, "invalid_request").names("name");
    }
    // A key is for inference: it does not open the team API.
    you.with_token(secret).get("/v1/me").await.refused(401, "unauthorized");
    let id = key["id"].as_str().unwrap();
    assert_eq!(you.delete(&format!("{path}/{id}")).await.status, 204);
    you.delete(&format!("{path}/{id}")).await.refused(404, "not_found");
    assert_eq!(you.get(&path).await.ok()["data"], json!([]));
}

#[tokio::test]
async fn a_member_revokes_their_own_key_alone() {
    let server = TestServer::start().await;
    let you = server.person("you@example.com").await;
    let member = server.person("member@example.com").await;
    let team = you.team("Dev").await;
    you.bring(&team, &member, "member").await;
    let path = format!("/v1/teams/{team}/api-keys");
    let id = async |person: &crate::harness::Person| {
        person.post(&path, json!({ "name": "ci" })).await.ok()["id"].as_str().unwrap().to_owned()
    };
    let (yours, theirs) = (id(&you).await, id(&member).await);
    member.delete(&format!("{path}/{yours}")).await.refused(403, "forbidden");
    assert_eq!(member.delete(&format!("{path}/{theirs}")).await.status, 204);
    let other = you.team("Other").await;
    you.delete(&format!("/v1/teams/{other}/api-keys/{yours}")).await.refused(404, "not_found");
}

#[tokio::test]
async fn another_token_of_the_caller_does_not_get_the_secret() {
    let server = TestServer::start().await;
    let you = server.person("you@example.com").await;
    let second = server.server.issue_token(&Email::parse("you@example.com").unwrap()).await.unwrap();
    let team = you.team("Dev").await;
    let path = format!("/v1/teams/{team}/api-keys");
    let key = Uuid::new_v4();
    let first = you.post_once(&path, json!({ "name": "ci" }), key).await.ok();
    assert_eq!(you.post_once(&path, json!({ "name": "ci" }), key).await.ok(), first);
    you.with_token(second.expose_secret())
        .post_once(&path, json!({ "name": "ci" }), key)
        .await
        .refused(422, "idempotency_key_reused");
    assert_eq!(you.get(&path).await.ok()["data"].as_array().unwrap().len(), 1);
}
