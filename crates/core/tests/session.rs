//! Signing in, restarting, signing out: with the real server and with everything that can break.
#![expect(clippy::unwrap_used, reason = "clippy knows tests by their attribute, not their helpers")]

mod support;

use std::sync::atomic::Ordering;

use ollm_server::{Payments, RunningServer};
use ollm_teams_core::ports::PreferenceStore;
use ollm_teams_core::{AccountKind, App, ErrorCode, KnownAccounts, SessionView};
use secrecy::ExposeSecret;
use support::{Machine, ask, list, settled, shown, start_server, synced, teams, token};
use tempfile::TempDir;

async fn server() -> (TempDir, RunningServer) {
    let folder = tempfile::tempdir().unwrap();
    let server = start_server(folder.path().to_owned(), Payments::Instant).await;
    (folder, server)
}

fn stored(machine: &Machine) -> usize {
    machine.keyring.entries.lock().unwrap().len()
}

#[tokio::test]
async fn a_token_lives_in_the_keyring_from_sign_in_to_sign_out() {
    let (_folder, server) = server().await;
    let machine = Machine::default();
    let secret = token(&server, "owner@example.com").await;

    let app = machine.start();
    assert!(matches!(settled(&app).await, SessionView::SignedOut { suggested_server: None }));
    let view = app.sign_in_with_token(&server.url(), format!(" {}\n", secret.expose_secret()).into()).await.unwrap();
    let SessionView::SignedIn { account, not_remembered: None, .. } = view else { panic!("{view:?}") };
    assert_eq!((account.kind, &*account.user.email), (AccountKind::Remote, "owner@example.com"));
    assert_eq!(stored(&machine), 1);

    let restarted = machine.start();
    assert!(matches!(settled(&restarted).await, SessionView::SignedIn { .. }));
    ask(&*shown(&restarted).await).await.unwrap();

    let view = restarted.sign_out(&account.id).await.unwrap();
    assert!(matches!(view, SessionView::SignedOut { suggested_server: Some(url) } if url == server.url()));
    assert_eq!(stored(&machine), 0);
    assert_eq!(machine.preferences.accounts().list, []);
    assert_eq!(restarted.session_of(&account.id).err().unwrap().code, ErrorCode::SignedOut);
    assert!(matches!(settled(&machine.start()).await, SessionView::SignedOut { .. }));
}

#[tokio::test]
async fn a_token_that_the_server_refuses_is_not_kept() {
    let (_folder, server) = server().await;
    let machine = Machine::default();
    let app = machine.start();
    let error = app.sign_in_with_token(&server.url(), "sk-ollm-wrong".into()).await.unwrap_err();
    assert_eq!(error.code, ErrorCode::Unauthorized);
    for (url, code) in [("nonsense", ErrorCode::ServerUrlInvalid), ("http://example.com", ErrorCode::ServerUrlInsecure)]
    {
        assert_eq!(app.sign_in_with_token(url, "sk-ollm-x".into()).await.unwrap_err().code, code);
    }
    assert_eq!(
        app.sign_in_with_token(&server.url(), "two words".into()).await.unwrap_err().code,
        ErrorCode::TokenMalformed
    );
    assert_eq!((stored(&machine), machine.preferences.accounts()), (0, KnownAccounts::default()));
}

#[tokio::test]
async fn without_a_keyring_the_session_lasts_as_long_as_the_app() {
    let (_folder, server) = server().await;
    let machine = Machine::default();
    machine.keyring.broken.store(true, Ordering::SeqCst);
    let app = machine.start();
    let view = app.sign_in_with_token(&server.url(), token(&server, "owner@example.com").await).await.unwrap();
    let SessionView::SignedIn { not_remembered: Some(reason), account, .. } = view else { panic!("{view:?}") };
    assert_eq!(reason.code, ErrorCode::KeyringAbsent);
    ask(&*shown(&app).await).await.unwrap();
    assert!(matches!(settled(&machine.start()).await, SessionView::SignedOut { .. }), "nothing is remembered");
    assert!(matches!(app.sign_out(&account.id).await.unwrap(), SessionView::SignedOut { .. }), "and signing out works");
}

