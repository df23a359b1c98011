use ollm_api::{Member, Role, Team, TeamId};

use super::fixture::*;
use crate::offline::{People, PeoplePosition};
use crate::{Fragment, ListRequest, SortKey, TeamFilter, TeamSort};

fn text(fragments: &[Fragment]) -> String {
    fragments.iter().map(|f| if f.is_match { format!("[{}]", f.text) } else { f.text.clone() }).collect()
}

#[tokio::test]
async fn each_order_has_its_ties_by_name_and_id() {
    let with = |id: &str, name: &str, role: &str, balance: Option<(&str, &str)>, changed: i64| Team {
        role: Role::from(role),
        balance: balance.map(|(amount, currency)| money(amount, currency)),
        updated_at: at(changed),
        ..team(id, name)
    };
    let (_folder, copy) = copy_of(vec![
        with("t1", "Éclair", "viewer", Some(("2.00", "USD")), 5),
        with("t2", "echo", "owner", Some(("-1.5", "USD")), 5),
        with("t3", "alpha", "member", None, 9),
        with("t4", "Alpha", "owner", Some(("10", "USD")), 1),
        with("t5", "zulu", "auditor", Some(("1", "EUR")), 7),
        with("t6", "beta", "admin", Some(("2.000000", "USD")), 7),
    ])
    .await;
    for (key, reversed, order) in [
        (SortKey::Name, false, "t3 t4 t6 t2 t1 t5"),
        (SortKey::Name, true, "t5 t1 t2 t6 t3 t4"),
        (SortKey::Balance, false, "t5 t2 t6 t1 t4 t3"),
        (SortKey::Balance, true, "t5 t4 t6 t1 t2 t3"),
        (SortKey::Role, false, "t4 t2 t6 t3 t1 t5"),
        (SortKey::Role, true, "t5 t1 t3 t6 t4 t2"),
        (SortKey::Changed, false, "t3 t6 t5 t2 t1 t4"),
        (SortKey::Changed, true, "t4 t2 t1 t6 t5 t3"),
    ] {
        let found = list(&copy, &ListRequest { sort: TeamSort { key, reversed }, ..searched("") }).await;
        assert_eq!(ids(&found).join(" "), order, "{key:?} {reversed}");
        let first: Vec<_> = found.first.iter().map(|row| row.view.team.id.clone()).collect();
        assert_eq!(first, found.ids);
    }
    let found = list(&copy, &searched("alpha")).await;
    assert_eq!(found.totals, [money("1.00", "EUR"), money("12.50", "USD")], "of all teams");
    assert_eq!((found.ids.len(), found.team_count), (2, 6));
    let balances = copy.balances().await.unwrap().unwrap();
    assert_eq!(balances.totals, found.totals);
    let lowest: Vec<_> = balances.lowest.into_iter().map(|team| (team.team_name, team.balance)).collect();
    assert_eq!(lowest, [("zulu".to_owned(), money("1", "EUR")), ("echo".to_owned(), money("-1.5", "USD"))]);
    let latest: Vec<_> = copy.latest_teams(2).await.unwrap().into_iter().map(|team| team.id).collect();
    assert_eq!(latest, [TeamId::new("t3"), TeamId::new("t6")]);
}

#[tokio::test]
async fn filters_go_together() {
    let with = |id: &str, role: Role, balance: &str, pending: u32| Team {
        role,
        balance: Some(money(balance, "USD")),
        low_balance_threshold: Some(money("5", "USD")),
        pending_invitation_count: pending,
        ..team(id, id)
    };
    let (_folder, copy) = copy_of(vec![
        with("a", Role::Owner, "4.999999", 0),
        with("b", Role::Owner, "5", 1),
        with("c", Role::Admin, "1", 1),
    ])
    .await;
    let found = async |role, low_balance, pending_invitations| {
        let filter = TeamFilter { role, low_balance, pending_invitations };
        let found = list(&copy, &ListRequest { filter, ..searched("") }).await;
        ids(&found).join(" ")
    };
    assert_eq!(found(None, false, false).await, "a b c");
    assert_eq!(found(Some(Role::Owner), false, false).await, "a b");
    assert_eq!(found(None, true, false).await, "a c");
    assert_eq!(found(None, false, true).await, "b c");
    assert_eq!(found(None, true, true).await, "c");
    assert_eq!(found(Some(Role::Owner), true, true).await, "");
    let rows = list(&copy, &searched("")).await.first;
    assert_eq!(rows.iter().map(|row| row.view.is_low).collect::<Vec<_>>(), [true, false, true], "the one rule");
}

#[tokio::test]
async fn totals_of_the_largest_balances_are_exact() {
    let most = "9223372036854.775807";
    let teams = (0..5).map(|n| Team { balance: Some(money(most, "USD")), ..team(&format!("t{n}"), "T") }).collect();
    let (_folder, copy) = copy_of(teams).await;
    assert_eq!(list(&copy, &searched("")).await.totals, [money("46116860184273.879035", "USD")]);
}

