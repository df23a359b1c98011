use ollm_api::{InvitationStatus, Role, Team, TeamId};

use super::fixture::*;
use crate::LostTeam;
use crate::offline::{BalanceSample, Listing, People, PeoplePosition, Position, Written};

fn people(team: &str, members: Vec<ollm_api::Member>) -> People {
    People { team_id: TeamId::new(team), members, invitations: Vec::new() }
}

#[tokio::test]
async fn nothing_is_known_before_a_listing() {
    let (_folder, copy) = fresh();
    assert_eq!(copy.position().await.unwrap(), None);
    assert_eq!(copy.list(&searched("")).await.unwrap(), None);
    assert_eq!(copy.rows(&[TeamId::new("a")], "").await.unwrap(), vec![]);
    assert_eq!(copy.people(&TeamId::new("a")).await.unwrap(), None);
    assert_eq!(copy.people_progress().await.unwrap(), (0, 0));
    assert_eq!(copy.notice(), None);
    assert!(!copy.verify().await.unwrap());
}

#[tokio::test]
async fn a_listing_is_there_when_the_app_starts_again() {
    let (folder, copy) = copy_of(vec![team("dev-1", "Dev"), team("ops-2", "Ops")]).await;
    copy.close().await;
    let copy = open(&folder.path().join("offline"));
    let position = Position { cursor: "c1".into(), synced_at: at(10), people: PeoplePosition::NotBegun };
    assert_eq!(copy.position().await.unwrap(), Some(position));
    let found = list(&copy, &searched("")).await;
    assert_eq!(ids(&found), ["dev-1", "ops-2"]);
    assert_eq!(found.first[0].view.team, team("dev-1", "Dev"));
    assert_eq!(copy.team(&TeamId::new("ops-2")).await.unwrap(), Some(team("ops-2", "Ops")));
    assert!(!copy.verify().await.unwrap());
}

#[tokio::test]
async fn the_same_listing_changes_nothing() {
    let teams = || vec![team("dev-1", "Dev"), team("ops-2", "Ops")];
    let (_folder, copy) = copy_of(teams()).await;
    let again = Listing { replaces: Some("c1".into()), cursor: "c2".into(), ..listing(teams()) };
    assert_eq!(copy.replace_teams(&again).await.unwrap(), Written::Unchanged);
    assert_eq!(copy.position().await.unwrap().unwrap().cursor, "c2");
}

#[tokio::test]
async fn what_starts_from_another_position_is_not_written() {
    let (_folder, copy) = copy_of(vec![team("dev-1", "Dev")]).await;
    let before = list(&copy, &searched("")).await;
    let changes = [delete("team", "dev-1", "dev-1")];
    assert_eq!(copy.apply("c0", &changes, "c9", at(20)).await.unwrap(), Written::Outdated);
    for replaces in [None, Some("c0".to_owned())] {
        let old = Listing { replaces, ..listing(vec![]) };
        assert_eq!(copy.replace_teams(&old).await.unwrap(), Written::Outdated);
    }
    let someone = people("dev-1", vec![member("u1", "u1@example.com")]);
    assert_eq!(copy.put_people("c0", &someone).await.unwrap(), Written::Outdated);
    let members = [(TeamId::new("dev-1"), someone.members)];
    let listed = copy.put_listed_members("c0", &members, &PeoplePosition::Done).await;
    assert_eq!(listed.unwrap(), Written::Outdated);
    let invited = copy.replace_invitations("c0", &[invitation("i1", "dev-1", "x@example.com")]).await;
    assert_eq!(invited.unwrap(), Written::Outdated);
    assert_eq!(list(&copy, &searched("")).await, before);
    assert_eq!(copy.position().await.unwrap().unwrap().cursor, "c1");
}

