use std::path::{Path, PathBuf};

use jiff::Timestamp;
use ollm_api::TeamId;

use super::fixture::*;
use crate::CopyNotice;
use crate::offline::place::{Aside, Place};
use crate::offline::store::Store;
use crate::offline::{BalanceSample, OfflineCopy, People, PeoplePosition, Written};

fn names(folder: &Path) -> Vec<String> {
    let entries = std::fs::read_dir(folder).unwrap();
    let mut names: Vec<_> = entries.map(|entry| entry.unwrap().file_name().into_string().unwrap()).collect();
    names.sort();
    names
}

fn set_aside(copy: &OfflineCopy) -> PathBuf {
    match copy.notice() {
        Some(CopyNotice::SetAside { path, .. }) => path.into(),
        notice => panic!("{notice:?}"),
    }
}

/// Changes the open database behind the copy's back.
async fn tamper(copy: &OfflineCopy, sql: &'static str) {
    let store = copy.store().await.unwrap();
    let done = sqlx::query(sql).execute(&store.writer).await.unwrap();
    assert_eq!(done.rows_affected(), 1, "{sql}");
}

async fn is_empty(copy: &OfflineCopy) -> bool {
    copy.position().await.unwrap().is_none() && copy.list(&searched("")).await.unwrap().is_none()
}

/// A copy with one of everything.
async fn whole() -> (tempfile::TempDir, OfflineCopy) {
    let (folder, copy) = copy_of(vec![team("dev-1", "Dev"), team("ops-2", "Ops"), team("web-3", "Web")]).await;
    let members = vec![member("u1", "bea@example.com"), member("u2", "cid@example.com")];
    let invitations = vec![invitation("i1", "dev-1", "x@example.com")];
    copy.put_people("c1", &People { team_id: TeamId::new("dev-1"), members, invitations }).await.unwrap();
    let mine = invitation("i2", "other-9", ME);
    let changes = [upsert("invitation", "other-9", "i2", &mine), delete("team", "web-3", "web-3")];
    copy.apply("c1", &changes, "c2", at(20)).await.unwrap();
    let sample = BalanceSample { day: at(0), balance: decimal("5"), cost: decimal("1") };
    copy.put_samples(&TeamId::new("dev-1"), 1, at(30), &[sample]).await.unwrap();
    copy.put_activity(&[], at(31)).await.unwrap();
    (folder, copy)
}

/// Reads all that has a checksum.
async fn read_all(copy: &OfflineCopy) {
    let dev = TeamId::new("dev-1");
    copy.position().await.unwrap();
    copy.rows(&[dev.clone(), TeamId::new("ops-2")], "").await.unwrap();
    copy.people(&dev).await.unwrap();
    copy.my_invitations().await.unwrap();
    copy.samples(&dev).await.unwrap();
    copy.activity().await.unwrap();
    copy.lost_teams().await.unwrap();
}

