use serde_json::{Value, json};

use crate::harness::{Person, TestServer};

async fn role_of(asker: &Person, team: &str, user: &Person) -> Option<String> {
    let members = asker.get(&format!("/v1/teams/{team}/members")).await.ok();
    let members = members["data"].as_array().unwrap().clone();
    members.iter().find(|member| member["user_id"] == user.id).map(|member| member["role"].as_str().unwrap().to_owned())
}

#[tokio::test]
async fn the_last_owner_stays() {
    let server = TestServer::start().await;
    let you = server.person("you@example.com").await;
    let second = server.person("second@example.com").await;
    let team = you.team("Dev").await;
    let mine = format!("/v1/teams/{team}/members/{}", you.id);
    you.delete(&mine).await.refused(409, "last_owner");
    you.patch(&mine, json!({ "role": "admin" })).await.refused(409, "last_owner");
    assert_eq!(you.patch(&mine, json!({ "role": "owner" })).await.ok()["role"], "owner");

    you.bring(&team, &second, "owner").await;
    assert_eq!(you.patch(&mine, json!({ "role": "member" })).await.ok()["role"], "member");
    let theirs = format!("/v1/teams/{team}/members/{}", second.id);
    second.delete(&theirs).await.refused(409, "last_owner");
    assert_eq!(role_of(&second, &team, &second).await.as_deref(), Some("owner"));
}

#[tokio::test]
async fn an_owner_is_made_and_unmade_by_owners_alone() {
    let server = TestServer::start().await;
    let you = server.person("you@example.com").await;
    let admin = server.person("admin@example.com").await;
    let member = server.person("member@example.com").await;
    let team = you.team("Dev").await;
    you.bring(&team, &admin, "admin").await;
    you.bring(&team, &member, "member").await;
    let path = |person: &Person| format!("/v1/teams/{team}/members/{}", person.id);
    admin.patch(&path(&member), json!({ "role": "owner" })).await.refused(403, "forbidden");
    admin.patch(&path(&admin), json!({ "role": "owner" })).await.refused(403, "forbidden");
    admin.patch(&path(&you), json!({ "role": "viewer" })).await.refused(403, "forbidden");
    admin.delete(&path(&you)).await.refused(403, "forbidden");
    assert_eq!(admin.patch(&path(&member), json!({ "role": "viewer" })).await.ok()["role"], "viewer");
    you.patch(&path(&member), json!({ "role": "billing" })).await.refused(422, "invalid_request").names("role");
    you.patch(&path(&server.person("stranger@example.com").await), json!({ "role": "viewer" }))
        .await
        .refused(404, "not_found");
}

#[tokio::test]
async fn everybody_but_the_last_owner_may_leave() {
    let server = TestServer::start().await;
    let you = server.person("you@example.com").await;
    let team = you.team("Dev").await;
    for role in ["viewer", "member", "admin", "owner"] {
        let person = server.person(&format!("{role}@example.com")).await;
        you.bring(&team, &person, role).await;
        assert_eq!(person.delete(&format!("/v1/teams/{team}/members/{}", person.id)).await.status, 204, "{role}");
        person.get(&format!("/v1/teams/{team}")).await.refused(404, "not_found");
    }
    let actions = you.get(&format!("/v1/teams/{team}/events?limit=1")).await.ok();
    assert_eq!(actions["data"][0]["action"], "member.left");
}

#[tokio::test]
async fn ownership_is_handed_over() {
    let server = TestServer::start().await;
    let you = server.person("you@example.com").await;
    let heir = server.person("heir@example.com").await;
    let team = you.team("Dev").await;
    let path = format!("/v1/teams/{team}/ownership");
    let to = |id: &str| json!({ "user_id": id });
    you.post(&path, to(&heir.id)).await.refused(422, "invalid_request").names("user_id");
    you.post(&path, to(&you.id)).await.refused(422, "invalid_request").names("user_id");
    you.bring(&team, &heir, "viewer").await;
    assert_eq!(you.post(&path, to(&heir.id)).await.ok()["role"], "admin");
    assert_eq!(role_of(&heir, &team, &heir).await.as_deref(), Some("owner"));
    you.post(&path, to(&you.id)).await.refused(403, "forbidden");
}

#[tokio::test]
async fn members_are_listed_as_they_joined() {
    let server = TestServer::start().await;
    let you = server.person("you@example.com").await;
    let team = you.team("Dev").await;
    for name in ["zoe", "abe", "mia"] {
        server.clock.advance(jiff::SignedDuration::from_secs(1));
        you.bring(&team, &server.person(&format!("{name}@example.com")).await, "member").await;
    }
    let members = you.all(&format!("/v1/teams/{team}/members"), 2).await;
    let emails: Vec<&Value> = members.iter().map(|member| &member["email"]).collect();
    assert_eq!(emails, ["you@example.com", "zoe@example.com", "abe@example.com", "mia@example.com"]);
    assert!(members[0]["name"].is_null());
}
