//! The program, as people start it with an issuer.

use jiff::Timestamp;
use serde_json::{Value, json};

use super::issuer::{Issuer, Trouble};
use super::signing_key::SigningKey;
use super::{AUDIENCE, claims_at};
use crate::harness::Person;
use crate::program::{run, serve, url};

#[test]
fn a_wrong_issuer_is_told_at_the_start() {
    let folder = tempfile::tempdir().unwrap();
    let database = url(folder.path());
    for (arguments, words) in [
        (&["--oidc-issuer", "https://login.example.com"][..], "--oidc-audience"),
        (&["--oidc-audience", "teams"], "--oidc-issuer"),
        (&["--oidc-issuer", "http://login.example.com", "--oidc-audience", "teams"], "https://"),
        (&["--oidc-issuer", "login.example.com", "--oidc-audience", "teams"], "not a web address"),
        (&["--oidc-issuer", "https://login.example.com/?a", "--oidc-audience", "teams"], "a query"),
        (&["--oidc-issuer", "https://login.example.com", "--oidc-audience", ""], "--oidc-audience"),
    ] {
        let output = run(&[&["serve", "--database", &database], arguments].concat());
        let said = String::from_utf8(output.stderr).unwrap();
        assert!(!output.status.success() && said.contains(words), "{arguments:?}: {said}");
        assert!(output.stdout.is_empty(), "it does not listen");
    }
    assert!(!folder.path().join("teams.db").exists(), "and does nothing else");
}

/// Even at the most talkative level, the log has nothing of a token, and says why one does not count.
#[tokio::test(flavor = "multi_thread")]
async fn the_log_has_the_reason_and_not_the_token() {
    let key = SigningKey::ed25519("sentinel-key");
    let issuer = Issuer::start(vec![key.jwk()]).await;
    let folder = tempfile::tempdir().unwrap();
    let arguments = ["--oidc-issuer", &issuer.url, "--oidc-audience", AUDIENCE];
    let (program, address) = serve(&url(folder.path()), &arguments);
    let mut claims = claims_at(Timestamp::now().as_second(), &issuer.url);
    for name in ["sub", "client_id", "jti", "scope"] {
        claims[name] = json!(format!("sentinel-{name}"));
    }
    claims["email"] = json!("sentinel@example.com");
    let unavailable = key.sign("EdDSA", &claims);
    let holder = Person::at(address, &unavailable);
    issuer.be_in(Trouble::Failing);
    holder.get("/v1/me").await.refused(503, "timeout");
    issuer.be_in(None);
    // The machine's clock is the one thing here that no test moves.
    tokio::time::sleep(std::time::Duration::from_millis(1100)).await;
    let good = holder.bearer();
    assert_eq!(holder.get("/v1/me").await.ok()["email"], "sentinel@example.com");

    let mut tokens = vec![good];
    for (name, value) in [("aud", json!("sentinel-audience")), ("exp", json!(1)), ("email_verified", json!("sentinel"))]
    {
        let mut claims = claims.clone();
        claims[name] = value;
        tokens.push(key.sign("EdDSA", &claims));
        holder.with_token(tokens.last().unwrap()).get("/v1/me").await.refused(401, "unauthorized");
    }
    tokens.push(SigningKey::p256("sentinel-other").sign("ES256", &claims));
    holder.with_token(tokens.last().unwrap()).get("/v1/me").await.refused(401, "unauthorized");
    let log = program.end("-TERM");

    for reason in ["can not be fetched", "another audience", "it has expired", "no such key"] {
        assert!(log.contains(reason), "{reason}");
    }
    let parts = tokens.iter().flat_map(|token| token.split('.'));
    for secret in parts.chain(["sentinel"]) {
        let line = log.lines().find(|line| line.contains(secret));
        assert!(line.is_none(), "{secret} is in the log: {line:?}");
    }
    let line: Value =
        serde_json::from_str(log.lines().find(|line| line.contains("another audience")).unwrap()).unwrap();
    assert_eq!(line["span"]["route"], "/v1/me");
}