#[tokio::test]
async fn a_changed_record_is_not_shown() {
    for sql in [
        "UPDATE teams SET record = replace(record, '10.00', '99.00') WHERE id = 'dev-1'",
        "UPDATE teams SET record = replace(record, 'owner', 'admin') WHERE id = 'dev-1'",
        "UPDATE teams SET record = (SELECT o.record FROM teams AS o WHERE o.id = 'ops-2'), \
         checksum = (SELECT o.checksum FROM teams AS o WHERE o.id = 'ops-2') WHERE id = 'dev-1'",
        "UPDATE teams SET record = CAST(x'ff' AS TEXT) WHERE id = 'dev-1'",
        "UPDATE members SET role = 'owner' WHERE person = 1",
        "UPDATE members SET joined_at = '2026-01-01T00:00:00Z' WHERE person = 1",
        "UPDATE members SET team = 2 WHERE person = 1",
        "UPDATE members SET person = 77 WHERE person = 1",
        "UPDATE people SET email = 'eve@example.com' WHERE user_id = 'u1'",
        "UPDATE people SET name = '' WHERE user_id = 'u1'",
        "UPDATE invitations SET record = replace(record, 'viewer', 'admin')",
        "UPDATE invitations SET team = 2",
        "UPDATE my_invitations SET record = replace(record, 'viewer', 'admin')",
        "UPDATE balance_samples SET samples = replace(samples, '5', '6')",
        "UPDATE balance_samples SET version = 7",
        "UPDATE activity SET said_at = '2026-01-01T00:00:00Z'",
        "UPDATE lost_teams SET name = 'Wab'",
        "UPDATE lost_teams SET is_news = 0",
        "UPDATE position SET cursor = 'c9'",
        "UPDATE position SET people_step = 'done'",
    ] {
        let (folder, copy) = whole().await;
        let moves_a_row = sql.contains("SET team = 2");
        if moves_a_row {
            let ops = People { team_id: TeamId::new("ops-2"), members: vec![], invitations: vec![] };
            copy.put_people("c2", &ops).await.unwrap();
        }
        read_all(&copy).await;
        assert_eq!(copy.notice(), None);
        tamper(&copy, sql).await;
        read_all(&copy).await;
        copy.people(&TeamId::new("ops-2")).await.unwrap();
        assert!(set_aside(&copy).exists(), "{sql}");
        assert!(is_empty(&copy).await, "{sql}");
        assert_eq!(names(&folder.path().join("offline")).iter().filter(|name| name.contains("damaged")).count(), 1);
        assert_eq!(copy.replace_teams(&listing(vec![team("dev-1", "Dev")])).await.unwrap(), Written::Changed);
        assert!(!copy.verify().await.unwrap());
    }
}

#[tokio::test]
async fn verifying_finds_what_reading_does_not() {
    for sql in [
        "UPDATE teams SET balance = 1 WHERE id = 'dev-1'",
        "UPDATE teams SET sort_name = 'zzz' WHERE id = 'dev-1'",
        "UPDATE teams SET is_low = 1 WHERE id = 'dev-1'",
        "UPDATE teams SET role_rank = 3 WHERE id = 'dev-1'",
        "UPDATE teams SET version = 9 WHERE id = 'dev-1'",
        "UPDATE team_search SET text = 'other' WHERE rowid = 1",
        "UPDATE people_search SET text = 'other' WHERE rowid = 1",
        "DELETE FROM people_search WHERE rowid = 1",
        "UPDATE sums SET sum = sum + 1 WHERE name = 'members'",
        "UPDATE sums SET sum = 1 - sum WHERE name = 'people_known'",
        "UPDATE sums SET sum = 1 - sum WHERE name = 'low_balance_news'",
        "DELETE FROM sums WHERE name = 'invitations'",
        "UPDATE members SET role = 'owner' WHERE person = 1",
        "UPDATE team_search_data SET block = zeroblob(length(block)) WHERE id = (SELECT max(id) FROM team_search_data)",
    ] {
        let (_folder, copy) = whole().await;
        assert!(!copy.verify().await.unwrap());
        tamper(&copy, sql).await;
        assert!(copy.verify().await.unwrap(), "{sql}");
        assert!(set_aside(&copy).exists());
        assert!(is_empty(&copy).await);
        assert!(!copy.verify().await.unwrap());
    }
}

#[tokio::test]
async fn rows_that_are_missing_are_missed() {
    let (_folder, copy) = whole().await;
    let store = copy.store().await.unwrap();
    sqlx::raw_sql("DROP TRIGGER members_sum_delete; DELETE FROM members WHERE person = 1")
        .execute(&store.writer)
        .await
        .unwrap();
    drop(store);
    assert!(copy.verify().await.unwrap());
}

