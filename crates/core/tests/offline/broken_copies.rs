//! Whatever happened to the copy's file, the app starts and shows what the server says.

use std::path::PathBuf;

use ollm_teams_core::{App, CopyNotice};

use crate::place::{Place, reader, until, until_live};
use crate::support::{list, shown, teams};

fn copy_file(place: &Place) -> PathBuf {
    let folder = place.machine.data_dir.path().join("offline");
    let files = std::fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path());
    files.into_iter().find(|path| path.extension().is_some_and(|extension| extension == "db")).unwrap()
}

async fn place_with_a_copy() -> Place {
    let place = Place::new().await;
    place.team("Development").await;
    let app = place.signed_in().await;
    let open = reader(&app).await;
    until_live(&open).await;
    app.close().await;
    place
}

/// Starts the app, waits until it has asked the server, and gives what it says of the copy.
async fn starts_fine(place: &Place) -> (App, Option<CopyNotice>) {
    let app = place.machine.start();
    let open = reader(&app).await;
    until(&open, "live", |state| state.connection == ollm_teams_core::Connection::Live).await;
    // What no read has met is met when the copy is read through, which the app does by itself a few seconds later.
    app.diagnose().await;
    open.sync_now().await;
    assert_eq!(teams(&open).await[0].team.name, "Development");
    assert_eq!(list(&open).await.data.totals[0].amount.to_string(), "0.00");
    shown(&app).await;
    let notice = open.sync_state(0).await.copy_notice;
    (app, notice)
}

#[tokio::test]
async fn a_file_that_is_no_database_is_set_aside() {
    let place = place_with_a_copy().await;
    let file = copy_file(&place);
    std::fs::write(&file, "this is no database, and longer than its header: ".repeat(100)).unwrap();
    let (app, notice) = starts_fine(&place).await;
    let Some(CopyNotice::SetAside { path, .. }) = notice else { panic!("{notice:?}") };
    assert!(std::fs::read_to_string(&path).unwrap().starts_with("this is no database"), "kept for diagnosis");
    app.close().await;
    assert_eq!(starts_fine(&place).await.1, None, "once");
}

#[tokio::test]
async fn a_folder_that_can_not_be_made_costs_the_copy_and_nothing_else() {
    let place = Place::new().await;
    place.team("Development").await;
    std::fs::write(place.machine.data_dir.path().join("offline"), "a file is in the way").unwrap();
    let app = place.signed_in().await;
    let open = reader(&app).await;
    until_live(&open).await;
    assert_eq!(teams(&open).await.len(), 1);
    let notice = open.sync_state(0).await.copy_notice;
    assert!(matches!(notice, Some(CopyNotice::NotKept { .. })), "{notice:?}");
}

/// The start of the whole core over files that were changed at random. The seed is printed, and can be given again.
#[tokio::test]
async fn no_change_of_the_file_keeps_the_app_from_starting() {
    let place = place_with_a_copy().await;
    let file = copy_file(&place);
    let original = std::fs::read(&file).unwrap();
    let seed = std::env::var("OLLM_SEED").ok().and_then(|seed| seed.parse().ok()).unwrap_or_else(rand_seed);
    println!("OLLM_SEED={seed}");
    let mut random = fastrand::Rng::with_seed(seed);
    for case in 0..CASES {
        let mut bytes = original.clone();
        match random.u8(0..4) {
            0 => bytes.truncate(random.usize(0..bytes.len())),
            1 => (0..random.usize(1..40)).for_each(|_| {
                let place = random.usize(0..bytes.len());
                bytes[place] ^= 1 << random.u8(0..8);
            }),
            2 => {
                let start = random.usize(0..bytes.len());
                let end = (start + random.usize(1..8192)).min(bytes.len());
                bytes[start..end].fill(random.u8(..));
            }
            _ => {
                let (a, b) = (random.usize(0..bytes.len() / 4096), random.usize(0..bytes.len() / 4096));
                let page = bytes[a * 4096..(a + 1) * 4096].to_vec();
                bytes.copy_within(b * 4096..(b + 1) * 4096, a * 4096);
                bytes[b * 4096..(b + 1) * 4096].copy_from_slice(&page);
            }
        }
        for side in ["-wal", "-shm"] {
            let _ = std::fs::remove_file(format!("{}{side}", file.display()));
        }
        std::fs::write(&file, &bytes).unwrap();
        println!("case {case}");
        starts_fine(&place).await.0.close().await;
    }
}

/// With 300 more on the copy by itself, in its own tests.
const CASES: usize = 300;

fn rand_seed() -> u64 {
    fastrand::u64(..)
}