#[tokio::test]
async fn a_keyring_that_breaks_interrupts_and_loses_nothing() {
    let (_folder, server) = server().await;
    let machine = Machine::default();
    machine.start().sign_in_with_token(&server.url(), token(&server, "owner@example.com").await).await.unwrap();
    machine.keyring.broken.store(true, Ordering::SeqCst);
    let app = machine.start();
    let view = settled(&app).await;
    let SessionView::Interrupted { error, account, .. } = view else { panic!("{view:?}") };
    assert_eq!((error.code, error.retryable), (ErrorCode::KeyringAbsent, true));
    assert_eq!(account.user.email, "owner@example.com");
    assert_eq!(
        app.sign_out(&account.id).await.unwrap_err().code,
        ErrorCode::KeyringAbsent,
        "the token is still there, so say so"
    );

    machine.keyring.broken.store(false, Ordering::SeqCst);
    assert!(matches!(settled(&app).await, SessionView::SignedIn { .. }), "trying again works");
}

#[tokio::test]
async fn a_full_disk_keeps_nobody_in_and_nobody_out() {
    let (_folder, server) = server().await;
    let machine = Machine::default();
    machine.preferences.broken.store(true, Ordering::SeqCst);
    let app = machine.start();
    let view = app.sign_in_with_token(&server.url(), token(&server, "owner@example.com").await).await.unwrap();
    let SessionView::SignedIn { not_remembered: Some(reason), account, .. } = view else { panic!("{view:?}") };
    assert_eq!(reason.code, ErrorCode::StorageUnavailable);
    assert_eq!(stored(&machine), 0, "a token that no start would look for is not left in the keyring");

    machine.preferences.broken.store(false, Ordering::SeqCst);
    app.sign_in_with_token(&server.url(), token(&server, "owner@example.com").await).await.unwrap();
    machine.preferences.broken.store(true, Ordering::SeqCst);
    assert!(matches!(app.sign_out(&account.id).await.unwrap(), SessionView::SignedOut { .. }));
    assert_eq!(stored(&machine), 0);
    assert!(
        matches!(settled(&machine.start()).await, SessionView::SignedOut { .. }),
        "nor does the next start sign in"
    );
}

#[tokio::test]
async fn a_local_workspace_keeps_its_teams_and_stores_no_token() {
    let folder = tempfile::tempdir().unwrap();
    let machine = Machine { folder: Some(folder.path().to_owned()), ..Machine::default() };
    let app = machine.start();
    let view = app.start_local_workspace(false).await.unwrap();
    assert!(matches!(view, SessionView::SignedIn { ref account, .. } if account.kind == AccountKind::Local));
    shown(&app).await.create_team("Development").await.unwrap();
    app.close().await;
    assert_eq!(stored(&machine), 0, "its token is for one run");

    let restarted = machine.start();
    assert!(matches!(settled(&restarted).await, SessionView::SignedIn { .. }));
    assert_eq!(names(&restarted).await, ["Development"]);
    restarted.sign_out(shown(&restarted).await.account_id()).await.unwrap();
    restarted.start_local_workspace(false).await.unwrap();
    assert_eq!(names(&restarted).await, ["Development"], "signing out deletes no data");
}

async fn names(app: &App) -> Vec<String> {
    teams(&synced(app).await).await.into_iter().map(|view| view.team.name).collect()
}

#[tokio::test]
async fn a_local_workspace_that_does_not_start_says_why() {
    let error = Machine::default().start().start_local_workspace(false).await.unwrap_err();
    assert_eq!((error.code, error.retryable), (ErrorCode::LocalWorkspaceFailed, true));
    assert!(error.message.contains("the disk is full"));
}

#[tokio::test]
async fn nothing_that_the_view_gets_holds_the_token() {
    let (_folder, server) = server().await;
    let machine = Machine::default();
    let app = machine.start();
    let secret = token(&server, "owner@example.com").await;
    let mut seen =
        serde_json::to_string(&app.sign_in_with_token(&server.url(), secret.clone()).await.unwrap()).unwrap();
    let team = shown(&app).await.create_team("Development").await.unwrap();
    seen += &serde_json::to_string(&settled(&app).await).unwrap();
    let reader = synced(&app).await;
    seen += &serde_json::to_string(&list(&reader).await).unwrap();
    seen += &serde_json::to_string(&reader.team_people(&team.team.id).await.unwrap()).unwrap();
    seen += &serde_json::to_string(&reader.activity().await.unwrap()).unwrap();
    seen += &serde_json::to_string(&shown(&app).await.delete_team(&team.team.id, 99).await.unwrap_err()).unwrap();
    seen += &serde_json::to_string(&machine.preferences.accounts()).unwrap();
    server.stop().await;
    reader.sync_now().await;
    seen += &serde_json::to_string(&reader.sync_state(0).await).unwrap();
    assert!(seen.contains("owner@example.com"), "the right things were looked at");
    assert!(!seen.contains(secret.expose_secret()));
}
