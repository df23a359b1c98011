use std::sync::Arc;
use std::sync::atomic::Ordering;

use futures::future::join_all;
use ollm_teams_core::{ErrorCode, SessionView};

use crate::stage::{Stage, account_of};
use crate::support::{ask, settled, shown, synced, teams};

#[tokio::test]
async fn fifty_requests_with_an_old_token_share_one_renewal() {
    let stage = Stage::new().await;
    let app = stage.start_with_an_old_token().await;
    let session = shown(&app).await;
    for list in join_all((0..50).map(|_| ask(&session))).await {
        list.unwrap();
    }
    let counts = stage.authorization.counts().await.unwrap();
    assert_eq!((counts.refreshes, counts.refused), (1, 0));
}

#[tokio::test]
async fn fifty_requests_with_a_refused_token_share_one_renewal() {
    let stage = Stage::new().await;
    stage.sign_in(&stage.machine.start()).await.unwrap();
    stage.change_entry(|entry| entry["access_token"] = "refused".into());
    let app = stage.machine.start();
    let session = shown(&app).await;
    for list in join_all((0..50).map(|_| ask(&session))).await {
        list.unwrap();
    }
    let counts = stage.authorization.counts().await.unwrap();
    assert_eq!((counts.refreshes, counts.refused), (1, 0));
}

#[tokio::test]
async fn a_refused_write_is_done_once_with_the_new_token() {
    let stage = Stage::new().await;
    stage.sign_in(&stage.machine.start()).await.unwrap();
    stage.change_entry(|entry| entry["access_token"] = "refused".into());
    let app = stage.machine.start();
    shown(&app).await.create_team("Development").await.unwrap();
    assert_eq!(teams(&synced(&app).await).await.len(), 1);
}

#[tokio::test]
async fn what_a_renewal_brings_is_there_after_the_app_has_died() {
    let stage = Stage::new().await;
    let app = stage.start_with_an_old_token().await;
    let before = stage.entry();
    ask(&*shown(&app).await).await.unwrap();
    // No end of the app: nothing more is written.
    std::mem::forget(app);
    assert_ne!(stage.entry()["refresh_token"], before["refresh_token"], "the server rotates them");

    stage.change_entry(|entry| entry["access_token"] = "refused".into());
    ask(&*shown(&stage.machine.start()).await).await.unwrap();
    let counts = stage.authorization.counts().await.unwrap();
    assert_eq!((counts.refreshes, counts.refused), (2, 0));
}

#[tokio::test]
async fn a_keyring_that_breaks_during_a_renewal_ends_no_session_and_is_told() {
    let stage = Stage::new().await;
    let app = stage.start_with_an_old_token().await;
    let session = shown(&app).await;
    stage.machine.keyring.broken.store(true, Ordering::SeqCst);
    ask(&session).await.unwrap();
    let view = settled(&app).await;
    let SessionView::SignedIn { not_remembered: Some(reason), .. } = &view else { panic!("{view:?}") };
    assert_eq!(reason.code, ErrorCode::KeyringAbsent);

    stage.machine.keyring.broken.store(false, Ordering::SeqCst);
    let view = app.keep_signed_in(&account_of(&view)).await.unwrap();
    assert!(matches!(view, SessionView::SignedIn { not_remembered: None, .. }), "{view:?}");
    stage.change_entry(|entry| entry["access_token"] = "refused".into());
    ask(&*shown(&stage.machine.start()).await).await.unwrap();
}

#[tokio::test]
async fn a_second_window_takes_over_what_the_first_has_renewed() {
    let stage = Stage::new().await;
    let first = stage.start_with_an_old_token().await;
    let second = stage.machine.start();
    let sessions = [shown(&first).await, shown(&second).await];
    for session in sessions {
        ask(&session).await.unwrap();
    }
    let counts = stage.authorization.counts().await.unwrap();
    assert_eq!((counts.refreshes, counts.refused), (1, 0));
}

#[tokio::test]
async fn a_refused_renewal_asks_to_sign_in_again_and_is_not_repeated() {
    let stage = Stage::new().await;
    let app = stage.start_with_an_old_token().await;
    let session = shown(&app).await;
    stage.authorization.revoke_all().await.unwrap();
    for _ in 0..3 {
        let error = ask(&session).await.unwrap_err();
        assert_eq!((error.code, error.retryable), (ErrorCode::Unauthorized, false));
    }
    assert_eq!(stage.authorization.counts().await.unwrap().refused, 1);
    assert!(matches!(settled(&app).await, SessionView::SignedIn { .. }), "nothing is forgotten");

    stage.sign_in(&app).await.unwrap();
    ask(&*shown(&app).await).await.unwrap();
    drop(session);
}

#[tokio::test]
async fn a_caller_that_gives_up_loses_no_renewal() {
    let stage = Stage::new().await;
    let app = stage.start_with_an_old_token().await;
    let before = stage.entry();
    let session = shown(&app).await;
    let impatient = Arc::clone(&session);
    let request = tokio::spawn(async move { ask(&impatient).await });
    crate::stage::eventually(async || stage.authorization.counts().await.unwrap().token_requests > 1).await;
    request.abort();
    crate::stage::eventually(async || stage.entry() != before).await;
    ask(&session).await.unwrap();
    assert_eq!(stage.authorization.counts().await.unwrap().refreshes, 1);
}