#[tokio::test]
async fn a_team_that_is_gone_is_news_once() {
    let (_folder, copy) = copy_of(vec![team("dev-1", "Dev"), team("ops-2", "Ops"), team("web-3", "Web")]).await;
    let gone = [delete("team", "dev-1", "dev-1"), delete("team", "not-known", "not-known")];
    assert_eq!(copy.apply("c1", &gone, "c2", at(20)).await.unwrap(), Written::Changed);
    let relisted = Listing { replaces: Some("c2".into()), cursor: "c3".into(), ..listing(vec![team("web-3", "Web")]) };
    assert_eq!(copy.replace_teams(&relisted).await.unwrap(), Written::Changed);
    let lost = |id: &str, name: &str| LostTeam { id: TeamId::new(id), name: name.into() };
    assert_eq!(copy.lost_teams().await.unwrap(), [lost("dev-1", "Dev"), lost("ops-2", "Ops")]);
    assert_eq!(ids(&list(&copy, &searched("")).await), ["web-3"]);
    copy.forget_lost_teams(&[TeamId::new("dev-1")]).await.unwrap();
    assert_eq!(copy.lost_teams().await.unwrap(), [lost("ops-2", "Ops")]);
    copy.apply("c3", &[upsert("team", "ops-2", "ops-2", &team("ops-2", "Ops"))], "c4", at(30)).await.unwrap();
    assert_eq!(copy.lost_teams().await.unwrap(), [], "it is here again");
}

#[tokio::test]
async fn a_team_that_the_user_left_is_no_news() {
    let (_folder, copy) = copy_of(vec![team("dev-1", "Dev")]).await;
    assert_eq!(copy.remove_team(&TeamId::new("dev-1")).await.unwrap(), Written::Changed);
    assert_eq!(copy.remove_team(&TeamId::new("dev-1")).await.unwrap(), Written::Unchanged);
    // A page of the feed that was fetched before still has it.
    copy.apply("c1", &[upsert("team", "dev-1", "dev-1", &team("dev-1", "Dev"))], "c2", at(20)).await.unwrap();
    copy.apply("c2", &[delete("team", "dev-1", "dev-1")], "c3", at(21)).await.unwrap();
    assert_eq!(copy.lost_teams().await.unwrap(), []);
    // From then on, it is.
    copy.put_team(&team("dev-1", "Dev")).await.unwrap();
    copy.apply("c3", &[delete("team", "dev-1", "dev-1")], "c4", at(22)).await.unwrap();
    assert_eq!(copy.lost_teams().await.unwrap().len(), 1);
}

#[tokio::test]
async fn an_older_version_of_a_team_is_not_put_over_a_newer_one() {
    let version = |version, name: &str| Team { version, ..team("dev-1", name) };
    let (_folder, copy) = copy_of(vec![version(5, "Five")]).await;
    assert_eq!(copy.put_team(&version(4, "Four")).await.unwrap(), Written::Unchanged);
    let old = upsert("team", "dev-1", "dev-1", &version(3, "Three"));
    assert_eq!(copy.apply("c1", &[old], "c2", at(20)).await.unwrap(), Written::Unchanged);
    assert_eq!(copy.team(&TeamId::new("dev-1")).await.unwrap().unwrap().name, "Five");
    let as_viewer = Team { role: Role::Viewer, ..version(5, "Five") };
    assert_eq!(copy.put_team(&as_viewer).await.unwrap(), Written::Changed, "a role has no version");
    assert_eq!(copy.put_team(&version(6, "Six")).await.unwrap(), Written::Changed);
    assert_eq!(ids(&list(&copy, &searched("six")).await), ["dev-1"]);
    assert_eq!(ids(&list(&copy, &searched("five")).await), [""; 0]);
}

#[tokio::test]
async fn a_team_that_the_user_made_during_the_first_listing_is_not_lost() {
    let (_folder, copy) = fresh();
    copy.put_team(&team("new-1", "New")).await.unwrap();
    copy.replace_teams(&listing(vec![team("dev-1", "Dev")])).await.unwrap();
    assert_eq!(copy.lost_teams().await.unwrap(), []);
    assert_eq!(ids(&list(&copy, &searched("")).await), ["dev-1", "new-1"]);
}

