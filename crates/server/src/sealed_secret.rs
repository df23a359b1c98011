//! How the answer that holds an API key's secret can be replayed although no secret is stored.

use secrecy::{ExposeSecret, SecretString};
use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};

use crate::token;

/// What is recorded of a secret. The secret itself is derived from this and from the bearer token of the caller that
/// made it, which the server does not store either: the database alone gives neither.
#[derive(Debug, Serialize, Deserialize)]
pub(crate) struct SealedSecret {
    nonce: String,
    hash: String,
}

impl SealedSecret {
    /// Makes a secret for the holder of `bearer`.
    pub(crate) fn generate(bearer: &SecretString) -> (Self, String) {
        let nonce = token::hex(&rand::random::<[u8; 32]>());
        let secret = derive(bearer, &nonce);
        (Self { hash: token::hash(&secret), nonce }, secret)
    }

    /// The secret again, to the same bearer; `None` to another.
    pub(crate) fn open(&self, bearer: &SecretString) -> Option<String> {
        let secret = derive(bearer, &self.nonce);
        (token::hash(&secret) == self.hash).then_some(secret)
    }
}

/// One pass of SHA-256 derives a key well where, as here, what it starts from can not be guessed: 256 random bits, or
/// the signature of an access token. The bearer token itself goes in, never its hash: that is stored, and would open
/// the seal for whoever reads the database.
fn derive(bearer: &SecretString, nonce: &str) -> String {
    let start = Sha256::new().chain_update("ollm api key").chain_update(bearer.expose_secret());
    format!("{}{}", token::PREFIX, token::hex(&start.chain_update(nonce).finalize()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_the_same_bearer_opens_it() {
        let bearer = SecretString::from("sk-ollm-a");
        let (sealed, secret) = SealedSecret::generate(&bearer);
        assert_eq!(sealed.open(&bearer), Some(secret.clone()));
        assert_eq!(sealed.open(&SecretString::from("sk-ollm-b")), None);
        assert_eq!(sealed.open(&SecretString::from(token::hash("sk-ollm-a"))), None, "the stored hash");
        assert!(!serde_json::to_string(&sealed).unwrap().contains(&secret[token::PREFIX.len()..]));
        assert_ne!(SealedSecret::generate(&bearer).1, secret);
    }
}
