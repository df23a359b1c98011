//! What the app does in every state of the keyring. The real one is in the end-to-end tests.
#![expect(clippy::unwrap_used, reason = "clippy knows tests by their attribute, not their helpers")]

mod support;

use std::sync::atomic::Ordering;

use ollm_server::Payments;
use ollm_teams_core::ports::{CredentialFault, PreferenceStore};
use ollm_teams_core::{CredentialState, ErrorCode, KnownAccounts, SessionView};
use support::{Machine, ask, settled, shown, start_server, token};

const FAULTS: [(CredentialFault, CredentialState, ErrorCode); 5] = [
    (CredentialFault::Locked, CredentialState::Locked, ErrorCode::KeyringLocked),
    (CredentialFault::Absent, CredentialState::Absent, ErrorCode::KeyringAbsent),
    (CredentialFault::Denied, CredentialState::Denied, ErrorCode::KeyringDenied),
    (CredentialFault::Full, CredentialState::Full, ErrorCode::KeyringFull),
    (CredentialFault::Failed, CredentialState::Failed, ErrorCode::KeyringUnavailable),
];

fn broken(fault: CredentialFault) -> Machine {
    let machine = Machine::default();
    *machine.keyring.fault.lock().unwrap() = Some(fault);
    machine.keyring.broken.store(true, Ordering::SeqCst);
    machine
}

#[tokio::test]
async fn whatever_is_wrong_with_the_keyring_the_sign_in_goes_on_in_memory_and_says_so() {
    let folder = tempfile::tempdir().unwrap();
    let server = start_server(folder.path().to_owned(), Payments::Instant).await;
    for (fault, state, code) in FAULTS {
        let machine = broken(fault);
        let app = machine.start();
        assert_eq!(app.check_credentials().await.state, state);

        let view = app.sign_in_with_token(&server.url(), token(&server, "owner@example.com").await).await.unwrap();
        let SessionView::SignedIn { not_remembered: Some(reason), account, .. } = view else { panic!("{view:?}") };
        assert_eq!((reason.code, reason.retryable), (code, true));
        ask(&*shown(&app).await).await.unwrap();
        assert_eq!(machine.preferences.accounts(), KnownAccounts::default(), "nothing is written anywhere");
        assert!(machine.keyring.entries.lock().unwrap().is_empty());

        let view = app.keep_signed_in(&account.id).await.unwrap();
        assert!(matches!(view, SessionView::SignedIn { not_remembered: Some(again), .. } if again.code == code));
        machine.keyring.broken.store(false, Ordering::SeqCst);
        let view = app.keep_signed_in(&account.id).await.unwrap();
        assert!(matches!(view, SessionView::SignedIn { not_remembered: None, .. }), "it works without a restart");
        assert_eq!(app.check_credentials().await.state, CredentialState::Working);
        assert!(matches!(settled(&machine.start()).await, SessionView::SignedIn { .. }));
    }
}

#[tokio::test]
async fn a_keyring_that_fails_at_the_start_interrupts_until_it_works() {
    let folder = tempfile::tempdir().unwrap();
    let server = start_server(folder.path().to_owned(), Payments::Instant).await;
    for (fault, _, code) in FAULTS {
        let machine = broken(fault);
        machine.keyring.broken.store(false, Ordering::SeqCst);
        machine.start().sign_in_with_token(&server.url(), token(&server, "owner@example.com").await).await.unwrap();
        machine.keyring.broken.store(true, Ordering::SeqCst);
        let app = machine.start();
        let view = settled(&app).await;
        assert!(matches!(view, SessionView::Interrupted { ref error, .. } if error.code == code), "{view:?}");
        machine.keyring.broken.store(false, Ordering::SeqCst);
        assert!(matches!(settled(&app).await, SessionView::SignedIn { .. }));
    }
}

#[tokio::test]
async fn a_check_is_remembered_and_leaves_nothing_behind() {
    let machine = Machine::default();
    let app = machine.start();
    assert_eq!(app.credential_state().state, CredentialState::Checking);
    let found = app.check_credentials().await;
    assert_eq!((found.state, &found.reason), (CredentialState::Working, &None));
    assert_eq!(app.credential_state(), found);
    assert!(machine.keyring.entries.lock().unwrap().is_empty());
}
