//! Files that were changed at random. Whatever is in them, nothing fails, and what is shown is what was written at some
//! time or nothing. The seed is printed; `OLLM_SEED` gives it again.

use std::path::{Path, PathBuf};

use ollm_api::{Invitation, Team, TeamId};

use super::fixture::*;
use crate::offline::{BalanceSample, Listing, OfflineCopy, People, PeoplePosition, Position};
use crate::{ActivityEntry, LostTeam, SortKey, TeamList, TeamSort};

const CASES: usize = 300;
const TEAMS: usize = 60;
const PAGE: usize = 4096;

/// All that a copy says.
#[derive(Clone, Debug, PartialEq)]
struct Said {
    position: Option<Position>,
    lists: Vec<Option<TeamList>>,
    people: Vec<Option<People>>,
    my_invitations: Vec<Invitation>,
    samples: Option<(u32, jiff::Timestamp, Vec<BalanceSample>)>,
    activity: Option<(Vec<ActivityEntry>, jiff::Timestamp)>,
    lost: Vec<LostTeam>,
    progress: (u32, u32),
}

async fn said(copy: &OfflineCopy) -> Said {
    let mut said = Said {
        position: copy.position().await.unwrap(),
        lists: Vec::new(),
        people: Vec::new(),
        my_invitations: copy.my_invitations().await.unwrap(),
        samples: copy.samples(&id(1)).await.unwrap(),
        activity: copy.activity().await.unwrap(),
        lost: copy.lost_teams().await.unwrap(),
        progress: copy.people_progress().await.unwrap(),
    };
    for search in ["", "team 1", "person07@example.com", "e"] {
        said.lists.push(copy.list(&searched(search)).await.unwrap());
    }
    for (key, reversed) in [(SortKey::Balance, false), (SortKey::Changed, true)] {
        let request = crate::ListRequest { sort: TeamSort { key, reversed }, ..searched("") };
        said.lists.push(copy.list(&request).await.unwrap());
    }
    for n in (0..TEAMS).step_by(7) {
        said.people.push(copy.people(&id(n)).await.unwrap());
    }
    said
}

fn id(n: usize) -> TeamId {
    TeamId::new(format!("team-{n:02}"))
}

fn a_team(n: usize, version: u32) -> Team {
    Team {
        balance: Some(money(&format!("{version}{n}.{n:06}"), "USD")),
        role: ollm_api::Role::from(["owner", "admin", "member", "viewer"][n % 4]),
        updated_at: at(n as i64 * 7 % 50),
        version,
        ..team(id(n).as_str(), &format!("Team {n}"))
    }
}

fn people_of(n: usize) -> People {
    let person = |p: usize| member(&format!("u{p:02}"), &format!("person{p:02}@example.com"));
    let team = id(n);
    let invitations = vec![invitation(&format!("i{n}"), team.as_str(), "x@example.com")];
    People { members: (0..4).map(|k| person((n * 3 + k * 5) % 40)).collect(), invitations, team_id: team }
}

fn whole_listing(version: u32) -> Listing {
    Listing {
        my_invitations: vec![invitation("mine", "elsewhere-1", ME)],
        ..listing((0..TEAMS).map(|n| a_team(n, version)).collect())
    }
}

/// Writes a copy, and gives what it said after each write.
async fn write(copy: &OfflineCopy) -> Vec<Said> {
    let mut history = vec![said(copy).await];
    copy.replace_teams(&whole_listing(1)).await.unwrap();
    history.push(said(copy).await);
    for half in [0..TEAMS / 2, TEAMS / 2..TEAMS] {
        let members: Vec<_> = half.clone().map(|n| (id(n), people_of(n).members)).collect();
        copy.put_listed_members("c1", &members, &PeoplePosition::Done).await.unwrap();
        history.push(said(copy).await);
    }
    let invitations: Vec<_> = (0..TEAMS).flat_map(|n| people_of(n).invitations).collect();
    copy.replace_invitations("c1", &invitations).await.unwrap();
    history.push(said(copy).await);
    for round in 2..8 {
        let changed = |n| upsert("team", id(n).as_str(), id(n).as_str(), &a_team(n, round));
        let mut changes: Vec<_> = (0..TEAMS).step_by(round as usize).map(changed).collect();
        changes.push(delete("team", id(50 + round as usize).as_str(), id(50 + round as usize).as_str()));
        copy.apply(&format!("c{}", round - 1), &changes, &format!("c{round}"), at(round.into())).await.unwrap();
        history.push(said(copy).await);
    }
    let sample = BalanceSample { day: at(0), balance: decimal("5.5"), cost: decimal("0.25") };
    copy.put_samples(&id(1), 3, at(50), &[sample]).await.unwrap();
    history.push(said(copy).await);
    copy.put_activity(&[], at(51)).await.unwrap();
    history.push(said(copy).await);
    history
}

