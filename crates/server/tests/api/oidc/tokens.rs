//! Good and bad tokens, each with the one thing that makes it so.

use aws_lc_rs::hmac;
use jiff::SignedDuration;
use serde_json::{Value, json};

use super::issuer::Issuer;
use super::signing_key::{SigningKey, encode, unsigned};
use super::{AUDIENCE, RSA, World, ask, claims, now, trusting};

/// Some claims, with one of them replaced, or taken away by `null`.
fn with(claims: &Value, name: &str, value: Value) -> Value {
    let mut claims = claims.clone();
    match value {
        Value::Null => drop(claims.as_object_mut().unwrap().remove(name)),
        value => claims[name] = value,
    }
    claims
}

#[tokio::test]
async fn tokens_that_count() {
    let (p256, p384, ed) = (SigningKey::p256("p256"), SigningKey::p384("p384"), SigningKey::ed25519("ed"));
    let issuer = Issuer::start([&*RSA, &p256, &p384, &ed].map(SigningKey::jwk).to_vec()).await;
    let server = trusting(&issuer.url).await;
    let claims = claims(&server, &issuer.url);
    let now = now(&server);
    let typed = |typ: &str| ed.sign_with(&json!({"typ": typ, "alg": "EdDSA", "kid": "ed"}), &claims);
    let mut tokens: Vec<(String, String)> = ["RS256", "RS384", "RS512", "PS256", "PS384", "PS512"]
        .map(|algorithm| (algorithm.to_owned(), RSA.sign(algorithm, &claims)))
        .to_vec();
    for (name, token) in [
        ("ES256", p256.sign("ES256", &claims)),
        ("ES384", p384.sign("ES384", &claims)),
        ("EdDSA", ed.sign("EdDSA", &claims)),
        ("typ JWT", typed("JWT")),
        ("typ in other letters", typed("AT+JWT")),
        ("typ in full", typed("application/at+jwt")),
        ("several audiences", ed.sign("EdDSA", &with(&claims, "aud", json!(["https://x.example.com", AUDIENCE])))),
        ("no nbf", ed.sign("EdDSA", &with(&claims, "nbf", Value::Null))),
        ("a fraction of a second", ed.sign("EdDSA", &with(&claims, "exp", json!(now as f64 + 0.5)))),
        ("expired within the leeway", ed.sign("EdDSA", &with(&claims, "exp", json!(now - 59)))),
        ("early within the leeway", ed.sign("EdDSA", &with(&claims, "nbf", json!(now + 60)))),
    ] {
        tokens.push((name.to_owned(), token));
    }
    let mut ids = std::collections::BTreeSet::new();
    for (name, token) in tokens {
        let answer = ask(&server, &token).await;
        assert_eq!(answer.status, 200, "{name}: {answer:?}");
        assert_eq!(answer.body["email"], "ana@example.com", "{name}");
        ids.insert(answer.body["id"].to_string());
    }
    assert_eq!(ids.len(), 1, "the user is made once");
    assert_eq!(issuer.fetches(), 1, "and so is the fetch of the keys");
}

