use ollm_authorization_server::{Browser, Outage};
use ollm_teams_core::{ErrorCode, Source};

use crate::stage::{Stage, allow};
use crate::support::{ask, list, shown, synced};

#[tokio::test]
async fn an_authorization_server_that_is_down_at_the_start_can_be_tried_again() {
    let stage = Stage::new().await;
    let app = stage.machine.start();
    for outage in [Outage::Unavailable, Outage::Closed] {
        stage.authorization.set_outage(outage).await.unwrap();
        let error = app.sign_in_with_browser(&stage.server.url()).await.unwrap_err();
        assert_eq!((error.code, error.retryable), (ErrorCode::AuthorizationServerUnreachable, true), "{outage:?}");
    }
    stage.authorization.set_outage(Outage::None).await.unwrap();
    stage.sign_in(&app).await.unwrap();
}

#[tokio::test]
async fn a_server_that_is_down_is_not_one_without_browser_sign_in() {
    let stage = Stage::new().await;
    let url = stage.server.url();
    stage.server.stop().await;
    let error = stage.machine.start().sign_in_with_browser(&url).await.unwrap_err();
    assert_eq!((error.code, error.retryable), (ErrorCode::Unreachable, true));
}

#[tokio::test]
async fn an_authorization_server_that_goes_down_before_the_exchange_signs_nobody_in() {
    let stage = Stage::new().await;
    for outage in [Outage::Unavailable, Outage::Closed] {
        let goes_down = async |browser: &Browser, page| {
            let redirect = allow(browser, page).await;
            stage.authorization.set_outage(outage).await.unwrap();
            redirect
        };
        let (ended, page) = stage.sign_in_as(&stage.machine.start(), goes_down).await;
        let error = ended.unwrap_err();
        assert_eq!((error.code, error.retryable), (ErrorCode::AuthorizationServerUnreachable, true), "{outage:?}");
        assert!(page.text.contains("You are not signed in"), "{page:?}");
        stage.authorization.set_outage(Outage::None).await.unwrap();
    }
}

#[tokio::test]
async fn an_authorization_server_that_is_down_at_a_renewal_leaves_what_is_shown() {
    let stage = Stage::new().await;
    stage.sign_in(&stage.machine.start()).await.unwrap();
    let app = stage.machine.start();
    let session = shown(&app).await;
    session.create_team("Development").await.unwrap();
    ask(&session).await.unwrap();
    // As if the server had lost its patience with the token.
    stage.change_entry(|entry| entry["access_token"] = "refused".into());
    let restarted = stage.machine.start();
    let session = shown(&restarted).await;
    stage.authorization.set_outage(Outage::Unavailable).await.unwrap();
    let error = ask(&session).await.unwrap_err();
    assert_eq!((error.code, error.retryable), (ErrorCode::AuthorizationServerUnreachable, true));
    let error = session.create_team("Research").await.unwrap_err();
    assert_eq!(error.code, ErrorCode::AuthorizationServerUnreachable, "not 'the outcome is unknown'");

    stage.authorization.set_outage(Outage::None).await.unwrap();
    ask(&session).await.unwrap();
    let reader = synced(&restarted).await;
    let list = list(&reader).await;
    assert_eq!((list.source, list.data.ids.len()), (Source::Live, 1));
}
