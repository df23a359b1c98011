use std::path::{Path, PathBuf};
use std::sync::atomic::Ordering;

use ollm_teams_core::ListRequest;

use crate::place::{Place, reader, until, until_live};
use crate::support::{settled, shown, teams};

fn files(folder: &Path) -> Vec<PathBuf> {
    let entries = std::fs::read_dir(folder.join("offline")).into_iter().flatten();
    entries.map(|entry| entry.unwrap().path()).collect()
}

#[tokio::test]
async fn nothing_of_an_account_stays_after_it_has_signed_out() {
    let place = Place::new().await;
    place.team("Development").await;
    let app = place.signed_in().await;
    until_live(&reader(&app).await).await;
    let folder = place.machine.data_dir.path();
    assert!(!files(folder).is_empty(), "there was a copy");
    let id = shown(&app).await.account_id().clone();
    app.sign_out(&id).await.unwrap();
    assert_eq!(files(folder), Vec::<PathBuf>::new());
}

#[tokio::test]
async fn a_cleared_copy_is_fetched_again_and_only_then_shown() {
    let mut place = Place::new().await;
    place.team("Development").await;
    let app = place.signed_in().await;
    let open = reader(&app).await;
    until_live(&open).await;
    app.clear_offline_copy().await.unwrap();
    until(&open, "fetched again", |state| state.synced_at.is_some()).await;
    assert_eq!(teams(&open).await.len(), 1);

    place.stop().await;
    open.sync_now().await;
    app.clear_offline_copy().await.unwrap();
    assert_eq!(open.list_teams(&ListRequest::default()).await.unwrap(), None);
    app.close().await;
    let app = place.machine.start();
    settled(&app).await;
    assert_eq!(reader(&app).await.list_teams(&ListRequest::default()).await.unwrap(), None);
}

#[tokio::test]
async fn an_account_that_is_not_remembered_leaves_no_copy() {
    let place = Place::new().await;
    place.machine.keyring.broken.store(true, Ordering::SeqCst);
    let app = place.signed_in().await;
    until_live(&reader(&app).await).await;
    app.close().await;
    assert_eq!(files(place.machine.data_dir.path()), Vec::<PathBuf>::new());
}

#[tokio::test]
async fn a_copy_that_a_crash_left_of_nobody_is_removed_at_the_next_start() {
    let place = Place::new().await;
    let folder = place.machine.data_dir.path().join("offline");
    std::fs::create_dir(&folder).unwrap();
    std::fs::write(folder.join("0123456789abcdef.db"), b"left over").unwrap();
    let app = place.signed_in().await;
    until_live(&reader(&app).await).await;
    assert!(!folder.join("0123456789abcdef.db").exists());
    assert!(!files(place.machine.data_dir.path()).is_empty());
}
