use std::collections::HashMap;
use std::sync::atomic::Ordering;

use ollm_authorization_server::Options;
use ollm_server::Payments;
use ollm_teams_core::{AccountKind, ErrorCode, SessionView, SignInMethod};

use crate::stage::{EMAIL, Stage, account_of, allow};
use crate::support::{ask, settled, shown, start_server, synced, teams};

#[tokio::test]
async fn a_person_signs_in_with_their_browser_and_stays_in() {
    let stage = Stage::new().await;
    let app = stage.machine.start();
    let (view, page) = stage.sign_in_as(&app, allow).await;
    let SessionView::SignedIn { account, not_remembered: None, .. } = view.unwrap() else { panic!() };
    assert_eq!((account.kind, account.sign_in), (AccountKind::Remote, SignInMethod::Browser));
    assert_eq!(account.user.email, EMAIL);
    assert!(page.status == 200 && page.text.contains("You are signed in"), "{page:?}");
    shown(&app).await.create_team("Development").await.unwrap();

    let restarted = stage.machine.start();
    assert_eq!(teams(&synced(&restarted).await).await.len(), 1);
    assert_eq!(stage.authorization.counts().await.unwrap().refreshes, 0, "the token was still good");
}

#[tokio::test]
async fn the_question_is_the_one_of_the_standards() {
    let stage = Stage::new().await;
    let app = stage.machine.start();
    let server = stage.server.url();
    let asked = async |browser: &ollm_authorization_server::Browser, page: ollm_teams_core::Url| {
        let question: HashMap<_, _> = page.query_pairs().into_owned().collect();
        assert_eq!(question["response_type"], "code");
        assert_eq!(question["client_id"], "ollm-teams");
        assert_eq!(question["code_challenge_method"], "S256");
        assert_eq!(question["scope"], "openid email offline_access");
        assert_eq!(question["resource"], server);
        assert_eq!(question["prompt"], "consent");
        assert!(question["state"].len() >= 22 && question["code_challenge"].len() == 43);
        assert!(question["redirect_uri"].starts_with("http://127.0.0.1:"));
        assert!(!question.contains_key("client_secret"));
        allow(browser, page).await
    };
    stage.sign_in_as(&app, asked).await.0.unwrap();
}

#[tokio::test]
async fn a_server_without_an_authorization_server_says_so() {
    let folder = tempfile::tempdir().unwrap();
    let server = start_server(folder.path().to_owned(), Payments::Instant).await;
    let machine = crate::support::Machine::default();
    let error = machine.start().sign_in_with_browser(&server.url()).await.unwrap_err();
    assert_eq!(error.code, ErrorCode::BrowserSignInUnsupported);
    assert!(machine.browser.pages.lock().unwrap().is_empty());
}

#[tokio::test]
async fn cancelling_ends_a_sign_in_and_closes_its_port() {
    let stage = Stage::new().await;
    let app = stage.machine.start();
    let url = stage.server.url();
    let cancel = async {
        let page = stage.machine.browser.next_page().await;
        app.cancel_browser_sign_in();
        page
    };
    let (ended, page) = tokio::join!(app.sign_in_with_browser(&url), cancel);
    assert_eq!(ended.unwrap_err().code, ErrorCode::SignInCanceled);
    let browser = ollm_authorization_server::Browser::new().unwrap();
    let redirect = browser.sign_in(&page, EMAIL).await.unwrap();
    browser.follow(&redirect).await.unwrap_err();
    assert!(stage.machine.keyring.entries.lock().unwrap().is_empty());

    stage.sign_in(&app).await.unwrap();
}