#[tokio::test]
async fn a_file_of_a_newer_version_is_kept_for_it() {
    let (folder, copy) = whole().await;
    tamper(&copy, "INSERT INTO _sqlx_migrations VALUES (9999, 'later', '2030-01-01', TRUE, x'00', 1)").await;
    copy.close().await;
    let copy = open(&folder.path().join("offline"));
    assert!(is_empty(&copy).await);
    let path = set_aside(&copy);
    assert!(path.to_str().unwrap().contains(".newer-2"), "{path:?}");
    assert_eq!(copy.replace_teams(&listing(vec![team("dev-1", "Dev")])).await.unwrap(), Written::Changed);
}

#[tokio::test]
async fn a_file_that_is_no_database_is_kept_under_another_name() {
    let (folder, copy) = whole().await;
    copy.close().await;
    std::fs::write(copy.file(), "no database").unwrap();
    let copy = open(&folder.path().join("offline"));
    assert!(is_empty(&copy).await);
    assert_eq!(std::fs::read_to_string(set_aside(&copy)).unwrap(), "no database");
}

#[test]
fn a_second_call_sets_aside_what_the_first_could_not() {
    let folder = tempfile::tempdir().unwrap();
    let place = Place::new(folder.path(), &account());
    let now: Timestamp = "2026-11-01T12:00:00Z".parse().unwrap();
    std::fs::write(place.file(), "bad").unwrap();
    let aside = place.set_aside(Aside::Damaged, now).unwrap();
    std::fs::write(format!("{}-wal", place.file().display()), "its log").unwrap();
    assert_eq!(place.set_aside(Aside::Damaged, now).unwrap(), aside);
    assert_eq!(std::fs::read_to_string(&aside).unwrap(), "bad");
    assert_eq!(std::fs::read_to_string(format!("{}-wal", aside.display())).unwrap(), "its log");

    std::fs::write(place.file(), "another one of the same second").unwrap();
    place.set_aside(Aside::Damaged, now).unwrap();
    assert!(!std::fs::exists(format!("{}-wal", aside.display())).unwrap(), "the log was of the file before");
}

#[test]
fn only_the_latest_bad_files_are_kept() {
    let folder = tempfile::tempdir().unwrap();
    let place = Place::new(folder.path(), &account());
    let other = folder.path().join("0123456789abcdef.damaged-20200101T000000Z.db");
    std::fs::write(&other, "of another account").unwrap();
    for day in 1..=5 {
        for suffix in ["", "-wal"] {
            std::fs::write(format!("{}{suffix}", place.file().display()), day.to_string()).unwrap();
        }
        let now: Timestamp = format!("2026-11-{day:02}T12:00:00Z").parse().unwrap();
        let why = if day % 2 == 0 { Aside::Damaged } else { Aside::Newer };
        assert_eq!(std::fs::read_to_string(place.set_aside(why, now).unwrap()).unwrap(), day.to_string());
        place.prune().unwrap();
    }
    let mine: Vec<_> = names(folder.path()).into_iter().filter(|name| !name.starts_with("0123")).collect();
    let stem = place.file().file_stem().unwrap().to_str().unwrap().to_owned();
    let of = |why: &str, day: &str| {
        [format!("{stem}.{why}-202611{day}T120000Z.db"), format!("{stem}.{why}-202611{day}T120000Z.db-wal")]
    };
    assert_eq!(mine, [of("damaged", "04"), of("newer", "03"), of("newer", "05")].concat());
    std::fs::write(place.file(), "").unwrap();
    place.remove_all().unwrap();
    assert_eq!(names(folder.path()), ["0123456789abcdef.damaged-20200101T000000Z.db"]);
}

