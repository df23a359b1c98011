//! The issuer's keys can not be had: that is nobody's token's fault, and it passes.

use jiff::SignedDuration;
use tokio::net::TcpListener;

use super::issuer::Trouble;
use super::signing_key::SigningKey;
use super::{World, ask, claims, trusting};

#[tokio::test]
async fn a_token_that_can_not_be_checked_is_not_refused() {
    for trouble in [Trouble::Failing, Trouble::Redirecting, Trouble::TooLarge, Trouble::NotJson, Trouble::Silent] {
        let world = World::new().await;
        world.issuer.be_in(trouble);
        let answer = world.ask(&world.token()).await;
        assert_eq!(answer.status, 503, "{trouble:?}: {answer:?}");
        answer.refused(503, "timeout");
        assert!(answer.header("www-authenticate").is_none(), "{trouble:?}: signing in again would not help");

        world.issuer.be_in(None);
        // The issuer is not asked again at once.
        world.ask(&world.token()).await.refused(503, "timeout");
        world.server.clock.advance(SignedDuration::from_secs(1));
        world.ask(&world.token()).await.ok();
    }
}

#[tokio::test]
async fn an_issuer_that_is_not_there_yet() {
    // A port that is free, and stays so for as long as it is held without listening for requests.
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