#[tokio::test(flavor = "multi_thread")]
async fn cancelling_while_the_keyring_takes_its_time_leaves_nobody_signed_in() {
    let stage = Stage::new().await;
    let app = stage.machine.start();
    let (keyring, (release, released)) = (stage.machine.keyring.clone(), std::sync::mpsc::channel::<()>());
    let (held, is_held) = std::sync::mpsc::channel();
    let slow = std::thread::spawn(move || {
        let entries = keyring.entries.lock().unwrap();
        held.send(()).unwrap();
        released.recv().unwrap();
        drop(entries);
    });
    is_held.recv().unwrap();
    let url = stage.server.url();
    let person = async {
        let browser = ollm_authorization_server::Browser::new().unwrap();
        let redirect = crate::stage::allow(&browser, stage.machine.browser.next_page().await).await;
        browser.follow(&redirect).await.unwrap();
        // Until it writes to the keyring. Earlier, it would be canceled in another way.
        tokio::time::sleep(std::time::Duration::from_millis(200)).await;
        app.cancel_browser_sign_in();
        release.send(()).unwrap();
    };
    let (ended, ()) = tokio::join!(app.sign_in_with_browser(&url), person);
    slow.join().unwrap();
    assert_eq!(ended.unwrap_err().code, ErrorCode::SignInCanceled);
    assert!(matches!(settled(&app).await, SessionView::SignedOut { .. }));
    assert!(stage.machine.keyring.entries.lock().unwrap().is_empty());
    assert_eq!(stage.authorization.counts().await.unwrap().revocations, 1);
}

#[tokio::test]
async fn a_second_sign_in_ends_the_first() {
    let stage = Stage::new().await;
    let app = stage.machine.start();
    let url = stage.server.url();
    let second = async {
        stage.machine.browser.next_page().await;
        stage.sign_in(&app).await
    };
    let (first, second) = tokio::join!(app.sign_in_with_browser(&url), second);
    assert_eq!(first.unwrap_err().code, ErrorCode::SignInCanceled);
    assert!(matches!(second.unwrap(), SessionView::SignedIn { .. }));
}

#[tokio::test]
async fn without_a_keyring_the_session_lasts_as_long_as_the_app() {
    let stage = Stage::new().await;
    stage.machine.keyring.broken.store(true, Ordering::SeqCst);
    let app = stage.machine.start();
    let view = stage.sign_in(&app).await.unwrap();
    let SessionView::SignedIn { not_remembered: Some(reason), .. } = &view else { panic!("{view:?}") };
    assert_eq!(reason.code, ErrorCode::KeyringAbsent);
    ask(&*shown(&app).await).await.unwrap();

    stage.machine.keyring.broken.store(false, Ordering::SeqCst);
    let view = app.keep_signed_in(&account_of(&view)).await.unwrap();
    assert!(matches!(view, SessionView::SignedIn { not_remembered: None, .. }), "{view:?}");
    ask(&*shown(&stage.machine.start()).await).await.unwrap();
}

#[tokio::test]
async fn signing_in_again_takes_the_place_of_the_earlier_session() {
    let stage = Stage::new().await;
    let app = stage.machine.start();
    let first = stage.sign_in(&app).await.unwrap();
    let second = stage.sign_in(&app).await.unwrap();
    assert_eq!(account_of(&first), account_of(&second));
    assert!(matches!(second, SessionView::SignedIn { accounts, .. } if accounts.len() == 1));
    ask(&*shown(&stage.machine.start()).await).await.unwrap();
}

#[tokio::test]
async fn this_machines_own_clock_does_not_matter() {
    for offset in [-600, 600] {
        let options = Options { clock_offset: offset, ..Options::default() };
        let stage = Stage::with_server_ahead(options, offset).await;
        let app = stage.machine.start();
        stage.sign_in(&app).await.unwrap();
        ask(&*shown(&app).await).await.unwrap();
        ask(&*shown(&stage.machine.start()).await).await.unwrap();
        assert_eq!(stage.authorization.counts().await.unwrap().refreshes, 0, "{offset}");
    }
}

#[tokio::test]
async fn nothing_that_the_view_gets_holds_a_token() {
    let stage = Stage::new().await;
    let app = stage.machine.start();
    let view = stage.sign_in(&app).await.unwrap();
    let mut seen = serde_json::to_string(&view).unwrap();
    seen += &serde_json::to_string(&ask(&*shown(&app).await).await.unwrap()).unwrap();
    seen += &serde_json::to_string(&ollm_teams_core::ports::PreferenceStore::accounts(&*stage.machine.preferences))
        .unwrap();
    let entry = stage.entry();
    for secret in ["access_token", "refresh_token"] {
        let secret = entry[secret].as_str().unwrap();
        assert!(secret.len() > 20 && !seen.contains(secret));
    }
    assert!(seen.contains(EMAIL), "the right things were looked at");
}