#[tokio::test]
async fn people_are_known_once_all_were_put() {
    let (_folder, copy) = copy_of(vec![team("dev-1", "Dev"), team("ops-2", "Ops")]).await;
    let (dev, ops) = (TeamId::new("dev-1"), TeamId::new("ops-2"));
    let bea = member("u-bea", "bea@example.com");
    copy.apply("c1", &[upsert("member", "dev-1", "u-bea", &bea)], "c2", at(20)).await.unwrap();
    assert_eq!(copy.people(&dev).await.unwrap(), None, "there may be more");
    assert_eq!(ids(&list(&copy, &searched("bea@")).await), ["dev-1"], "but search finds them");
    assert_eq!(copy.people_progress().await.unwrap(), (0, 2));

    let next = PeoplePosition::At { page: None, team: ops.clone() };
    let cid = member("u-cid", "cid@example.com");
    let listed = [(dev.clone(), vec![cid.clone()]), (TeamId::new("not-known"), vec![bea.clone()])];
    assert_eq!(copy.put_listed_members("c2", &listed, &next).await.unwrap(), Written::Changed);
    assert_eq!(copy.put_listed_members("c2", &listed, &next).await.unwrap(), Written::Unchanged);
    assert_eq!(copy.position().await.unwrap().unwrap().people, next);
    assert_eq!(copy.people(&dev).await.unwrap(), Some(people("dev-1", vec![cid.clone()])));
    assert_eq!(list(&copy, &searched("bea@")).await.people, [], "she is in no team any more");
    assert_eq!(copy.people_progress().await.unwrap(), (1, 2));
    assert_eq!(copy.teams_without_people(9).await.unwrap(), std::slice::from_ref(&ops));

    let all =
        People { invitations: vec![invitation("i1", "ops-2", "x@example.com")], ..people("ops-2", vec![bea, cid]) };
    assert_eq!(copy.put_people("c2", &all).await.unwrap(), Written::Changed);
    assert_eq!(copy.people(&ops).await.unwrap(), Some(all));
    copy.put_listed_members("c2", &[], &PeoplePosition::Done).await.unwrap();
    copy.put_listed_members("c2", &[], &next).await.unwrap();
    assert_eq!(copy.position().await.unwrap().unwrap().people, PeoplePosition::Done);

    let relisted = Listing {
        replaces: Some("c2".into()),
        cursor: "c3".into(),
        ..listing(vec![team("dev-1", "Dev"), team("ops-2", "Ops")])
    };
    assert_eq!(copy.replace_teams(&relisted).await.unwrap(), Written::Unchanged);
    assert_eq!(copy.people_progress().await.unwrap(), (0, 2));
    assert_eq!(ids(&list(&copy, &searched("bea@")).await), ["ops-2"], "those who are known are kept");
}

#[tokio::test]
async fn a_team_takes_its_people_with_it() {
    let (_folder, copy) = copy_of(vec![team("dev-1", "Dev"), team("ops-2", "Ops")]).await;
    let (bea, cid) = (member("u-bea", "bea@example.com"), member("u-cid", "cid@example.com"));
    copy.put_people("c1", &people("dev-1", vec![bea.clone(), cid.clone()])).await.unwrap();
    copy.put_people("c1", &people("ops-2", vec![cid])).await.unwrap();
    copy.replace_invitations("c1", &[invitation("i1", "dev-1", "x@example.com")]).await.unwrap();
    copy.remove_team(&TeamId::new("dev-1")).await.unwrap();
    assert_eq!(list(&copy, &searched("bea")).await.people, []);
    assert_eq!(list(&copy, &searched("cid")).await.people.len(), 1);
    let store = copy.store().await.unwrap();
    let mut tx = store.read().await.unwrap();
    for (sql, rows) in [
        ("SELECT count(*) FROM members", 1),
        ("SELECT count(*) FROM people", 1),
        ("SELECT count(*) FROM people_search", 1),
        ("SELECT count(*) FROM team_search", 1),
        ("SELECT count(*) FROM invitations", 0),
    ] {
        assert_eq!(sqlx::query_scalar::<_, i64>(sql).fetch_one(&mut *tx).await.unwrap(), rows, "{sql}");
    }
}

