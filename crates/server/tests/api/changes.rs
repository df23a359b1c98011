//! The change feed: whoever follows it has what whoever lists everything has.

use std::collections::BTreeMap;

use jiff::SignedDuration;
use rand::rngs::StdRng;
use rand::{RngExt, SeedableRng};
use serde_json::{Value, json};

use crate::harness::{Person, TestServer};

async fn now(person: &Person) -> String {
    let page = person.get("/v1/changes").await.ok();
    assert_eq!((&page["data"], &page["has_more"]), (&json!([]), &json!(false)));
    page["next_cursor"].as_str().unwrap().to_owned()
}

/// All changes after a point, `limit` at a time, and the point after them.
async fn since(person: &Person, point: &str, limit: usize) -> (Vec<Value>, String) {
    let mut changes = Vec::new();
    let mut point = point.to_owned();
    loop {
        let page = person.get(&format!("/v1/changes?since={point}&limit={limit}")).await.ok();
        let data = page["data"].as_array().unwrap();
        assert!(data.len() <= limit);
        changes.extend(data.iter().cloned());
        point = page["next_cursor"].as_str().unwrap().to_owned();
        if page["has_more"] == false {
            return (changes, point);
        }
    }
}

fn told(changes: &[Value]) -> Vec<String> {
    let field = |change: &Value, name: &str| change[name].as_str().unwrap().to_owned();
    changes.iter().map(|change| format!("{} {}", field(change, "kind"), field(change, "op"))).collect()
}

#[tokio::test]
async fn of_several_changes_only_the_last_is_told() {
    let server = TestServer::start().await;
    let you = server.person("you@example.com").await;
    let start = now(&you).await;
    let team = you.team("Dev").await;
    let path = format!("/v1/teams/{team}");
    for name in ["One", "Two", "Three"] {
        you.patch(&path, json!({ "name": name })).await.ok();
    }
    let (changes, point) = since(&you, &start, 200).await;
    assert_eq!(told(&changes), ["member upsert", "team upsert"]);
    assert_eq!(changes[1]["data"], you.get(&path).await.ok());
    assert_eq!((&changes[1]["id"], &changes[1]["team_id"]), (&json!(team), &json!(team)));
    assert_eq!((&changes[0]["id"], &changes[0]["data"]["role"]), (&json!(you.id), &json!("owner")));
    assert_eq!(since(&you, &point, 200).await, (vec![], point.clone()));

    you.top_up(&team, "5.00").await.ok();
    assert_eq!(told(&since(&you, &point, 200).await.0), ["team upsert"]);
}

#[tokio::test]
async fn coming_in_brings_everything_and_going_out_takes_it() {
    let server = TestServer::start().await;
    let you = server.person("you@example.com").await;
    let guest = server.person("guest@example.com").await;
    let team = you.team("Dev").await;
    you.invite(&team, "pending@example.com", "viewer").await;
    let start = now(&guest).await;
    you.patch(&format!("/v1/teams/{team}"), json!({ "name": "Lab" })).await.ok();
    assert_eq!(since(&guest, &start, 200).await.0, Vec::<Value>::new());

    let invitation = you.invite(&team, &guest.email, "member").await;
    let (changes, point) = since(&guest, &start, 200).await;
    assert_eq!(told(&changes), ["invitation upsert"]);
    assert_eq!((&changes[0]["id"], &changes[0]["data"]["team_name"]), (&json!(invitation), &json!("Lab")));

    you.patch(&format!("/v1/teams/{team}"), json!({ "name": "Atelier" })).await.ok();
    let (changes, point) = since(&guest, &point, 200).await;
    assert_eq!(
        (told(&changes), &changes[0]["data"]["team_name"]),
        (vec!["invitation upsert".to_owned()], &json!("Atelier"))
    );

    guest.tell(&format!("/v1/invitations/{invitation}/accept")).await.ok();
    let (changes, point) = since(&guest, &point, 1).await;
    let mut kinds = told(&changes);
    kinds.sort();
    let expected = ["invitation upsert", "invitation upsert", "member upsert", "member upsert", "team upsert"];
    assert_eq!(kinds, expected);

    you.delete(&format!("/v1/teams/{team}/members/{}", guest.id)).await.ok();
    you.patch(&format!("/v1/teams/{team}"), json!({ "name": "Secret" })).await.ok();
    let (changes, _) = since(&guest, &point, 200).await;
    assert_eq!(told(&changes), ["team delete"]);
    assert_eq!((&changes[0]["id"], &changes[0]["data"]), (&json!(team), &Value::Null));
}