#[tokio::test]
async fn a_full_disk_costs_the_file_and_not_what_it_holds() {
    let (_folder, copy) = whole().await;
    let before = list(&copy, &searched("")).await;
    let store = copy.store().await.unwrap();
    sqlx::raw_sql("PRAGMA max_page_count = 1").execute(&store.writer).await.unwrap();
    drop(store);
    let many = (0..2000).map(|n| member(&format!("m{n}"), &format!("m{n}@example.com"))).collect();
    let listed = [(TeamId::new("ops-2"), many)];
    assert_eq!(copy.put_listed_members("c2", &listed, &PeoplePosition::Done).await.unwrap(), Written::Changed);
    assert!(matches!(copy.notice(), Some(CopyNotice::NotKept { .. })), "{:?}", copy.notice());
    assert_eq!(copy.people(&TeamId::new("ops-2")).await.unwrap().unwrap().members.len(), 2000);
    assert_eq!(list(&copy, &searched("")).await, before);
    assert!(!copy.verify().await.unwrap());
}

#[tokio::test]
async fn a_folder_that_can_not_be_made_leaves_the_copy_in_memory() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("a file");
    std::fs::write(&file, "").unwrap();
    let copy = open(&file.join("offline"));
    assert!(is_empty(&copy).await);
    assert!(matches!(copy.notice(), Some(CopyNotice::NotKept { .. })), "{:?}", copy.notice());
    copy.replace_teams(&listing(vec![team("dev-1", "Dev")])).await.unwrap();
    assert_eq!(ids(&list(&copy, &searched("dev")).await), ["dev-1"]);
    copy.clear().await.unwrap();
    assert!(is_empty(&copy).await);
    copy.delete().await;
}

#[tokio::test]
async fn a_file_that_can_only_be_read_is_shown() {
    let (folder, copy) = whole().await;
    let before = list(&copy, &searched("")).await;
    copy.close().await;
    // No log can be written; this holds for root, too.
    std::fs::create_dir(format!("{}-wal", copy.file().display())).unwrap();
    let copy = open(&folder.path().join("offline"));
    assert_eq!(list(&copy, &searched("")).await, before);
    assert!(matches!(copy.notice(), Some(CopyNotice::NotKept { .. })), "{:?}", copy.notice());
    assert_eq!(copy.put_team(&team("new-4", "New")).await.unwrap(), Written::Changed);
    assert_eq!(list(&copy, &searched("")).await.ids.len(), 3);
}

#[tokio::test]
async fn bytes_that_are_no_copy_make_an_empty_one() {
    for content in [vec![], vec![0; 10], b"no database, but long enough to have a header".repeat(200)] {
        let store = Store::in_memory(Some(content)).await.unwrap();
        let count: i64 = sqlx::query_scalar("SELECT count(*) FROM teams").fetch_one(&store.writer).await.unwrap();
        assert_eq!(count, 0);
    }
}

#[cfg(unix)]
#[tokio::test]
async fn nobody_else_can_read_the_files() {
    use std::os::unix::fs::PermissionsExt;
    let (folder, copy) = whole().await;
    let folder = folder.path().join("offline");
    let mode = |path: &Path| path.metadata().unwrap().permissions().mode() & 0o777;
    assert_eq!(mode(&folder), 0o700);
    let files = names(&folder);
    assert_eq!(files.len(), 3, "{files:?}");
    for file in files {
        assert_eq!(mode(&folder.join(&file)), 0o600, "{file}");
    }
    drop(copy);
}

#[tokio::test]
async fn what_is_forgotten_leaves_nothing() {
    let (folder, copy) = whole().await;
    let folder = folder.path().join("offline");
    tamper(&copy, "UPDATE position SET cursor = 'c9'").await;
    assert!(is_empty(&copy).await);
    copy.replace_teams(&listing(vec![team("dev-1", "Dev")])).await.unwrap();
    copy.clear().await.unwrap();
    assert_eq!((names(&folder), copy.notice()), (vec![], None));
    assert!(is_empty(&copy).await);
    copy.replace_teams(&listing(vec![team("dev-1", "Dev")])).await.unwrap();
    copy.delete().await;
    assert_eq!(names(&folder), [""; 0]);
    assert!(is_empty(&copy).await);
    copy.put_team(&team("dev-1", "Dev")).await.unwrap();
    assert_eq!((names(&folder), copy.notice()), (vec![], None), "it is in memory");
}
