//! Several accounts: their data never mixes, their order is the user's, and each goes by itself.
#![expect(clippy::panic, clippy::unwrap_used, reason = "clippy knows tests by their attribute, not their helpers")]

mod support;

use std::collections::HashMap;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};

use ollm_server::{Payments, RunningServer};
use ollm_teams_core::ports::PreferenceStore;
use ollm_teams_core::{Account, AccountId, App, ErrorCode, SessionView};
use secrecy::ExposeSecret;
use support::{Machine, ask, settled, start_server, token};
use tempfile::TempDir;

struct Place {
    _folder: TempDir,
    server: RunningServer,
}

async fn place() -> Place {
    let folder = tempfile::tempdir().unwrap();
    let server = start_server(folder.path().to_owned(), Payments::Instant).await;
    Place { _folder: folder, server }
}

async fn sign_in(app: &App, place: &Place, email: &str) -> AccountId {
    let token = token(&place.server, email).await;
    let view = app.sign_in_with_token(&place.server.url(), token).await.unwrap();
    let SessionView::SignedIn { account, .. } = view else { panic!("{view:?}") };
    assert_eq!(account.user.email, email);
    account.id
}

fn accounts(view: SessionView) -> (AccountId, Vec<AccountId>) {
    let SessionView::SignedIn { account, accounts, .. } = view else { panic!("{view:?}") };
    (account.id, ids(&accounts))
}

fn ids(accounts: &[Account]) -> Vec<AccountId> {
    accounts.iter().map(|account| account.id.clone()).collect()
}

/// Two servers, three people, a switch every few milliseconds, and requests of all of them in flight: every row that is
/// answered to an account is that account's.
#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn two_hundred_switches_under_load_mix_nothing() {
    let (here, there) = (place().await, place().await);
    let machine = Machine::default();
    let app = Arc::new(machine.start());
    let mut teams = HashMap::new();
    for (place, email) in [(&here, "a@example.com"), (&here, "b@example.com"), (&there, "a@example.com")] {
        let id = sign_in(&app, place, email).await;
        let session = app.session_of(&id).unwrap();
        for number in 0..5 {
            session.create_team(&format!("{} {number}", id.as_str())).await.unwrap();
        }
        app.reader_of(&id).unwrap().sync_now().await;
        teams.insert(id, session);
    }
    assert_eq!(teams.len(), 3, "the same address at two servers is two accounts");

    let (done, answers) = (Arc::new(AtomicBool::new(false)), Arc::new(AtomicUsize::new(0)));
    let load: Vec<_> = teams
        .keys()
        .flat_map(|id| std::iter::repeat_n(id.clone(), 3))
        .map(|id| {
            let (app, done, answers) = (Arc::clone(&app), Arc::clone(&done), Arc::clone(&answers));
            tokio::spawn(async move {
                while !done.load(Ordering::SeqCst) {
                    let reader = app.reader_of(&id).unwrap();
                    ask(&app.session_of(&id).unwrap()).await.unwrap();
                    let list = support::teams(&reader).await;
                    assert_eq!(list.len(), 5);
                    let hits = support::found(&reader, "127").await;
                    for view in &list {
                        assert!(view.team.name.starts_with(id.as_str()), "{} is not of {id:?}", view.team.name);
                        assert!(hits.contains(view));
                    }
                    answers.fetch_add(list.len(), Ordering::SeqCst);
                }
            })
        })
        .collect();
    // A slow machine switches more often, until there was load; where a task has failed, there is no more to come.
    let is_loaded = || answers.load(Ordering::SeqCst) > 1000 || load.iter().any(tokio::task::JoinHandle::is_finished);
    let is_under_way = |switch| switch < 200 || !is_loaded();
    for (switch, id) in teams.keys().cycle().enumerate().take_while(|(switch, _)| is_under_way(*switch)) {
        let (shown, _) = accounts(app.switch_account(id).await.unwrap());
        assert_eq!(shown, *id, "switch {switch}");
        for view in support::teams(&app.reader_of(&shown).unwrap()).await {
            assert!(view.team.name.starts_with(id.as_str()), "switch {switch}");
        }
    }
    done.store(true, Ordering::SeqCst);
    for task in load {
        task.await.unwrap();
    }
    assert!(answers.load(Ordering::SeqCst) > 1000, "there was load");
}