#[tokio::test]
async fn a_new_role_shows_in_ones_own_view_of_the_team() {
    let server = TestServer::start().await;
    let you = server.person("you@example.com").await;
    let member = server.person("member@example.com").await;
    let team = you.team("Dev").await;
    you.bring(&team, &member, "member").await;
    let points = [now(&you).await, now(&member).await];
    you.patch(&format!("/v1/teams/{team}/members/{}", member.id), json!({ "role": "admin" })).await.ok();
    assert_eq!(told(&since(&you, &points[0], 200).await.0), ["member upsert"]);
    let (changes, _) = since(&member, &points[1], 200).await;
    assert_eq!(told(&changes), ["team upsert", "member upsert"]);
    assert_eq!((&changes[0]["data"]["role"], &changes[1]["data"]["role"]), (&json!("admin"), &json!("admin")));
}

#[tokio::test]
async fn a_deleted_team_is_told_to_everybody_who_was_in_it() {
    let server = TestServer::start().await;
    let you = server.person("you@example.com").await;
    let member = server.person("member@example.com").await;
    let team = you.team("Dev").await;
    you.bring(&team, &member, "member").await;
    let points = [now(&you).await, now(&member).await];
    you.delete(&format!("/v1/teams/{team}")).await.ok();
    for (person, point) in [&you, &member].into_iter().zip(points) {
        assert_eq!(told(&since(person, &point, 200).await.0), ["team delete"]);
    }
}

#[tokio::test]
async fn what_time_ends_is_told_as_well() {
    let server = TestServer::start().await;
    let you = server.person("you@example.com").await;
    let team = you.team("Dev").await;
    you.invite(&team, "guest@example.com", "viewer").await;
    let point = now(&you).await;
    server.clock.advance(SignedDuration::from_hours(7 * 24));
    let (changes, _) = since(&you, &point, 200).await;
    assert_eq!(told(&changes), ["team upsert", "invitation upsert"]);
    assert_eq!(changes[0]["data"]["pending_invitation_count"], 0);
    assert_eq!(changes[1]["data"]["status"], "expired");
}

#[tokio::test]
async fn points_that_do_not_count() {
    let server = TestServer::start().await;
    let you = server.person("you@example.com").await;
    let old = now(&you).await;
    let team = you.team("Dev").await;
    for point in ["", "!", "AAAA"] {
        you.get(&format!("/v1/changes?since={point}")).await.refused(422, "invalid_request").names("since");
    }
    you.get("/v1/changes?limit=0").await.refused(422, "invalid_request").names("limit");
    let elsewhere = TestServer::start().await;
    let foreign = now(&elsewhere.person("you@example.com").await).await;
    you.get(&format!("/v1/changes?since={foreign}")).await.refused(410, "cursor_expired");

    // Seven days are promised.
    server.clock.advance(SignedDuration::from_hours(7 * 24));
    assert_eq!(since(&you, &old, 200).await.0.len(), 2);
    server.clock.advance(SignedDuration::from_hours(24 * 24));
    let fresh = now(&you).await;
    you.get(&format!("/v1/changes?since={old}")).await.refused(410, "cursor_expired");
    you.patch(&format!("/v1/teams/{team}"), json!({ "name": "Lab" })).await.ok();
    assert_eq!(since(&you, &fresh, 200).await.0.len(), 1);
}

