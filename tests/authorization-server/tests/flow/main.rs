//! The whole flow of RFC 8252, by hand: what the app may rely on.

#![cfg(test)]

mod app;

use std::time::Duration;

use ollm_authorization_server::{AuthorizationServer, Browser, Counts, Options, Outage, SigningAlgorithm};

use crate::app::{App, claims, header};

const EMAIL: &str = "ada@example.com";

#[tokio::test]
async fn a_person_signs_in_and_the_token_names_them() {
    let server = started(Options::default()).await;
    let app = App::new(&server.url);
    let redirect = browser().sign_in(&app.authorization_url(), EMAIL).await.unwrap();
    assert!(redirect.url().as_str().starts_with(app::REDIRECT_URI), "{redirect}");
    assert_eq!(redirect.parameter("state").as_deref(), Some(app::STATE));
    assert_eq!(redirect.parameter("iss"), Some(server.url.clone()));

    let tokens = app.exchange(&redirect.parameter("code").unwrap()).await.unwrap();
    assert_eq!(tokens.expires_in, 600);
    let claims = claims(&tokens.access_token);
    assert_eq!(claims["iss"], server.url);
    assert_eq!(claims["aud"], "ollm-teams-test");
    assert_eq!(claims["email"], EMAIL);
    assert_eq!(claims["email_verified"], true);
    assert_eq!(claims["exp"].as_u64().unwrap() - claims["iat"].as_u64().unwrap(), 600);
    assert_eq!(header(&tokens.access_token)["alg"], "RS256");
}

#[tokio::test]
async fn a_refresh_token_is_good_once_and_its_replay_ends_the_grant() {
    let server = started(Options::default()).await;
    let (app, first) = signed_in(&server).await;
    let second = app.refresh(&first.refresh_token).await.unwrap();
    assert_ne!(first.refresh_token, second.refresh_token);
    assert_eq!(claims(&second.access_token)["email"], EMAIL);
    assert_eq!(app.refresh(&first.refresh_token).await.unwrap_err(), "invalid_grant");
    assert_eq!(app.refresh(&second.refresh_token).await.unwrap_err(), "invalid_grant");
    let expected = Counts { token_requests: 4, codes: 1, refreshes: 1, refused: 2, revocations: 0 };
    assert_eq!(server.counts().await.unwrap(), expected);
}

#[tokio::test]
async fn a_revoked_refresh_token_is_refused() {
    let server = started(Options::default()).await;
    let (app, tokens) = signed_in(&server).await;
    app.revoke(&tokens.refresh_token).await;
    assert_eq!(app.refresh(&tokens.refresh_token).await.unwrap_err(), "invalid_grant");
    assert_eq!(server.counts().await.unwrap().revocations, 1);
}

#[tokio::test]
async fn an_operator_revokes_everything() {
    let server = started(Options::default()).await;
    let (app, tokens) = signed_in(&server).await;
    server.revoke_all().await.unwrap();
    assert_eq!(app.refresh(&tokens.refresh_token).await.unwrap_err(), "invalid_grant");
}

#[tokio::test]
async fn a_denied_consent_comes_back_as_such() {
    let server = started(Options::default()).await;
    let app = App::new(&server.url);
    let redirect = browser().deny(&app.authorization_url(), EMAIL).await.unwrap();
    assert_eq!(redirect.parameter("error").as_deref(), Some("access_denied"));
    assert_eq!(redirect.parameter("state").as_deref(), Some(app::STATE));
    assert_eq!(redirect.parameter("iss"), Some(server.url.clone()));
    assert_eq!(redirect.parameter("code"), None);
}

#[tokio::test]
async fn a_code_is_good_once_until_it_expires_and_for_who_asked() {
    let server = started(Options::default()).await;
    let (app, browser) = (App::new(&server.url), browser());
    let code = async || {
        let redirect = browser.sign_in(&app.authorization_url(), EMAIL).await.unwrap();
        redirect.parameter("code").unwrap()
    };
    let replayed = code().await;
    app.exchange(&replayed).await.unwrap();
    assert_eq!(app.exchange(&replayed).await.unwrap_err(), "invalid_grant");
    let expired = code().await;
    server.expire_codes().await.unwrap();
    assert_eq!(app.exchange(&expired).await.unwrap_err(), "invalid_grant");
    assert_eq!(app.exchange_with_verifier(&code().await, &"x".repeat(43)).await.unwrap_err(), "invalid_grant");
}

#[tokio::test]
async fn a_browser_that_is_signed_in_does_not_pass_for_somebody_else() {
    let server = started(Options::default()).await;
    let (app, browser) = (App::new(&server.url), browser());
    browser.sign_in(&app.authorization_url(), EMAIL).await.unwrap();
    let error = browser.sign_in(&app.authorization_url(), "grace@example.com").await.unwrap_err();
    assert!(error.to_string().contains("somebody else"), "{error}");
}

#[tokio::test]
async fn new_keys_leave_sessions_alone() {
    let server = started(Options { signing_algorithm: SigningAlgorithm::ES256, ..Options::default() }).await;
    let (app, before) = signed_in(&server).await;
    let published = app.published_keys().await;
    assert!(published.contains(&header(&before.access_token)["kid"]));
    server.rotate_keys().await.unwrap();
    let after = app.refresh(&before.refresh_token).await.unwrap();
    let kid = &header(&after.access_token)["kid"];
    assert!(!published.contains(kid));
    assert!(app.published_keys().await.contains(kid));
    assert_eq!(header(&after.access_token)["alg"], "ES256");
}

#[tokio::test]
async fn its_answers_can_be_wrong() {
    let options = Options {
        access_ttl: Duration::from_secs(5),
        audience: "another".to_owned(),
        clock_offset: -600,
        stated_issuer: Some("https://example.org".to_owned()),
        ..Options::default()
    };
    let server = started(options).await;
    let app = App::new(&server.url);
    let redirect = browser().sign_in(&app.authorization_url(), "unverified@example.com").await.unwrap();
    assert_eq!(redirect.parameter("iss").as_deref(), Some("https://example.org"));
    let tokens = app.exchange(&redirect.parameter("code").unwrap()).await.unwrap();
    let claims = claims(&tokens.access_token);
    assert_eq!(claims["email_verified"], false);
    assert_eq!(claims["aud"], "another");
    assert_eq!(tokens.expires_in, 5);
    let behind = app::now() - claims["iat"].as_u64().unwrap();
    assert!((600..660).contains(&behind), "{behind}");
}

#[tokio::test]
async fn it_goes_down_and_comes_back() {
    let server = started(Options::default()).await;
    let (app, tokens) = signed_in(&server).await;
    for (outage, error) in [(Outage::Unavailable, "503"), (Outage::Closed, "no answer"), (Outage::Silent, "no answer")]
    {
        server.set_outage(outage).await.unwrap();
        assert_eq!(app.refresh(&tokens.refresh_token).await.unwrap_err(), error);
    }
    server.set_outage(Outage::None).await.unwrap();
    app.refresh(&tokens.refresh_token).await.unwrap();
    assert_eq!(server.counts().await.unwrap().token_requests, 5);
}

async fn started(options: Options) -> AuthorizationServer {
    AuthorizationServer::start(options).await.unwrap()
}

fn browser() -> Browser {
    Browser::new().unwrap()
}

async fn signed_in(server: &AuthorizationServer) -> (App, app::Tokens) {
    let app = App::new(&server.url);
    let redirect = browser().sign_in(&app.authorization_url(), EMAIL).await.unwrap();
    let tokens = app.exchange(&redirect.parameter("code").unwrap()).await.unwrap();
    (app, tokens)
}
