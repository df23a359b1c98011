use std::path::Path;
use std::sync::Mutex;
use std::sync::atomic::{AtomicUsize, Ordering};

use futures::FutureExt;
use futures::future::BoxFuture;

use super::*;

/// A publisher of whom a test says what there is.
#[derive(Default)]
struct Publisher {
    newer: Mutex<Option<Result<Option<Release>, UpdateError>>>,
    install: Mutex<Option<UpdateError>>,
    obstacle: Option<UpdateObstacle>,
    asked: AtomicUsize,
    installed: AtomicUsize,
}

impl UpdateSource for Publisher {
    fn obstacle(&self) -> Option<UpdateObstacle> {
        self.obstacle
    }

    fn newer(&self) -> BoxFuture<'_, Result<Option<Release>, UpdateError>> {
        self.asked.fetch_add(1, Ordering::SeqCst);
        async { self.newer.lock().unwrap().clone().unwrap_or(Ok(None)) }.boxed()
    }

    fn install<'a>(
        &'a self,
        progress: &'a (dyn Fn(u64, Option<u64>) + Send + Sync),
    ) -> BoxFuture<'a, Result<(), UpdateError>> {
        self.installed.fetch_add(1, Ordering::SeqCst);
        async move {
            for (done, total) in [(0, None), (1, Some(3)), (3, Some(3)), (3, Some(0))] {
                progress(done, total);
                // Whoever watches sees it.
                tokio::task::yield_now().await;
            }
            self.install.lock().unwrap().take().map_or(Ok(()), Err)
        }
        .boxed()
    }
}

fn release() -> Release {
    Release { version: "1.2.0".to_owned(), notes: Some("Faster".to_owned()) }
}

fn with(publisher: Publisher) -> (Arc<Publisher>, Updates) {
    let publisher = Arc::new(publisher);
    (publisher.clone(), Updates::new(publisher))
}

fn with_release() -> (Arc<Publisher>, Updates) {
    with(Publisher { newer: Mutex::new(Some(Ok(Some(release())))), ..Publisher::default() })
}

#[tokio::test]
async fn a_newer_version_is_told_and_installed_when_somebody_says_so() {
    let (publisher, updates) = with_release();
    assert_eq!(updates.state(), UpdateState::NotChecked);
    updates.install().await;
    assert_eq!(publisher.installed.load(Ordering::SeqCst), 0, "there is nothing to install yet");
    updates.check().await;
    assert_eq!(updates.state(), UpdateState::Available { release: release() });
    updates.install().await;
    assert_eq!(updates.state(), UpdateState::Installed { release: release() });
    updates.check().await;
    assert_eq!(publisher.asked.load(Ordering::SeqCst), 1, "it only waits for the next start");
}

#[tokio::test]
async fn a_download_says_how_far_it_is() {
    let (_, updates) = with_release();
    updates.check().await;
    let mut news = updates.view.subscribe();
    let watching = async {
        let mut seen = Vec::new();
        while news.changed().await.is_ok() {
            let state = news.borrow_and_update().state.clone();
            match state {
                UpdateState::Downloading { percent, .. } => seen.push(percent),
                _ => return seen,
            }
        }
        seen
    };
    let (seen, ()) = tokio::join!(biased; watching, updates.install());
    assert_eq!(seen, [None, Some(33), Some(100), None]);
    assert_eq!(percent(u64::MAX, Some(u64::MAX)), Some(100));
}

#[tokio::test]
async fn what_goes_wrong_is_said_and_can_be_tried_again() {
    let (publisher, updates) = with(Publisher {
        newer: Mutex::new(Some(Err(UpdateError::Unreachable("no route".to_owned())))),
        ..Publisher::default()
    });
    let code = |updates: &Updates| match updates.state() {
        UpdateState::Failed { error } => error.code,
        other => panic!("{other:?}"),
    };
    updates.check().await;
    assert_eq!(code(&updates), ErrorCode::UpdateServerUnreachable);
    *publisher.newer.lock().unwrap() = Some(Ok(Some(release())));
    *publisher.install.lock().unwrap() = Some(UpdateError::Refused("not the publisher's".to_owned()));
    updates.check().await;
    updates.install().await;
    assert_eq!(code(&updates), ErrorCode::UpdateRefused);
    updates.install().await;
    assert_eq!(publisher.installed.load(Ordering::SeqCst), 1, "what was refused is not tried by itself");
    *publisher.newer.lock().unwrap() = Some(Ok(None));
    updates.check().await;
    assert_eq!(updates.state(), UpdateState::UpToDate);
}

#[tokio::test]
async fn without_being_asked_only_what_was_chosen_is_done() {
    for (choice, asked, installed) in
        [(UpdateChoice::Off, 0, 0), (UpdateChoice::Ask, 1, 0), (UpdateChoice::Automatic, 1, 1)]
    {
        let (publisher, updates) = with_release();
        updates.look(choice).await;
        let did = [&publisher.asked, &publisher.installed].map(|each| each.load(Ordering::SeqCst));
        assert_eq!(did, [asked, installed], "{choice:?}");
    }
}

#[tokio::test]
async fn an_app_that_can_not_update_itself_asks_nobody() {
    let (publisher, updates) =
        with(Publisher { obstacle: Some(UpdateObstacle::PackageManager), ..Publisher::default() });
    updates.look(UpdateChoice::Automatic).await;
    assert_eq!(updates.state(), UpdateState::Impossible { why: UpdateObstacle::PackageManager });
    assert_eq!(publisher.asked.load(Ordering::SeqCst), 0);
}

#[test]
fn what_a_package_manager_put_there_is_left_to_it() {
    let obstacle = |program: &str, is_packaged, has_key| {
        Installation { program: Path::new(program), is_packaged, has_key }.obstacle()
    };
    for program in
        ["/usr/bin/ollm-teams", "/usr/lib/ollm-teams/ollm-teams", "/nix/store/x/bin/ollm-teams", "/app/bin/x"]
    {
        assert_eq!(obstacle(program, false, true), Some(UpdateObstacle::PackageManager), "{program}");
        assert_eq!(obstacle(program, false, false), Some(UpdateObstacle::PackageManager), "{program}");
    }
    assert_eq!(obstacle("/opt/ollm-teams/ollm-teams", true, true), Some(UpdateObstacle::PackageManager));
    assert_eq!(obstacle("/home/you/OLLM Teams.AppImage", false, true), None);
    // It looks like it, and is not.
    assert_eq!(obstacle("/usrlocal/ollm-teams", false, true), None);
    assert_eq!(obstacle("/applications/ollm-teams", false, true), None);
    assert_eq!(obstacle("/home/you/OLLM Teams.AppImage", false, false), Some(UpdateObstacle::NoKey));
}