#[tokio::test]
async fn the_app_opens_with_the_last_account_in_the_users_order() {
    let here = place().await;
    let machine = Machine::default();
    let app = machine.start();
    let (a, b) = (sign_in(&app, &here, "a@example.com").await, sign_in(&app, &here, "b@example.com").await);
    let c = sign_in(&app, &here, "c@example.com").await;
    assert_eq!(ids(&app.place_account(&c, 0).await.unwrap()), [c.clone(), a.clone(), b.clone()]);
    assert_eq!(ids(&app.place_account(&a, 99).await.unwrap()), [c.clone(), b.clone(), a.clone()]);
    app.switch_account(&b).await.unwrap();

    let restarted = machine.start();
    assert_eq!(accounts(settled(&restarted).await), (b.clone(), vec![c.clone(), b.clone(), a.clone()]));
    assert_eq!(restarted.session_of(&a).err().unwrap().code, ErrorCode::SignedOut, "opened when it is shown");
    restarted.switch_account(&a).await.unwrap();
    assert_eq!(accounts(settled(&restarted).await).0, a);

    let again = sign_in(&restarted, &here, "c@example.com").await;
    let view = settled(&restarted).await;
    let SessionView::SignedIn { accounts: list, .. } = view else { panic!("{view:?}") };
    assert_eq!((again, ids(&list)), (c.clone(), vec![c, b, a]), "signing in again changes no order");
    let colors: std::collections::HashSet<_> = list.iter().map(|account| format!("{:?}", account.color)).collect();
    assert_eq!(colors.len(), 3, "each has its own colour");
}

#[tokio::test]
async fn one_signs_out_and_the_others_stay() {
    let here = place().await;
    let machine = Machine::default();
    let app = machine.start();
    let (a, b) = (sign_in(&app, &here, "a@example.com").await, sign_in(&app, &here, "b@example.com").await);
    let (shown, left) = accounts(app.sign_out(&b).await.unwrap());
    assert_eq!((&shown, left), (&a, vec![a.clone()]));
    assert_eq!(app.session_of(&b).err().unwrap().code, ErrorCode::SignedOut);
    ask(&app.session_of(&a).unwrap()).await.unwrap();
    assert_eq!(machine.keyring.entries.lock().unwrap().keys().collect::<Vec<_>>(), [a.as_str()]);

    sign_in(&app, &here, "b@example.com").await;
    let view = app.sign_out_all().await.unwrap();
    assert!(matches!(view, SessionView::SignedOut { .. }), "{view:?}");
    assert!(machine.keyring.entries.lock().unwrap().is_empty());
    assert!(machine.preferences.accounts().list.is_empty());
    assert_eq!(app.switch_account(&a).await.unwrap_err().code, ErrorCode::SignedOut);
}

#[tokio::test]
async fn an_account_that_can_not_be_kept_is_there_until_the_end_of_the_app() {
    let here = place().await;
    let machine = Machine::default();
    let app = machine.start();
    let a = sign_in(&app, &here, "a@example.com").await;
    machine.keyring.broken.store(true, Ordering::SeqCst);
    let b = sign_in(&app, &here, "b@example.com").await;
    app.switch_account(&a).await.unwrap();
    assert_eq!(accounts(app.switch_account(&b).await.unwrap()), (b.clone(), vec![a.clone(), b.clone()]));
    assert_eq!(
        ids(&machine.preferences.accounts().list),
        std::slice::from_ref(&a),
        "what has no token is not written down"
    );
    let refused = app.sign_out_all().await.unwrap_err();
    assert_eq!(refused.code, ErrorCode::KeyringAbsent, "a's token is still there");
    assert_eq!(app.session_of(&b).err().unwrap().code, ErrorCode::SignedOut, "b's never was");

    let b = sign_in(&app, &here, "b@example.com").await;
    machine.keyring.broken.store(false, Ordering::SeqCst);
    let kept = app.keep_signed_in(&b).await.unwrap();
    assert!(matches!(kept, SessionView::SignedIn { not_remembered: None, .. }), "{kept:?}");
    assert_eq!(ids(&machine.preferences.accounts().list), [a, b]);
    assert_eq!(machine.keyring.entries.lock().unwrap().len(), 2);
}

#[tokio::test]
async fn a_report_names_nobody_and_lets_nobody_in() {
    let here = place().await;
    let folder = tempfile::tempdir().unwrap();
    let machine = Machine { folder: Some(folder.path().to_owned()), ..Machine::default() };
    let app = machine.start();
    let secret = token(&here.server, "owner@example.com").await;
    app.sign_in_with_token(&here.server.url(), secret.clone()).await.unwrap();
    std::fs::create_dir(folder.path().join("logs")).unwrap();
    let line = format!("somebody logged {} and Owner@example.com", secret.expose_secret());
    std::fs::write(folder.path().join("logs/app.log"), &line).unwrap();

    let shown = app.diagnostics_bundle().await;
    assert!(shown.text.contains("somebody logged [secret] and [e-mail 1]"), "{}", shown.text);
    assert!(!shown.text.contains(secret.expose_secret()) && !shown.text.to_lowercase().contains("owner@example.com"));
    assert!(shown.text.contains("Keyring: Fine") && shown.text.contains("Server: Fine"), "{}", shown.text);
    assert_eq!(app.saved_diagnostics().unwrap_err().code, ErrorCode::NotFound, "showing saves nothing");

    std::fs::write(folder.path().join("logs/app.log"), "and something happened since").unwrap();
    let saved = app.save_diagnostics().await.unwrap();
    assert_eq!(std::fs::read_to_string(&saved).unwrap(), shown.text, "what was shown is what is saved");
    assert_eq!(app.saved_diagnostics().unwrap(), saved);
    assert_eq!(machine.keyring.entries.lock().unwrap().len(), 1, "the keyring's check leaves nothing there");
}
