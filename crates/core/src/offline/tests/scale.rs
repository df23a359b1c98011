//! How long things take with 10,000 teams, 25,000 people and 200,000 memberships. Run by hand, in release:
//! `cargo test --release -p ollm-teams-core --lib offline::tests::scale -- --ignored --nocapture`

use std::time::{Duration, Instant};

use ollm_api::{Member, Role, Team, TeamId};

use super::fixture::*;
use crate::offline::{OfflineCopy, PeoplePosition};
use crate::{ListRequest, SortKey, TeamSort};

const TEAMS: usize = 10_000;
const PEOPLE: usize = 25_000;
const MEMBERS: usize = 20;
const RUNS: usize = 15;

fn a_team(n: usize) -> Team {
    Team {
        balance: Some(money(&format!("{}.{:02}", n * 7919 % 5000, n % 100), "USD")),
        low_balance_threshold: Some(money("50", "USD")),
        pending_invitation_count: u32::from(n.is_multiple_of(9)),
        role: Role::from(["owner", "owner", "admin", "member", "viewer"][n % 5]),
        updated_at: at((n * 104_729 % 1_000_000) as i64),
        ..team(&format!("dev-{n:04}-{:08x}", n * 2_654_435_761 % 0xffff_ffff), &format!("Dev {n:04} Größe"))
    }
}

fn person(n: usize) -> Member {
    let first = ["ana", "bob", "cid", "dee", "eva", "fay", "gus", "hal"][n % 8];
    Member {
        name: Some(format!("{first} Müller {n}")),
        ..member(&format!("usr_{n:05}"), &format!("{first}.{n:05}@example.com"))
    }
}

/// The owner and 19 more.
fn members(team: usize) -> Vec<Member> {
    let others = (1..MEMBERS).map(|k| (team * 31 + k * 1_237) % (PEOPLE - 1) + 1);
    std::iter::once(0).chain(others).map(person).collect()
}

/// What all threads had of the processors, which other programs do not change as they do the time that passes.
fn cpu() -> Duration {
    let tasks = std::fs::read_dir("/proc/self/task").into_iter().flatten().flatten();
    let of = |task: std::fs::DirEntry| {
        let times = std::fs::read_to_string(task.path().join("schedstat")).ok()?;
        times.split(' ').next()?.parse::<u64>().ok()
    };
    Duration::from_nanos(tasks.filter_map(of).sum())
}

fn p95(mut times: Vec<Duration>) -> Duration {
    times.sort();
    times[times.len() * 95 / 100]
}

async fn timed<T>(what: &str, work: impl AsyncFn() -> T) -> T {
    let mut times = Vec::new();
    let mut last = None;
    let before = cpu();
    for _ in 0..RUNS {
        let start = Instant::now();
        last = Some(work().await);
        times.push(start.elapsed());
    }
    let of_one = (cpu() - before) / u32::try_from(RUNS).unwrap();
    times.sort();
    println!("{what:44} median {:8.2?}  p95 {:8.2?}  processor {of_one:8.2?}", times[RUNS / 2], p95(times.clone()));
    last.unwrap()
}

async fn filled(copy: &OfflineCopy) {
    let (start, before) = (Instant::now(), cpu());
    copy.replace_teams(&listing((0..TEAMS).map(a_team).collect())).await.unwrap();
    println!("listing of {TEAMS} teams written: {:.2?}, processor {:.2?}", start.elapsed(), cpu() - before);
    let ids: Vec<TeamId> = (0..TEAMS).map(|n| a_team(n).id).collect();
    let pages: Vec<Vec<_>> = (0..TEAMS / 10)
        .map(|page| (page * 10..page * 10 + 10).map(|n| (ids[n].clone(), members(n))).collect())
        .collect();
    let start = Instant::now();
    let before = cpu();
    let mut times = Vec::new();
    for page in &pages {
        let start = Instant::now();
        copy.put_listed_members("c1", page, &PeoplePosition::Done).await.unwrap();
        times.push(start.elapsed());
    }
    let all = start.elapsed();
    let of_one = (cpu() - before) / 1000;
    println!(
        "1000 pages of 200 members: {all:.2?}, each {:.2?}, p95 {:.2?}, processor {of_one:.2?}",
        all / 1000,
        p95(times)
    );
}

#[tokio::test(flavor = "multi_thread")]
#[ignore = "takes a while, and says what only a release build can say"]
async fn at_ten_thousand_teams() {
    let (folder, copy) = fresh();
    filled(&copy).await;
    copy.close().await;
    println!("file: {} MB", std::fs::metadata(copy.file()).unwrap().len() / 1_000_000);
    timed("open and position", async || {
        let copy = open(&folder.path().join("offline"));
        copy.position().await.unwrap();
    })
    .await;
    for key in [SortKey::Name, SortKey::Balance, SortKey::Role, SortKey::Changed] {
        for reversed in [false, true] {
            let request = ListRequest { sort: TeamSort { key, reversed }, ..searched("") };
            timed(&format!("list by {key:?}, reversed {reversed}"), async || list(&copy, &request).await).await;
        }
    }
    let ids = list(&copy, &searched("")).await.ids;
    timed("40 rows", async || copy.rows(&ids[5000..5040], "").await.unwrap()).await;
    timed("people of a team", async || copy.people(&ids[77]).await.unwrap()).await;
    timed("type-ahead", async || copy.starting_with(&searched(""), "dev 5").await.unwrap()).await;
    let email = "ana.12344@example.com";
    let mut searches: Vec<String> = (1..=email.len()).map(|length| email[..length].to_owned()).collect();
    let worst = [
        "e",
        "ex",
        "exa",
        "example",
        "example.com",
        "@example.com",
        "dev",
        "dev 1",
        "dev 12",
        "de 12 gr",
        "größe",
        "müller",
        "12",
        "99999",
        "zzz",
        "m",
        "ana muller",
        "0 1",
        "com",
        "usr",
        "dev 0123 grosse",
        "a e",
        "eva e m 1 2",
    ];
    searches.extend(worst.map(str::to_owned));
    for search in &searches {
        let request = searched(search);
        let found = timed(&format!("search {search:?}"), async || list(&copy, &request).await).await;
        println!("{:50}{} teams, {} people", "", found.ids.len(), found.people.len());
        timed("    its rows", async || copy.rows(&found.ids[..found.ids.len().min(40)], search).await.unwrap()).await;
    }
    let start = Instant::now();
    assert!(!copy.verify().await.unwrap());
    println!("verify: {:.2?}", start.elapsed());
    let start = Instant::now();
    copy.clear().await.unwrap();
    println!("clear: {:.2?}", start.elapsed());
}