/// What a client holds that only follows the feed.
#[derive(Default)]
struct Mirror {
    point: String,
    records: BTreeMap<(String, String, String), Value>,
}

impl Mirror {
    async fn follow(&mut self, person: &Person) {
        let (changes, point) = since(person, &self.point, 3).await;
        self.point = point;
        for change in changes {
            let field = |name: &str| change[name].as_str().unwrap().to_owned();
            let (kind, team, id) = (field("kind"), field("team_id"), field("id"));
            if change["op"] == "upsert" {
                self.records.insert((kind, team, id), change["data"].clone());
            } else if kind == "team" {
                self.records.retain(|(_, of, _), _| *of != team);
            } else {
                self.records.remove(&(kind, team, id));
            }
        }
    }

    /// Teams, members and pending invitations, as lists would give them.
    fn held(&self) -> BTreeMap<(String, String, String), Value> {
        let pending =
            |(_, data): &(&(String, String, String), &Value)| data["status"].is_null() || data["status"] == "pending";
        self.records.iter().filter(pending).map(|(key, data)| (key.clone(), data.clone())).collect()
    }
}

async fn listed(person: &Person) -> BTreeMap<(String, String, String), Value> {
    let mut records = BTreeMap::new();
    let text = |value: &Value| value.as_str().unwrap().to_owned();
    for team in person.all("/v1/teams", 200).await {
        let id = text(&team["id"]);
        for member in person.all(&format!("/v1/teams/{id}/members"), 200).await {
            records.insert(("member".to_owned(), id.clone(), text(&member["user_id"])), member);
        }
        for invitation in person.all(&format!("/v1/teams/{id}/invitations?status=pending"), 200).await {
            records.insert(("invitation".to_owned(), id.clone(), text(&invitation["id"])), invitation);
        }
        records.insert(("team".to_owned(), id.clone(), id), team);
    }
    for invitation in person.all("/v1/me/invitations", 200).await {
        let key = ("invitation".to_owned(), text(&invitation["team_id"]), text(&invitation["id"]));
        records.insert(key, invitation);
    }
    records
}

async fn owner<'a>(people: &'a [Person], team: &str) -> Option<&'a Person> {
    for person in people {
        if person.get(team).await.body["role"] == "owner" {
            return Some(person);
        }
    }
    None
}

#[tokio::test]
async fn a_follower_of_a_random_walk_has_what_a_lister_has() {
    let server = TestServer::start().await;
    let mut people = Vec::new();
    for name in ["ana", "ben", "cho", "dev", "eva"] {
        people.push(server.person(&format!("{name}@example.com")).await);
    }
    let mut mirrors: Vec<Mirror> = Vec::new();
    for person in &people {
        mirrors.push(Mirror { point: now(person).await, ..Mirror::default() });
    }
    let mut rng = StdRng::seed_from_u64(7);
    let mut teams: Vec<String> = Vec::new();
    let mut done = 0;
    for step in 0..150 {
        let (one, two) = (&people[rng.random_range(0..5)], &people[rng.random_range(0..5)]);
        let role = ["owner", "admin", "member", "viewer"][rng.random_range(0..4)];
        let team = if teams.is_empty() { String::new() } else { teams[rng.random_range(0..teams.len())].clone() };
        let path = format!("/v1/teams/{team}");
        // Mostly an owner does it, so that it happens; now and then anybody, so that it is refused.
        let one = if rng.random_bool(0.8) { owner(&people, &path).await.unwrap_or(one) } else { one };
        // Some of these are refused, and a refusal must not show in the feed.
        let answer = match rng.random_range(0..11) {
            0 | 1 if teams.len() < 4 => {
                let team = one.team("Walk").await;
                if one.id != two.id {
                    one.bring(&team, two, role).await;
                }
                teams.push(team);
                continue;
            }
            0..=3 => {
                let answer =
                    one.post(&format!("{path}/invitations"), json!({ "email": two.email, "role": role })).await;
                if rng.random_bool(0.7) && answer.status == 201 {
                    let id = answer.body["id"].as_str().unwrap();
                    two.tell(&format!("/v1/invitations/{id}/accept")).await
                } else {
                    answer
                }
            }
            4 => one.patch(&path, json!({ "name": format!("Walk {step}") })).await,
            5 => one.top_up(&team, "1.00").await,
            6 => one.patch(&format!("{path}/members/{}", two.id), json!({ "role": role })).await,
            7 => one.delete(&format!("{path}/members/{}", two.id)).await,
            8 => one.post(&format!("{path}/ownership"), json!({ "user_id": two.id })).await,
            9 if rng.random_bool(0.3) => {
                let answer = one.delete(&path).await;
                if answer.status == 204 {
                    teams.retain(|kept| *kept != team);
                }
                answer
            }
            _ => {
                server.clock.advance(SignedDuration::from_hours(20));
                continue;
            }
        };
        done += u32::from(answer.status.is_success());
        let follower = rng.random_range(0..5);
        mirrors[follower].follow(&people[follower]).await;
    }
    assert!(done > 60, "the walk did something: {done}");
    for (person, mirror) in people.iter().zip(&mut mirrors) {
        mirror.follow(person).await;
        assert_eq!(mirror.held(), listed(person).await, "{}", person.email);
    }
}