/// The files as they are now, by what SQLite adds to their names.
fn files(copy: &OfflineCopy) -> Vec<(&'static str, Vec<u8>)> {
    let with = |suffix| PathBuf::from(format!("{}{suffix}", copy.file().display()));
    ["", "-wal"].into_iter().filter_map(|suffix| Some((suffix, std::fs::read(with(suffix)).ok()?))).collect()
}

fn mutate(bytes: &mut Vec<u8>, random: &mut fastrand::Rng) -> String {
    if bytes.is_empty() {
        return "nothing".into();
    }
    let pages = (bytes.len() / PAGE).max(1);
    match random.u8(0..6) {
        0 => {
            bytes.truncate(random.usize(0..bytes.len()));
            format!("truncated to {}", bytes.len())
        }
        1 => {
            let places: Vec<usize> = (0..random.usize(1..20)).map(|_| random.usize(0..bytes.len())).collect();
            places.iter().for_each(|place| bytes[*place] ^= 1 << random.u8(0..8));
            format!("bits flipped at {places:?}")
        }
        2 => {
            let start = random.usize(0..pages) * PAGE;
            let end = (start + PAGE).min(bytes.len());
            bytes[start..end].fill(0);
            format!("page at {start} zeroed")
        }
        3 => {
            let start = random.usize(0..bytes.len());
            let end = (start + random.usize(1..3 * PAGE)).min(bytes.len());
            bytes[start..end].fill_with(|| random.u8(..));
            format!("garbage from {start} to {end}")
        }
        4 if pages > 1 => {
            let (one, other) = (random.usize(0..pages) * PAGE, random.usize(0..pages) * PAGE);
            let page = bytes[one..one + PAGE].to_vec();
            bytes.copy_within(other..other + PAGE, one);
            bytes[other..other + PAGE].copy_from_slice(&page);
            format!("pages at {one} and {other} swapped")
        }
        _ => {
            // A byte of text, which no structure tells from another one.
            let places: Vec<usize> = (0..bytes.len()).filter(|place| bytes[*place].is_ascii_alphanumeric()).collect();
            let Some(place) = random.choice(&places) else { return "nothing".into() };
            bytes[*place] = random.alphanumeric() as u8;
            format!("text at {place}")
        }
    }
}

async fn check(folder: &Path, history: &[Said], what: &str) -> bool {
    let nothing = &history[0];
    let copy = open(folder);
    // As in the app: the copy is read, verified and written at the same time.
    let write = async {
        copy.apply("elsewhere", &[], "further", at(60)).await.unwrap();
        copy.remove_team(&TeamId::new("not-known")).await.unwrap();
    };
    let (was_damaged, ..) = tokio::join!(async { copy.verify().await.unwrap() }, said(&copy), write);
    let shown = said(&copy).await;
    assert!(history.contains(&shown), "{what}: {:?}, {:?}", copy.notice(), shown.position);
    if was_damaged || copy.notice().is_some() {
        assert_eq!(&shown, nothing, "{what}");
    }
    assert!(!copy.verify().await.unwrap(), "{what}: verified once");
    let replaces = shown.position.map(|position| position.cursor);
    copy.replace_teams(&Listing { replaces, ..whole_listing(1) }).await.unwrap();
    assert_eq!(list(&copy, &searched("")).await.ids.len(), TEAMS, "{what}");
    copy.close().await;
    was_damaged || copy.notice().is_some()
}

#[tokio::test]
async fn no_change_of_the_files_is_shown_or_fails() {
    let seed = std::env::var("OLLM_SEED").ok().and_then(|seed| seed.parse().ok()).unwrap_or_else(|| fastrand::u64(..));
    println!("OLLM_SEED={seed}");
    let mut random = fastrand::Rng::with_seed(seed);
    let (_folder, copy) = fresh();
    let history = write(&copy).await;
    let with_log = files(&copy);
    copy.close().await;
    let whole = files(&copy);
    assert_eq!((with_log.len(), whole.len()), (2, 1));

    let mut set_aside = 0;
    for case in 0..CASES {
        let folder = tempfile::tempdir().unwrap();
        let copy = open(folder.path());
        let mut files = if random.bool() { with_log.clone() } else { whole.clone() };
        let changed = random.usize(0..files.len());
        let mutation = mutate(&mut files[changed].1, &mut random);
        for (suffix, bytes) in &files {
            std::fs::write(format!("{}{suffix}", copy.file().display()), bytes).unwrap();
        }
        let what = format!("OLLM_SEED={seed}, case {case}, {} of {}: {mutation}", files[changed].0, files.len());
        set_aside += usize::from(check(folder.path(), &history, &what).await);
    }
    println!("{set_aside} of {CASES} set aside");
    assert!(set_aside > CASES / 4, "most changes do harm");
}
