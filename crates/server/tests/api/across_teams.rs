//! Lists across teams say what the lists of each team say, and nothing of teams that the caller is not in.

use serde_json::{Value, json};

use crate::harness::{Person, TestServer};

/// What the lists of each team give together, by team.
async fn one_by_one(person: &Person, list: &str, filter: &str, by_time: &str) -> Vec<Value> {
    let mut teams: Vec<_> = person.all("/v1/teams", 200).await;
    teams.sort_by_key(|team| team["id"].as_str().unwrap().to_owned());
    let mut items = Vec::new();
    for team in teams {
        let id = team["id"].as_str().unwrap();
        let mut of_team = person.all(&format!("/v1/teams/{id}/{list}{filter}"), 200).await;
        of_team.sort_by_key(|item| {
            let text = |field: &str| item[field].as_str().unwrap_or_default().to_owned();
            (text(by_time), text("user_id"), text("id"))
        });
        for item in &mut of_team {
            item["team_id"] = json!(id);
        }
        items.extend(of_team);
    }
    items
}

/// Three teams of yours with people, one of which you are a viewer of, and one that you are not in.
async fn people(server: &TestServer) -> [Person; 3] {
    let mut people = Vec::new();
    for name in ["you", "other", "guest"] {
        people.push(server.person(&format!("{name}@example.com")).await);
    }
    let [you, other, guest] = people.try_into().unwrap_or_else(|_| unreachable!());
    for (index, name) in ["Zebra", "Ant", "Mole"].into_iter().enumerate() {
        let owner = if name == "Mole" { &other } else { &you };
        let team = owner.team(name).await;
        if name == "Mole" {
            other.bring(&team, &you, "viewer").await;
        }
        for member in 0..=index {
            server.clock.advance(jiff::SignedDuration::from_secs(1));
            let member = server.person(&format!("{index}-{member}@example.com")).await;
            owner.bring(&team, &member, "member").await;
        }
        // Two at one moment, which their identifiers tell apart, and one that is over.
        owner.invite(&team, &guest.email, "viewer").await;
        owner.invite(&team, "another@example.com", "viewer").await;
        let revoked = owner.invite(&team, "revoked@example.com", "viewer").await;
        owner.delete(&format!("/v1/invitations/{revoked}")).await.ok();
    }
    let secret = other.team("Secret").await;
    other.invite(&secret, &guest.email, "viewer").await;
    [you, other, guest]
}

#[tokio::test]
async fn members_of_all_teams_are_those_of_each() {
    let server = TestServer::start().await;
    let [you, other, guest] = people(&server).await;
    for (person, count) in [(&you, 1 + 1 + 1 + 2 + 2 + 3), (&other, 1 + 1 + 3 + 1), (&guest, 0)] {
        let expected = one_by_one(person, "members", "", "joined_at").await;
        assert_eq!(expected.len(), count, "{}", person.email);
        for limit in [1, 2, 3, 4, 200] {
            assert_eq!(person.all("/v1/members", limit).await, expected, "{} by {limit}", person.email);
        }
    }
}

#[tokio::test]
async fn invitations_of_all_teams_are_those_of_each() {
    let server = TestServer::start().await;
    let [you, other, guest] = people(&server).await;
    for (filter, each) in [("", 0), ("?status=pending", 2), ("?status=revoked", 1), ("?status=declined", 0)] {
        for (person, teams) in [(&you, 3), (&other, 1), (&guest, 0)] {
            let expected = one_by_one(person, "invitations", filter, "created_at").await;
            if filter.ends_with("revoked") {
                assert_eq!(expected.len(), teams * each, "{} {filter}", person.email);
            }
            for limit in [1, 2, 5, 200] {
                let all = person.all(&format!("/v1/invitations{filter}"), limit).await;
                assert_eq!(all, expected, "{} {filter} by {limit}", person.email);
            }
        }
    }
    you.get("/v1/invitations?status=lost").await.refused(422, "invalid_request").names("status");
}

#[tokio::test]
async fn a_team_that_is_left_between_two_pages_ends_there() {
    let server = TestServer::start().await;
    let [you, ..] = people(&server).await;
    let all = you.all("/v1/members", 200).await;
    let viewed = you.all("/v1/teams", 200).await.into_iter().find(|team| team["role"] == "viewer").unwrap();
    let team = viewed["id"].as_str().unwrap();
    let position = all.iter().position(|member| member["team_id"] == team).unwrap();
    let page = you.get(&format!("/v1/members?limit={}", position + 1)).await.ok();
    you.delete(&format!("/v1/teams/{team}/members/{}", you.id)).await.ok();
    let rest = match page["next_cursor"].as_str() {
        Some(cursor) => you.rest("/v1/members", 3, cursor).await,
        None => Vec::new(),
    };
    let expected: Vec<_> = all[position..].iter().filter(|member| member["team_id"] != team).cloned().collect();
    assert_eq!(rest, expected);
}

#[tokio::test]
async fn the_total_is_told_to_who_asks() {
    let server = TestServer::start().await;
    let [you, other, guest] = people(&server).await;
    for (person, total) in [(&you, 3), (&other, 2), (&guest, 0)] {
        for limit in [1, 200] {
            let page = person.get(&format!("/v1/teams?include_total=true&limit={limit}")).await.ok();
            assert_eq!(page["total"], total, "{}", person.email);
        }
    }
    for path in ["/v1/teams", "/v1/teams?include_total=false", "/v1/members"] {
        assert_eq!(you.get(path).await.ok().get("total"), None, "{path}");
    }
    for text in ["", "1", "yes", "TRUE"] {
        let answer = you.get(&format!("/v1/teams?include_total={text}")).await;
        answer.refused(422, "invalid_request").names("include_total");
    }
}