/// What the poll of a client costs it, every half minute.
#[tokio::test]
async fn a_poll_is_small() {
    let server = TestServer::start().await;
    let you = server.person("you@example.com").await;
    let member = server.person("somebody.with.a.long.address@example.com").await;
    let mut teams = Vec::new();
    for index in 0..10 {
        let team = you
            .team(&format!(
                "{index} {}",
                "Département de recherche et de dévelop".repeat(2).chars().take(60).collect::<String>()
            ))
            .await;
        you.bring(&team, &member, "member").await;
        teams.push(team);
    }
    let point = now(&you).await;
    let nothing = you.get(&format!("/v1/changes?since={point}")).await;
    let size = |answer: &crate::harness::Answer| answer.header("content-length").unwrap().parse::<usize>().unwrap();
    assert!(size(&nothing) < 200, "a poll with nothing new: {} bytes", size(&nothing));
    for team in &teams {
        you.top_up(team, "1.00").await.ok();
    }
    let ten = you.get(&format!("/v1/changes?since={point}")).await;
    assert_eq!(ten.body["data"].as_array().unwrap().len(), 10);
    assert!(size(&ten) <= 10_000, "a poll with 10 changes: {} bytes", size(&ten));
}

/// Somebody in one team, while others change so much that the feed is read from the side of the team.
#[tokio::test]
async fn much_that_is_not_yours_does_not_hide_what_is() {
    let server = TestServer::start().await;
    let you = server.person("you@example.com").await;
    let other = server.person("other@example.com").await;
    let team = you.team("Mine").await;
    let point = now(&you).await;
    let theirs = other.team("Theirs").await;
    let mut requests = tokio::task::JoinSet::new();
    for index in 0..1100 {
        let body = json!({ "email": format!("guest-{index}@example.org"), "role": "viewer" });
        requests.spawn({
            let (other, path) = (other.clone(), format!("/v1/teams/{theirs}/invitations"));
            async move { other.post(&path, body).await.ok() }
        });
        if index % 100 == 0 {
            while requests.join_next().await.is_some() {}
        }
    }
    requests.join_all().await;
    you.invite(&team, "guest@example.org", "viewer").await;
    you.patch(&format!("/v1/teams/{team}"), json!({ "name": "Still mine" })).await.ok();
    let (changes, _) = since(&you, &point, 200).await;
    assert_eq!(told(&changes), ["team upsert", "invitation upsert"]);
    let (changes, _) = since(&other, &point, 200).await;
    assert_eq!(changes.len(), 2 + 1100);
}
