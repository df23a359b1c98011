use std::sync::atomic::Ordering;

use ollm_authorization_server::Outage;
use ollm_teams_core::ports::PreferenceStore;
use ollm_teams_core::{App, ErrorCode, SessionView};

use crate::stage::{Stage, account_of};
use crate::support::{ask, settled, shown};

/// Signs the account out, and looks whether a copy of what the keyring held is worth anything.
async fn sign_out_with(stage: &Stage, app: &App) {
    let view = settled(app).await;
    let copy = stage.machine.keyring.entries.lock().unwrap().clone();
    let accounts = stage.machine.preferences.accounts();
    let view = app.sign_out(&account_of(&view)).await.unwrap();
    assert!(matches!(view, SessionView::SignedOut { .. }));
    assert!(stage.machine.keyring.entries.lock().unwrap().is_empty());

    *stage.machine.keyring.entries.lock().unwrap() = copy;
    stage.machine.preferences.set_accounts(&accounts).unwrap();
    stage.change_entry(|entry| entry["access_token"] = "refused".into());
    let error = ask(&*shown(&stage.machine.start()).await).await.unwrap_err();
    assert_eq!(error.code, ErrorCode::Unauthorized);
    let counts = stage.authorization.counts().await.unwrap();
    assert_eq!((counts.revocations, counts.refused), (1, 1));
}

#[tokio::test]
async fn signing_out_gives_the_grant_back() {
    let stage = Stage::new().await;
    let app = stage.machine.start();
    stage.sign_in(&app).await.unwrap();
    sign_out_with(&stage, &app).await;
}

#[tokio::test]
async fn signing_out_every_account_gives_back_those_that_were_not_shown() {
    let stage = Stage::new().await;
    stage.sign_in(&stage.machine.start()).await.unwrap();
    let view = stage.machine.start().sign_out_all().await.unwrap();
    assert!(matches!(view, SessionView::SignedOut { .. }));
    assert!(stage.machine.keyring.entries.lock().unwrap().is_empty());
    assert_eq!(stage.authorization.counts().await.unwrap().revocations, 1);
}

#[tokio::test]
async fn an_authorization_server_that_is_down_keeps_nobody_in() {
    let stage = Stage::new().await;
    let app = stage.machine.start();
    let view = stage.sign_in(&app).await.unwrap();
    stage.authorization.set_outage(Outage::Closed).await.unwrap();
    assert!(matches!(app.sign_out(&account_of(&view)).await.unwrap(), SessionView::SignedOut { .. }));
    assert!(stage.machine.keyring.entries.lock().unwrap().is_empty());
}

#[tokio::test]
async fn a_keyring_that_does_not_let_go_keeps_the_account_and_its_grant() {
    let stage = Stage::new().await;
    let app = stage.machine.start();
    let view = stage.sign_in(&app).await.unwrap();
    stage.machine.keyring.broken.store(true, Ordering::SeqCst);
    assert_eq!(app.sign_out(&account_of(&view)).await.unwrap_err().code, ErrorCode::KeyringAbsent);
    assert_eq!(stage.authorization.counts().await.unwrap().revocations, 0);
    stage.machine.keyring.broken.store(false, Ordering::SeqCst);
    ask(&*shown(&app).await).await.unwrap();
}
