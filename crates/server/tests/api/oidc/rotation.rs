//! The issuer changes its keys.

use futures::future::join_all;
use jiff::SignedDuration;
use serde_json::json;

use super::World;
use super::signing_key::SigningKey;

/// As long as the server waits between two looks.
const INTERVAL: SignedDuration = SignedDuration::from_secs(10);

#[tokio::test]
async fn a_new_key_is_found_and_an_old_one_ends() {
    let world = World::new().await;
    world.ask(&world.token()).await.ok();
    world.server.clock.advance(INTERVAL);
    world.ask(&world.token()).await.ok();
    assert_eq!(world.issuer.fetches(), 1, "a known key is not asked for");

    let next = SigningKey::p256("next");
    world.issuer.publish(vec![world.key.jwk(), next.jwk()]);
    world.ask(&next.sign("ES256", &world.claims())).await.ok();
    world.ask(&world.token()).await.ok();
    assert_eq!(world.issuer.fetches(), 2);

    world.issuer.publish(vec![next.jwk()]);
    // Known keys are looked at again in an hour.
    world.server.clock.advance(SignedDuration::from_hours(1));
    world.ask(&world.token()).await.refused(401, "unauthorized");
    world.ask(&next.sign("ES256", &world.claims())).await.ok();
    assert_eq!(world.issuer.fetches(), 3);
}

#[tokio::test]
async fn made_up_keys_do_not_keep_the_issuer_busy() {
    let world = World::new().await;
    world.ask(&world.token()).await.ok();
    let made_up = |index: usize| {
        let header = json!({"typ": "at+jwt", "alg": "EdDSA", "kid": format!("made up {index}")});
        world.key.sign_with(&header, &world.claims())
    };
    for round in 1..=3 {
        for index in 0..20 {
            world.ask(&made_up(index)).await.refused(401, "unauthorized");
        }
        assert_eq!(world.issuer.fetches(), round);
        world.server.clock.advance(INTERVAL);
    }
    let next = SigningKey::ed25519("next");
    world.issuer.publish(vec![next.jwk()]);
    world.ask(&next.sign("EdDSA", &world.claims())).await.ok();
}

#[tokio::test]
async fn many_first_requests_fetch_once() {
    let world = World::new().await;
    let token = world.token();
    let answers = join_all((0..20).map(|_| world.ask(&token))).await;
    assert!(answers.iter().all(|answer| answer.status == 200), "{answers:?}");
    assert_eq!(world.issuer.fetches(), 1);
}

#[tokio::test]
async fn a_clock_that_is_set_back_does_not_hold_it_up() {
    let world = World::new().await;
    world.ask(&world.token()).await.ok();
    world.server.clock.advance(SignedDuration::from_hours(-24));
    let next = SigningKey::ed25519("next");
    world.issuer.publish(vec![next.jwk()]);
    world.ask(&next.sign("EdDSA", &world.claims())).await.ok();
}
