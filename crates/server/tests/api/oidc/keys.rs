//! Where the keys are found, and where they are not looked for.

use super::issuer::{Issuer, OAUTH, OPENID};
use super::signing_key::SigningKey;
use super::{World, ask, claims, trusting};

#[tokio::test]
async fn the_metadata_may_be_that_of_either_standard() {
    let key = SigningKey::ed25519("ed");
    let realm = "/realms/one";
    for (path, metadata) in [
        ("", OPENID.to_owned()),
        ("", OAUTH.to_owned()),
        ("/", OPENID.to_owned()),
        (realm, format!("{OAUTH}{realm}")),
        (realm, format!("{realm}{OPENID}")),
    ] {
        let issuer = Issuer::start_at(path, &metadata, vec![key.jwk()]).await;
        let server = trusting(&issuer.url).await;
        let answer = ask(&server, &key.sign("EdDSA", &claims(&server, &issuer.url))).await;
        assert_eq!(answer.status, 200, "{path} {metadata}: {answer:?}");
    }
}

#[tokio::test]
async fn metadata_of_another_issuer_gives_no_keys() {
    let world = World::new().await;
    world.issuer.say("issuer", &format!("{}/", world.issuer.url));
    world.ask(&world.token()).await.refused(503, "timeout");
    assert_eq!(world.issuer.fetches(), 0);
}

#[tokio::test]
async fn keys_are_not_fetched_where_somebody_could_exchange_them() {
    for url in ["http://0.0.0.0:PORT/keys", "ftp://127.0.0.1:PORT/keys", "/keys", ""] {
        let world = World::new().await;
        let (_, port) = world.issuer.url.rsplit_once(':').unwrap();
        // 0.0.0.0 gets there too, where the system lets it, and is no loopback address.
        world.issuer.say("jwks_uri", &url.replace("PORT", port));
        world.ask(&world.token()).await.refused(503, "timeout");
        assert_eq!(world.issuer.fetches(), 0, "{url}");
    }
}

#[tokio::test]
async fn an_issuer_without_a_usable_key_is_taken_for_broken() {
    let world = World::new().await;
    world.issuer.publish(Vec::new());
    world.ask(&world.token()).await.refused(503, "timeout");
}