#[tokio::test]
async fn tokens_that_do_not_count() {
    let (p256, p384, ed) = (SigningKey::p256("p256"), SigningKey::p384("p384"), SigningKey::ed25519("ed"));
    let der = SigningKey::p256_der("der");
    let pinned = with(&RSA.jwk(), "alg", json!("PS256"));
    let mut keys = [&*RSA, &p256, &p384, &ed, &der].map(SigningKey::jwk).to_vec();
    keys.push(with(&pinned, "kid", json!("pinned")));
    keys.push(
        json!({"kty": "oct", "kid": "shared", "alg": "HS256", "k": encode("a shared secret of 32 bytes, no less")}),
    );
    let issuer = Issuer::start(keys).await;
    let server = trusting(&issuer.url).await;
    let good = claims(&server, &issuer.url);
    let now = now(&server);
    let claiming = |name: &str, value: Value| ed.sign("EdDSA", &with(&good, name, value));
    let header = |header: Value| ed.sign_with(&header, &good);
    let rsa_as =
        |kid: &str, algorithm: &str| RSA.sign_with(&json!({"typ": "at+jwt", "alg": algorithm, "kid": kid}), &good);
    let hmac_with = |kid: &str, secret: &[u8]| {
        let message = unsigned(&json!({"typ": "at+jwt", "alg": "HS256", "kid": kid}), &good);
        let tag = hmac::sign(&hmac::Key::new(hmac::HMAC_SHA256, secret), message.as_bytes());
        format!("{message}.{}", encode(tag))
    };
    let none = |alg: &str| unsigned(&json!({"typ": "at+jwt", "alg": alg, "kid": "ed"}), &good) + ".";
    let valid = ed.sign("EdDSA", &good);
    let (message, signature) = valid.rsplit_once('.').unwrap();
    let stranger = SigningKey::ed25519("ed");

    for (name, token) in [
        ("expired", claiming("exp", json!(now - 61))),
        ("no end", claiming("exp", Value::Null)),
        ("an end in words", claiming("exp", json!((now + 300).to_string()))),
        ("not yet valid", claiming("nbf", json!(now + 61))),
        ("another issuer", claiming("iss", json!("https://login.example.org"))),
        ("the issuer with a slash", claiming("iss", json!(format!("{}/", issuer.url)))),
        ("no issuer", claiming("iss", Value::Null)),
        ("several issuers", claiming("iss", json!([issuer.url]))),
        ("another audience", claiming("aud", json!("https://x.example.com"))),
        ("other audiences", claiming("aud", json!(["https://x.example.com", "app"]))),
        ("no audience", claiming("aud", Value::Null)),
        ("part of the audience", claiming("aud", json!("https://teams.example"))),
        ("no subject", claiming("sub", Value::Null)),
        ("no e-mail", claiming("email", Value::Null)),
        ("no e-mail address", claiming("email", json!("ana"))),
        ("an unverified e-mail", claiming("email_verified", json!(false))),
        ("an e-mail that may be verified", claiming("email_verified", Value::Null)),
        ("an e-mail verified in words", claiming("email_verified", json!("true"))),
        ("the public key as a secret", hmac_with("rsa", &RSA.public_bytes())),
        ("another public key as a secret", hmac_with("ed", &ed.public_bytes())),
        ("the JWK as a secret", hmac_with("rsa", RSA.jwk().to_string().as_bytes())),
        ("a published secret", hmac_with("shared", b"a shared secret of 32 bytes, no less")),
        ("no algorithm", none("none")),
        ("no algorithm, in other letters", none("None")),
        ("no algorithm, with a signature", none("none") + signature),
        ("RSA that says it is EC", rsa_as("p256", "ES256")),
        ("RSA that says it is EdDSA", rsa_as("ed", "EdDSA")),
        ("EC that says it is RSA", p256.sign_with(&json!({"typ": "at+jwt", "alg": "RS256", "kid": "rsa"}), &good)),
        ("an algorithm that does not fit the key", rsa_as("rsa", "ES256")),
        ("PKCS 1 that says it is PSS", {
            let (_, signature) =
                RSA.sign("RS256", &good).rsplit_once('.').map(|(a, b)| (a.to_owned(), b.to_owned())).unwrap();
            unsigned(&json!({"typ": "at+jwt", "alg": "PS256", "kid": "rsa"}), &good) + "." + &signature
        }),
        ("a key pinned to another algorithm", rsa_as("pinned", "RS256")),
        ("the other curve", p384.sign_with(&json!({"typ": "at+jwt", "alg": "ES256", "kid": "p384"}), &good)),
        ("a DER signature", der.sign("ES256", &good)),
        ("another key by the same name", stranger.sign("EdDSA", &good)),
        ("the name of another key", ed.sign_with(&json!({"typ": "at+jwt", "alg": "EdDSA", "kid": "p256"}), &good)),
        ("no key name", header(json!({"typ": "at+jwt", "alg": "EdDSA"}))),
        ("a key that it brings along", {
            let header = json!({"typ": "at+jwt", "alg": "EdDSA", "kid": "ed", "jwk": stranger.jwk()});
            stranger.sign_with(&header, &good)
        }),
        ("no typ", header(json!({"alg": "EdDSA", "kid": "ed"}))),
        ("typ of a logout token", header(json!({"typ": "logout+jwt", "alg": "EdDSA", "kid": "ed"}))),
        ("an extension", header(json!({"typ": "at+jwt", "alg": "EdDSA", "kid": "ed", "crit": ["b64"], "b64": false}))),
        ("no signature", format!("{message}.")),
        ("half a signature", format!("{message}.{}", &signature[..signature.len() / 2])),
        ("a signature of other claims", {
            let forged = unsigned(
                &json!({"typ": "at+jwt", "alg": "EdDSA", "kid": "ed"}),
                &with(&good, "email", json!("owner@example.com")),
            );
            format!("{forged}.{signature}")
        }),
        ("no claims", ed.sign("EdDSA", &json!({}))),
        ("claims that are none", ed.sign("EdDSA", &json!("ana@example.com"))),
        ("two parts", message.to_owned()),
        ("four parts", format!("{valid}.")),
    ] {
        let answer = ask(&server, &token).await;
        assert_eq!(answer.status, 401, "{name}: {answer:?}");
        answer.refused(401, "unauthorized");
        assert!(answer.header("www-authenticate").unwrap().contains(r#"error="invalid_token""#), "{name}");
    }
    // The token that all of them were made from.
    assert_eq!(ask(&server, &valid).await.status, 200);
}

#[tokio::test]
async fn it_is_the_servers_clock_that_counts() {
    let world = World::new().await;
    let token = world.token();
    for (off, status) in [(0, 200), (10, 401), (-10, 401), (0, 200)] {
        world.server.clock.advance(SignedDuration::from_mins(off));
        assert_eq!(world.ask(&token).await.status, status, "{off} minutes off");
        world.server.clock.advance(SignedDuration::from_mins(-off));
    }
}

#[tokio::test]
async fn an_address_is_one_user_however_they_sign_in() {
    let world = World::new().await;
    let ana = world.server.person("ana@example.com").await;
    let team = ana.team("Dev").await;
    let mut claims = world.claims();
    claims["email"] = json!("Ana@Example.COM");
    let signed_in = ana.with_token(&world.key.sign("EdDSA", &claims));
    assert_eq!(signed_in.get("/v1/me").await.ok()["id"], ana.id.as_str());
    assert_eq!(signed_in.get(&format!("/v1/teams/{team}")).await.ok()["role"], "owner");

    // Somebody new is made, and finds the invitation that was waiting.
    ana.invite(&team, "ben@example.com", "member").await;
    claims["email"] = json!("ben@example.com");
    let ben = ana.with_token(&world.key.sign("EdDSA", &claims));
    assert_eq!(ben.all("/v1/me/invitations", 10).await.len(), 1);
}

#[tokio::test]
async fn the_servers_own_tokens_count_beside_them() {
    let world = World::new().await;
    world.issuer.be_in(super::issuer::Trouble::Failing);
    let ana = world.server.person("ana@example.com").await;
    ana.get("/v1/me").await.ok();
    for token in ["sk-ollm-0", "sk-ollm-0.1", "", "."] {
        world.ask(token).await.refused(401, "unauthorized");
    }
    assert_eq!(world.issuer.fetches(), 0, "what is no JWT is none of the issuer's business");
}

#[tokio::test]
async fn an_access_token_is_nothing_to_a_server_without_an_issuer() {
    let world = World::new().await;
    let plain = crate::harness::TestServer::start().await;
    let answer = ask(&plain, &world.token()).await;
    answer.refused(401, "unauthorized");
    assert_eq!(answer.header("www-authenticate"), Some(r#"Bearer error="invalid_token""#));
}
