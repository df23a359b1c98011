//! The issuer's keys can not be had: that is nobody's token's fault, and it passes.

use std::time::Duration;

use jiff::SignedDuration;
use ollm_server::Limits;
use tokio::net::TcpListener;

use super::issuer::{Issuer, Trouble};
use super::signing_key::SigningKey;
use super::{World, ask, claims, trust, trusting};
use crate::harness::TestServer;

#[tokio::test]
async fn a_token_that_can_not_be_checked_is_not_refused() {
    for trouble in [Trouble::Failing, Trouble::Redirecting, Trouble::TooLarge, Trouble::NotJson, Trouble::Silent] {
        let world = World::new().await;
        world.issuer.be_in(trouble);
        let answer = world.ask(&world.token()).await;
        assert_eq!(answer.status, 503, "{trouble:?}: {answer:?}");
        let message = answer.refused(503, "timeout").body["error"]["message"].as_str().unwrap();
        assert!(message.contains("authorization server"), "{trouble:?}: {message}");
        assert!(answer.header("www-authenticate").is_none(), "{trouble:?}: signing in again would not help");

        world.issuer.be_in(None);
        // The issuer is not asked again at once.
        world.ask(&world.token()).await.refused(503, "timeout");
        world.server.clock.advance(SignedDuration::from_secs(1));
        world.ask(&world.token()).await.ok();
    }
}

#[tokio::test]
async fn a_request_that_is_given_up_has_cost_the_issuer_as_much() {
    let key = SigningKey::ed25519("ed");
    let issuer = Issuer::start(vec![key.jwk()]).await;
    let limits = Limits { total: Duration::from_secs(2), ..Limits::default() };
    let server = TestServer::start_trusting(trust(&issuer.url), limits).await;
    let token = key.sign("EdDSA", &claims(&server, &issuer.url));
    issuer.be_in(Trouble::Silent);
    ask(&server, &token).await.refused(503, "timeout");
    issuer.be_in(None);
    ask(&server, &token).await.refused(503, "timeout");
    server.clock.advance(SignedDuration::from_secs(1));
    ask(&server, &token).await.ok();
}

#[tokio::test]
async fn an_issuer_that_is_not_there() {
    // A port that was free a moment ago.
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let url = format!("http://{}", listener.local_addr().unwrap());
    drop(listener);
    let server = trusting(&url).await;
    let token = SigningKey::ed25519("ed").sign("EdDSA", &claims(&server, &url));
    ask(&server, &token).await.refused(503, "timeout");
    server.person("ana@example.com").await.get("/v1/me").await.ok();
}

#[tokio::test]
async fn keys_that_are_known_count_on_for_a_day() {
    let world = World::new().await;
    world.ask(&world.token()).await.ok();
    world.issuer.be_in(Trouble::Failing);
    world.ask(&world.token()).await.ok();
    world.server.clock.advance(SignedDuration::from_hours(23));
    world.ask(&world.token()).await.ok();
    // Whether another key counts is not known.
    let next = SigningKey::ed25519("next");
    world.ask(&next.sign("EdDSA", &world.claims())).await.refused(503, "timeout");

    world.server.clock.advance(SignedDuration::from_hours(1));
    world.ask(&world.token()).await.refused(503, "timeout");
    world.issuer.be_in(None);
    world.server.clock.advance(SignedDuration::from_secs(1));
    world.ask(&world.token()).await.ok();
}