#[tokio::test]
async fn a_search_finds_names_ids_and_people() {
    let (_folder, copy) =
        copy_of(vec![team("dev-d7035d80", "Développement"), team("ops-1a", "Operations"), team("web-2b", "Web")]).await;
    let bea = Member { name: Some("Béa Müller".into()), ..member("u-bea", "bea@example.org") };
    let dan = member("u-dan", "dan.opsson@example.com");
    for (id, members) in [("dev-d7035d80", vec![bea.clone()]), ("web-2b", vec![bea, dan])] {
        let people = People { team_id: TeamId::new(id), members, invitations: vec![] };
        copy.put_people("c1", &people).await.unwrap();
    }
    for (search, teams, people) in [
        ("developpement", "dev-d7035d80", ""),
        ("DÉVEL d70", "dev-d7035d80", ""),
        ("035d8", "dev-d7035d80", ""),
        ("ops", "ops-1a web-2b", "dan.opsson@example.com"),
        ("muller", "dev-d7035d80 web-2b", "bea@example.org"),
        ("bea mull", "dev-d7035d80 web-2b", "bea@example.org"),
        ("example", "dev-d7035d80 web-2b", "bea@example.org dan.opsson@example.com"),
        ("w", "web-2b", ""),
        ("op", "ops-1a web-2b", "dan.opsson@example.com"),
        ("ps", "", ""),
        ("ops muller", "", ""),
        ("  ", "dev-d7035d80 ops-1a web-2b", ""),
        ("\"", "", ""),
        ("%_*[", "", ""),
    ] {
        let found = list(&copy, &searched(search)).await;
        assert_eq!(ids(&found).join(" "), teams, "{search:?}");
        let emails: Vec<String> = found.people.iter().map(|hit| text(&hit.email).replace(['[', ']'], "")).collect();
        assert_eq!(emails.join(" "), people, "{search:?}");
        assert_eq!(copy.rows(&found.ids, search).await.unwrap(), found.first, "{search:?}");
    }
    let found = list(&copy, &searched("bea mull")).await;
    assert_eq!(text(&found.people[0].email), "[bea]@example.org");
    assert_eq!(text(found.people[0].name.as_ref().unwrap()), "[Béa] [Müll]er");
    assert_eq!(found.people[0].team_count, 2);
    assert_eq!(found.people[0].teams[0].name, "Développement");
    let hit = found.first[0].hit.as_ref().unwrap();
    assert_eq!(hit.people.iter().map(|email| text(email)).collect::<Vec<_>>(), ["[bea]@example.org"]);
    let found = list(&copy, &searched("devel d7")).await;
    let hit = found.first[0].hit.as_ref().unwrap();
    assert_eq!((text(&hit.name), text(&hit.id)), ("[Dével]oppement".into(), "dev-[d7]035d80".into()));
}

/// Fifty people are named; the teams are those of everybody who is found, be they some hundreds or thousands.
#[tokio::test]
async fn the_teams_of_all_people_who_are_found_are_in_the_list() {
    const TEAMS: usize = 3100;
    let teams = (0..TEAMS).map(|n| team(&format!("t-{n:04}"), &format!("Team {n:04}"))).collect();
    let (_folder, copy) = copy_of(teams).await;
    let members = |n: usize| {
        vec![member(&format!("u{n}"), &format!("{}{n:04}@example.com", if n < 400 { "few" } else { "many" }))]
    };
    let listed: Vec<_> = (0..TEAMS).map(|n| (TeamId::new(format!("t-{n:04}")), members(n))).collect();
    copy.put_listed_members("c1", &listed, &PeoplePosition::Done).await.unwrap();
    for (search, teams) in [("few", 400), ("many", 2700), ("example.com", TEAMS), ("few0007", 1)] {
        let found = list(&copy, &searched(search)).await;
        assert_eq!((found.ids.len(), found.more_people), (teams, teams > 50), "{search}");
    }
}

#[tokio::test]
async fn addresses_that_start_with_the_search_come_first_and_not_too_many() {
    let (_folder, copy) = copy_of(vec![team("dev-1", "Dev"), team("ops-2", "Ops")]).await;
    let mut members: Vec<_> = (0..60).map(|n| member(&format!("u{n}"), &format!("p{n:02}@zoe.example.com"))).collect();
    members.push(member("u-zoe", "zoe@example.com"));
    let people = People { team_id: TeamId::new("dev-1"), members, invitations: vec![] };
    copy.put_people("c1", &people).await.unwrap();
    let found = list(&copy, &searched("Zoe")).await;
    assert_eq!((found.people.len(), found.more_people), (50, true));
    assert_eq!(text(&found.people[0].email), "[zoe]@example.com");
    assert_eq!(text(&found.people[1].email), "p00@[zoe].example.com");
    let hit = found.first[0].hit.as_ref().unwrap();
    assert_eq!((hit.people.len(), hit.more_people), (3, 58));
    let found = list(&copy, &searched("p0")).await;
    assert_eq!((found.people.len(), found.more_people), (10, false));
}

#[tokio::test]
async fn type_ahead_stays_in_the_list_and_its_order() {
    let (_folder, copy) = copy_of(vec![team("a", "Éa"), team("b", "eb"), team("c", "Other"), team("d", "e%")]).await;
    let reversed = ListRequest { sort: TeamSort { key: SortKey::Name, reversed: true }, ..searched("") };
    let found = async |request: &ListRequest, prefix: &str| {
        let ids = copy.starting_with(request, prefix).await.unwrap();
        ids.iter().map(TeamId::as_str).collect::<Vec<_>>().join(" ")
    };
    assert_eq!(found(&reversed, "E").await, "b a d");
    assert_eq!(found(&searched(""), "e%").await, "d");
    assert_eq!(found(&searched("eb"), "e").await, "b");
}
