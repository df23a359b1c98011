//! An app that does the protocol by hand.

use std::time::{Duration, SystemTime, UNIX_EPOCH};

use base64::Engine as _;
use base64::prelude::BASE64_URL_SAFE_NO_PAD;
use ollm_authorization_server::CLIENT_ID;
use serde::Deserialize;
use serde_json::Value;
use url::Url;

/// Nobody listens there: these tests look at what would have been sent.
pub(crate) const REDIRECT_URI: &str = "http://127.0.0.1:49152/callback";
pub(crate) const STATE: &str = "a state";
const RESOURCE: &str = "https://teams.example.com/";
/// The pair of RFC 7636, appendix B.
const VERIFIER: &str = "dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk";
const CHALLENGE: &str = "E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM";

/// Enough for a server that answers, and little for one that does not.
const PATIENCE: Duration = Duration::from_secs(5);

pub(crate) struct App {
    issuer: String,
    http: reqwest::Client,
}

#[derive(Debug, Deserialize)]
pub(crate) struct Tokens {
    pub(crate) access_token: String,
    pub(crate) refresh_token: String,
    pub(crate) expires_in: u64,
}

impl App {
    pub(crate) fn new(issuer: &str) -> Self {
        let http = reqwest::Client::builder().no_proxy().timeout(PATIENCE).build().unwrap();
        Self { issuer: issuer.to_owned(), http }
    }

    pub(crate) fn authorization_url(&self) -> Url {
        let parameters = [
            ("client_id", CLIENT_ID),
            ("redirect_uri", REDIRECT_URI),
            ("response_type", "code"),
            ("scope", "openid email offline_access"),
            ("prompt", "consent"),
            ("resource", RESOURCE),
            ("state", STATE),
            ("code_challenge", CHALLENGE),
            ("code_challenge_method", "S256"),
        ];
        Url::parse_with_params(&format!("{}/auth", self.issuer), parameters).unwrap()
    }

    /// The error is the one in the answer, the status where there is none, or that there was no answer.
    pub(crate) async fn exchange(&self, code: &str) -> Result<Tokens, String> {
        self.exchange_with_verifier(code, VERIFIER).await
    }

    pub(crate) async fn exchange_with_verifier(&self, code: &str, verifier: &str) -> Result<Tokens, String> {
        let grant = [("code", code), ("redirect_uri", REDIRECT_URI), ("code_verifier", verifier)];
        self.token("authorization_code", &grant).await
    }

    pub(crate) async fn refresh(&self, refresh_token: &str) -> Result<Tokens, String> {
        self.token("refresh_token", &[("refresh_token", refresh_token)]).await
    }

    pub(crate) async fn revoke(&self, token: &str) {
        let form = [("client_id", CLIENT_ID), ("token", token)];
        let url = format!("{}/token/revocation", self.issuer);
        self.http.post(url).form(&form).send().await.unwrap().error_for_status().unwrap();
    }

    pub(crate) async fn published_keys(&self) -> Vec<Value> {
        let response = self.http.get(format!("{}/jwks", self.issuer)).send().await.unwrap();
        let keys: Value = response.json().await.unwrap();
        keys["keys"].as_array().unwrap().iter().map(|key| key["kid"].clone()).collect()
    }

    async fn token(&self, grant_type: &str, grant: &[(&str, &str)]) -> Result<Tokens, String> {
        let common = [("grant_type", grant_type), ("client_id", CLIENT_ID), ("resource", RESOURCE)];
        let request = self.http.post(format!("{}/token", self.issuer)).form(&[&common, grant].concat());
        let response = request.send().await.map_err(|_| "no answer".to_owned())?;
        let status = response.status();
        if status.is_success() {
            return Ok(response.json().await.unwrap());
        }
        let error = response.json().await.ok().and_then(|body: Value| body["error"].as_str().map(str::to_owned));
        Err(error.unwrap_or_else(|| status.as_u16().to_string()))
    }
}

pub(crate) fn header(jwt: &str) -> Value {
    part(jwt, 0)
}

pub(crate) fn claims(jwt: &str) -> Value {
    part(jwt, 1)
}

pub(crate) fn now() -> u64 {
    SystemTime::now().duration_since(UNIX_EPOCH).unwrap().as_secs()
}

fn part(jwt: &str, index: usize) -> Value {
    let encoded = jwt.split('.').nth(index).expect("a JWT");
    serde_json::from_slice(&BASE64_URL_SAFE_NO_PAD.decode(encoded).unwrap()).unwrap()
}
