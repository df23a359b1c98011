//! Access tokens of an authorization server: which count, which do not, and what happens while its keys change or can
//! not be had. The server's clock stands months from the machine's, so that whatever looks at the latter fails.

mod garbage;
mod issuer;
mod keys;
mod metadata;
mod outage;
mod program;
mod rotation;
mod signing_key;
mod tokens;

use std::sync::LazyLock;

use ollm_server::{Clock, Limits, OidcOptions};
use serde_json::{Value, json};

use crate::harness::{Answer, TestServer};
use issuer::Issuer;
use signing_key::SigningKey;

const AUDIENCE: &str = "https://teams.example.com";

/// Made once: it takes a while.
static RSA: LazyLock<SigningKey> = LazyLock::new(|| SigningKey::rsa("rsa"));

/// An authorization server with one key, and a server that trusts it.
struct World {
    server: TestServer,
    issuer: Issuer,
    key: SigningKey,
}

impl World {
    async fn new() -> Self {
        let key = SigningKey::ed25519("ed");
        let issuer = Issuer::start(vec![key.jwk()]).await;
        let server = trusting(&issuer.url).await;
        Self { server, issuer, key }
    }

    fn claims(&self) -> Value {
        claims(&self.server, &self.issuer.url)
    }

    /// A token that counts now.
    fn token(&self) -> String {
        self.key.sign("EdDSA", &self.claims())
    }

    async fn ask(&self, token: &str) -> Answer {
        ask(&self.server, token).await
    }
}

/// A server that trusts an issuer.
async fn trusting(issuer: &str) -> TestServer {
    TestServer::start_trusting(trust(issuer), Limits::default()).await
}

fn trust(issuer: &str) -> OidcOptions {
    OidcOptions { issuer: issuer.parse().unwrap(), audience: AUDIENCE.to_owned() }
}

/// What an access token for [`AUDIENCE`] says that was made a moment ago and counts for 5 minutes.
fn claims(server: &TestServer, issuer: &str) -> Value {
    claims_at(now(server), issuer)
}

fn claims_at(now: i64, issuer: &str) -> Value {
    json!({"iss": issuer, "aud": AUDIENCE, "sub": "248289761001", "client_id": "app", "jti": "1", "iat": now,
        "nbf": now, "exp": now + 300, "email": "ana@example.com", "email_verified": true})
}

fn now(server: &TestServer) -> i64 {
    server.clock.now().as_second()
}

async fn ask(server: &TestServer, token: &str) -> Answer {
    server.nobody().with_token(token).get("/v1/me").await
}
