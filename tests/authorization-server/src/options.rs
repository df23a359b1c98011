//! How an authorization server behaves.

use std::time::Duration;

use serde::{Serialize, Serializer};

/// How an authorization server behaves.
#[derive(Clone, Debug, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Options {
    /// How long access tokens are valid. Whole seconds, at least one, here and below.
    #[serde(serialize_with = "seconds")]
    pub access_ttl: Duration,
    /// How long an authorization code is valid; see also `AuthorizationServer::expire_codes`.
    #[serde(serialize_with = "seconds")]
    pub code_ttl: Duration,
    /// How long refresh tokens are valid.
    #[serde(serialize_with = "seconds")]
    pub refresh_ttl: Duration,
    /// By how many seconds its clock is ahead of the real one; behind, where negative.
    pub clock_offset: i64,
    /// The `aud` of access tokens, whatever `resource` is asked for.
    pub audience: String,
    /// What access tokens are signed with.
    pub signing_algorithm: SigningAlgorithm,
    /// The `iss` parameter of its successful authorization responses, in place of its own.
    pub stated_issuer: Option<String>,
}

impl Default for Options {
    fn default() -> Self {
        Self {
            access_ttl: Duration::from_secs(10 * 60),
            code_ttl: Duration::from_secs(60),
            refresh_ttl: Duration::from_secs(24 * 60 * 60),
            clock_offset: 0,
            audience: "ollm-teams-test".to_owned(),
            signing_algorithm: SigningAlgorithm::RS256,
            stated_issuer: None,
        }
    }
}

/// An asymmetric signature, under its name in RFC 7518.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
pub enum SigningAlgorithm {
    /// RSA with SHA-256.
    RS256,
    /// The P-256 curve with SHA-256.
    ES256,
}

fn seconds<S: Serializer>(duration: &Duration, serializer: S) -> Result<S::Ok, S::Error> {
    serializer.serialize_u64(duration.as_secs())
}
