use std::time::Duration;

use ollm_authorization_server::{Browser, Options, RedirectUrl};
use ollm_teams_core::{AppError, ErrorCode, Url};

use crate::stage::{EMAIL, Stage, allow, eventually};

/// What becomes of a sign-in in which `person` does something else. Whatever it is, nothing is kept.
async fn refused(stage: &Stage, person: impl AsyncFnOnce(&Browser, Url) -> RedirectUrl) -> AppError {
    let (ended, page) = stage.sign_in_as(&stage.machine.start(), person).await;
    assert!(page.text.contains("You are not signed in"), "{page:?}");
    assert!(stage.machine.keyring.entries.lock().unwrap().is_empty());
    ended.unwrap_err()
}

#[tokio::test]
async fn an_answer_with_another_state_is_refused_before_its_code_is_used() {
    let stage = Stage::new().await;
    let error = refused(&stage, async |browser, page| allow(browser, page).await.with_state("another")).await;
    assert_eq!(error.code, ErrorCode::SignInFailed);
    let error = refused(&stage, async |browser, page| allow(browser, page).await.without("state")).await;
    assert_eq!(error.code, ErrorCode::SignInFailed);
    assert_eq!(stage.authorization.counts().await.unwrap().token_requests, 0);
}

#[tokio::test]
async fn an_answer_of_another_issuer_is_refused_before_its_code_is_used() {
    let stage = Stage::new().await;
    let other = async |browser: &Browser, page| allow(browser, page).await.with_issuer("https://evil.example.com");
    assert_eq!(refused(&stage, other).await.code, ErrorCode::SignInFailed);
    let none = async |browser: &Browser, page| allow(browser, page).await.without("iss");
    assert_eq!(refused(&stage, none).await.code, ErrorCode::SignInFailed);
    assert_eq!(stage.authorization.counts().await.unwrap().token_requests, 0);
}

#[tokio::test]
async fn an_authorization_server_that_calls_itself_otherwise_is_refused() {
    let stated_issuer = Some("https://evil.example.com".to_owned());
    let stage = Stage::with(Options { stated_issuer, ..Options::default() }).await;
    assert_eq!(refused(&stage, allow).await.code, ErrorCode::SignInFailed);
    assert_eq!(stage.authorization.counts().await.unwrap().token_requests, 0);
}

#[tokio::test]
async fn a_person_who_does_not_allow_it_is_not_signed_in() {
    let stage = Stage::new().await;
    let error = refused(&stage, async |browser, page| browser.deny(&page, EMAIL).await.unwrap()).await;
    assert_eq!(error.code, ErrorCode::SignInDenied);
    assert!(!error.message.contains("The person"), "the server's sentences are not passed on: {error:?}");
}

#[tokio::test]
async fn a_code_that_was_used_before_is_refused() {
    let stage = Stage::new().await;
    let app = stage.machine.start();
    let mut used = None;
    let watched = async |browser: &Browser, page| {
        let redirect = allow(browser, page).await;
        used = redirect.parameter("code");
        redirect
    };
    stage.sign_in_as(&app, watched).await.0.unwrap();
    stage.machine.keyring.entries.lock().unwrap().clear();

    let replay = async |browser: &Browser, page| allow(browser, page).await.with_code(&used.unwrap());
    let error = refused(&stage, replay).await;
    assert_eq!(error.code, ErrorCode::SignInFailed);
    assert!(error.message.ends_with("invalid_grant"), "{error:?}");
}

#[tokio::test]
async fn a_code_that_has_expired_is_refused() {
    let stage = Stage::new().await;
    let late = async |browser: &Browser, page| {
        let redirect = allow(browser, page).await;
        stage.authorization.expire_codes().await.unwrap();
        redirect
    };
    let error = refused(&stage, late).await;
    assert_eq!(error.code, ErrorCode::SignInFailed);
    assert!(error.message.ends_with("invalid_grant"), "{error:?}");
}

#[tokio::test]
async fn a_token_that_the_server_does_not_accept_is_given_back() {
    let stage = Stage::new().await;
    let unverified =
        async |browser: &Browser, page: Url| browser.sign_in(&page, "unverified@example.com").await.unwrap();
    let error = refused(&stage, unverified).await;
    assert_eq!(error.code, ErrorCode::SignInFailed);
    eventually(async || stage.authorization.counts().await.unwrap().revocations == 1).await;
}

#[tokio::test]
async fn clocks_that_differ_by_ten_minutes_refuse_with_a_sentence() {
    let options = || Options { access_ttl: Duration::from_secs(5 * 60), ..Options::default() };
    let server_ahead = Stage::with_server_ahead(options(), 600).await;
    let issuer_behind = Stage::with(Options { clock_offset: -600, ..options() }).await;
    for stage in [server_ahead, issuer_behind] {
        let error = refused(&stage, allow).await;
        assert_eq!((error.code, error.retryable), (ErrorCode::SignInFailed, false));
        assert!(error.message.contains("clocks"), "{error:?}");
    }
}
