//! Pages stay right while rows come and go between them.

use serde_json::{Value, json};

use crate::harness::{Person, TestServer};

/// The lists that are of no team.
const WITHOUT_TEAM: [&str; 4] = ["/v1/teams", "/v1/members", "/v1/invitations", "/v1/me/invitations"];

fn ids(items: &[Value], field: &str) -> Vec<String> {
    items.iter().map(|item| item[field].as_str().unwrap().to_owned()).collect()
}

async fn first_page(person: &Person, path: &str, limit: usize) -> (Vec<Value>, String) {
    let page = person.get(&format!("{path}?limit={limit}")).await.ok();
    (page["data"].as_array().unwrap().clone(), page["next_cursor"].as_str().unwrap().to_owned())
}

#[tokio::test]
async fn an_ascending_list_misses_nothing_and_repeats_nothing() {
    let server = TestServer::start().await;
    let you = server.person("you@example.com").await;
    // The clock stands still: many teams of the very same moment.
    let mut made = Vec::new();
    for index in 0..7 {
        made.push(you.team(&format!("Team {index}")).await);
    }
    let whole = ids(&you.all("/v1/teams", 3).await, "id");
    made.sort();
    assert_eq!(whole, made, "in the order of creation, then of identifiers");

    let (page, cursor) = first_page(&you, "/v1/teams", 3).await;
    // The very row that the cursor stands on goes, one from the part to come too, and a new one comes at the end.
    you.delete(&format!("/v1/teams/{}", whole[2])).await.ok();
    you.delete(&format!("/v1/teams/{}", whole[5])).await.ok();
    server.clock.advance(jiff::SignedDuration::from_secs(1));
    let new = you.team("New").await;
    let seen: Vec<_> =
        ids(&page, "id").into_iter().chain(ids(&you.rest("/v1/teams", 3, &cursor).await, "id")).collect();
    let expected = [&whole[0], &whole[1], &whole[2], &whole[3], &whole[4], &whole[6], &new];
    assert_eq!(seen.iter().collect::<Vec<_>>(), expected);
}

#[tokio::test]
async fn a_descending_list_does_not_repeat_when_rows_come() {
    let server = TestServer::start().await;
    let you = server.person("you@example.com").await;
    let team = you.team("Dev").await;
    for index in 1..=5 {
        you.top_up(&team, &format!("{index}.00")).await.ok();
    }
    for list in ["transactions", "events", "top-ups"] {
        let path = format!("/v1/teams/{team}/{list}");
        let before = ids(&you.all(&path, 200).await, "id");
        let (page, cursor) = first_page(&you, &path, 2).await;
        you.top_up(&team, "9.00").await.ok();
        server.clock.advance(jiff::SignedDuration::from_secs(1));
        let seen: Vec<_> = ids(&page, "id").into_iter().chain(ids(&you.rest(&path, 3, &cursor).await, "id")).collect();
        assert_eq!(seen, before, "{list}");
    }
    let amounts = you.all(&format!("/v1/teams/{team}/transactions"), 3).await;
    let amounts: Vec<_> = amounts.iter().map(|entry| entry["amount"]["amount"].as_str().unwrap()).collect();
    assert_eq!(amounts, ["9.00", "9.00", "9.00", "5.00", "4.00", "3.00", "2.00", "1.00"]);
}

#[tokio::test]
async fn every_list_is_the_same_in_pages_of_two() {
    let server = TestServer::start().await;
    let you = server.person("you@example.com").await;
    let guest = server.person("guest@example.com").await;
    let mut team = String::new();
    // All at one moment, so that only the identifiers tell the rows apart.
    for name in ["One", "Two", "Three"] {
        team = you.team(name).await;
        you.invite(&team, &guest.email, "viewer").await;
    }
    for index in 0..4 {
        let member = server.person(&format!("member-{index}@example.com")).await;
        you.bring(&team, &member, "member").await;
        you.post(&format!("/v1/teams/{team}/api-keys"), json!({ "name": "ci" })).await.ok();
        you.top_up(&team, "1.00").await.ok();
    }
    let lists = ["members", "invitations", "top-ups", "transactions", "api-keys", "events"];
    let paths = lists.map(|list| (&you, format!("/v1/teams/{team}/{list}")));
    let own = [
        (&you, "/v1/teams".to_owned()),
        (&you, "/v1/members".to_owned()),
        (&you, "/v1/invitations".to_owned()),
        (&you, "/v1/invitations?status=pending".to_owned()),
        (&guest, "/v1/me/invitations".to_owned()),
    ];
    for (person, path) in paths.into_iter().chain(own) {
        let whole = person.all(&path, 200).await;
        assert!(whole.len() >= 3, "{path}");
        assert_eq!(person.all(&path, 2).await, whole, "{path}");
    }
}

#[tokio::test]
async fn limits_and_cursors_are_checked() {
    let server = TestServer::start().await;
    let you = server.person("you@example.com").await;
    let team = you.team("Dev").await;
    you.team("Another").await;
    you.bring(&team, &server.person("member@example.com").await, "member").await;
    let (_, of_members) = first_page(&you, &format!("/v1/teams/{team}/members"), 1).await;
    let (_, across_teams) = first_page(&you, "/v1/members", 1).await;
    let lists = ["members", "invitations", "top-ups", "transactions", "api-keys", "events"];
    let paths = lists.map(|list| format!("/v1/teams/{team}/{list}"));
    for path in paths.iter().map(String::as_str).chain(WITHOUT_TEAM) {
        for limit in ["0", "201", "-1", "ten", ""] {
            let answer = you.get(&format!("{path}?limit={limit}")).await;
            answer.refused(422, "invalid_request").names("limit");
        }
        you.get(&format!("{path}?limit=200")).await.ok();
        for cursor in ["", "!", "AAAA", "%00", "w7_Dvw"] {
            let answer = you.get(&format!("{path}?cursor={cursor}")).await;
            answer.refused(422, "invalid_request").names("cursor");
        }
        if !path.ends_with(&format!("{team}/members")) {
            you.get(&format!("{path}?cursor={of_members}")).await.refused(422, "invalid_request").names("cursor");
        }
        if path != "/v1/members" {
            you.get(&format!("{path}?cursor={across_teams}")).await.refused(422, "invalid_request").names("cursor");
        }
    }
    you.get("/v1/teams?limit=1&limit=2").await.refused(400, "invalid_request");
}

#[tokio::test]
async fn fifty_are_on_a_page_when_nobody_says() {
    let server = TestServer::start().await;
    let you = server.person("you@example.com").await;
    let team = you.team("Dev").await;
    for index in 0..51 {
        you.invite(&team, &format!("guest-{index}@example.com"), "viewer").await;
    }
    let page = you.get(&format!("/v1/teams/{team}/invitations")).await.ok();
    assert_eq!(page["data"].as_array().unwrap().len(), 50);
    assert!(page["next_cursor"].is_string());
    let empty = you.get(&format!("/v1/teams/{team}/api-keys")).await.ok();
    assert_eq!(empty, json!({ "data": [], "next_cursor": null }));
}
