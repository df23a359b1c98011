//! Two windows of the app on one file.

use ollm_api::{Team, TeamId};

use super::fixture::*;
use crate::CopyNotice;
use crate::offline::{OfflineCopy, Written};

/// Counts up by the feed, as often as it can: the team's version is the cursor's number.
async fn count(copy: &OfflineCopy, to: u32) -> u32 {
    let mut written = 0;
    loop {
        let cursor = copy.position().await.unwrap().unwrap().cursor;
        let version: u32 = cursor[1..].parse().unwrap();
        let known = copy.team(&TeamId::new("dev-1")).await.unwrap().unwrap().version;
        assert!(known >= version, "the copy went back to {known}, behind {version}");
        if version >= to {
            return written;
        }
        let next = Team { version: version + 1, ..team("dev-1", &format!("Dev {}", version + 1)) };
        let change = upsert("team", "dev-1", "dev-1", &next);
        match copy.apply(&cursor, &[change], &format!("c{}", version + 1), at(0)).await.unwrap() {
            Written::Changed => written += 1,
            Written::Outdated => {}
            Written::Unchanged => panic!("nothing was written from {cursor}"),
        }
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn of_two_windows_each_step_is_taken_by_one() {
    let (folder, one) = copy_of(vec![team("dev-1", "Dev 1")]).await;
    let other = open(&folder.path().join("offline"));
    let (a, b, c) = tokio::join!(count(&one, 60), count(&other, 60), count(&one, 60));
    assert_eq!(a + b + c, 59, "{a} {b} {c}");
    let found = list(&other, &searched("")).await;
    assert_eq!(found.first[0].view.team.name, "Dev 60");
    assert_eq!(list(&one, &searched("dev 60")).await.ids, found.ids);
    assert!(!one.verify().await.unwrap());
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn windows_that_open_at_the_same_moment_make_one_copy() {
    for _ in 0..10 {
        let folder = tempfile::tempdir().unwrap();
        let copies: Vec<_> = (0..4).map(|_| open(folder.path())).collect();
        let opened = futures::future::join_all(copies.iter().map(OfflineCopy::position)).await;
        assert!(opened.iter().all(|position| matches!(position, Ok(None))), "{opened:?}");
        copies[0].replace_teams(&listing(vec![team("dev-1", "Dev")])).await.unwrap();
        for copy in &copies {
            assert_eq!(copy.notice(), None);
            assert_eq!(ids(&list(copy, &searched("")).await), ["dev-1"]);
        }
    }
}

/// Windows moves no file that another window has open: there, the one that found it goes on in memory and says so.
#[tokio::test]
async fn a_bad_file_is_set_aside_by_one_of_them() {
    let (folder, one) = copy_of(vec![team("dev-1", "Dev")]).await;
    let other = open(&folder.path().join("offline"));
    assert_eq!(ids(&list(&other, &searched("")).await), ["dev-1"]);
    let store = one.store().await.unwrap();
    sqlx::query("UPDATE teams SET record = replace(record, '10.00', '99.00')").execute(&store.writer).await.unwrap();
    drop(store);
    assert_eq!(one.list(&searched("")).await.unwrap(), None);
    if cfg!(windows) {
        assert!(matches!(one.notice(), Some(CopyNotice::NotKept { .. })), "{:?}", one.notice());
        return;
    }
    one.replace_teams(&listing(vec![team("new-2", "New")])).await.unwrap();
    assert_eq!(ids(&list(&other, &searched("")).await), ["new-2"], "the other one goes on with the fresh file");
    let files = std::fs::read_dir(folder.path().join("offline")).unwrap();
    let aside = files.filter(|file| file.as_ref().unwrap().path().to_string_lossy().ends_with(".db")).count();
    assert_eq!(aside, 2, "the file, and the one that was set aside");
    assert_eq!(other.notice(), None);
}