#[tokio::test]
async fn invitations_are_those_of_known_teams_and_of_the_user() {
    let (_folder, copy) = copy_of(vec![team("dev-1", "Dev")]).await;
    copy.put_people("c1", &people("dev-1", vec![])).await.unwrap();
    let theirs = invitation("i1", "dev-1", "x@example.com");
    let mine = invitation("i2", "other-9", ME);
    let nobodys = invitation("i3", "other-9", "x@example.com");
    let changes = [&theirs, &mine, &nobodys].map(|i| upsert("invitation", i.team_id.as_str(), i.id.as_str(), i));
    assert_eq!(copy.apply("c1", &changes, "c2", at(20)).await.unwrap(), Written::Changed);
    let of_dev = async || copy.people(&TeamId::new("dev-1")).await.unwrap().unwrap().invitations;
    assert_eq!(of_dev().await, std::slice::from_ref(&theirs));
    assert_eq!(copy.my_invitations().await.unwrap(), std::slice::from_ref(&mine));

    copy.put_team(&team("other-9", "Other")).await.unwrap();
    assert_eq!(copy.my_invitations().await.unwrap(), [], "the user is in that team now");
    copy.remove_team(&TeamId::new("other-9")).await.unwrap();

    let answered = [theirs, mine].map(|i| ollm_api::Invitation { status: InvitationStatus::Accepted, ..i });
    let changes = answered.map(|i| upsert("invitation", i.team_id.as_str(), i.id.as_str(), &i));
    assert_eq!(copy.apply("c2", &changes, "c3", at(21)).await.unwrap(), Written::Changed);
    assert_eq!(of_dev().await, []);
    assert_eq!(copy.my_invitations().await.unwrap(), []);
}

#[tokio::test]
async fn what_is_not_understood_is_left_out() {
    let (_folder, copy) = copy_of(vec![team("dev-1", "Dev")]).await;
    let changes = [
        upsert("team", "odd-1", "odd-1", &serde_json::json!({"id": "odd-1"})),
        upsert("robot", "dev-1", "r1", &serde_json::json!({})),
        delete("robot", "dev-1", "r1"),
        ollm_api::Change {
            op: ollm_api::ChangeOp::from("merge"),
            ..upsert("team", "dev-1", "dev-1", &team("dev-1", "X"))
        },
        ollm_api::Change { op: ollm_api::ChangeOp::Upsert, ..delete("team", "dev-1", "dev-1") },
        upsert("team", "ops-2", "ops-2", &team("ops-2", "Ops")),
    ];
    assert_eq!(copy.apply("c1", &changes, "c2", at(20)).await.unwrap(), Written::Changed);
    assert_eq!(copy.notice(), None);
    assert_eq!(ids(&list(&copy, &searched("")).await), ["dev-1", "ops-2"]);
    assert_eq!(copy.team(&TeamId::new("dev-1")).await.unwrap().unwrap().name, "Dev");
}

#[tokio::test]
async fn samples_and_activity_are_what_was_put_last() {
    let (_folder, copy) = copy_of(vec![team("dev-1", "Dev")]).await;
    let dev = TeamId::new("dev-1");
    assert_eq!(copy.samples(&dev).await.unwrap(), None);
    let sample = |day, balance| BalanceSample { day: at(day), balance: decimal(balance), cost: decimal("0.000001") };
    copy.put_samples(&dev, 1, at(30), &[sample(0, "1.10")]).await.unwrap();
    copy.put_samples(&dev, 2, at(31), &[sample(0, "1.10"), sample(86_400, "-2")]).await.unwrap();
    copy.put_samples(&TeamId::new("not-known"), 1, at(31), &[]).await.unwrap();
    let expected = (2, at(31), vec![sample(0, "1.10"), sample(86_400, "-2")]);
    assert_eq!(copy.samples(&dev).await.unwrap(), Some(expected));
    assert_eq!(copy.samples(&TeamId::new("not-known")).await.unwrap(), None);

    assert_eq!(copy.activity().await.unwrap(), None);
    let event = serde_json::json!({"id": "e1", "team_id": "dev-1", "at": at(1), "actor": ME, "action": "team.create", "target": "Dev", "detail": ""});
    let entry = crate::ActivityEntry { event: serde_json::from_value(event).unwrap(), team_name: "Dev".into() };
    copy.put_activity(&[], at(30)).await.unwrap();
    copy.put_activity(std::slice::from_ref(&entry), at(31)).await.unwrap();
    assert_eq!(copy.activity().await.unwrap(), Some((vec![entry], at(31))));
    assert!(!copy.verify().await.unwrap());
}
