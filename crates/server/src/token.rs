//! Secrets that the server makes, and the hashes that it keeps of them.

use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use sha2::{Digest, Sha256};

/// How a token of OLLM starts, so that people and secret scanners recognise it.
pub(crate) const PREFIX: &str = "sk-ollm-";

/// A new bearer token: 256 bits from the operating system's generator.
pub(crate) fn generate() -> String {
    format!("{PREFIX}{}", hex(&rand::random::<[u8; 32]>()))
}

/// The unguessable part of a checkout page's address: 192 bits.
pub(crate) fn generate_path() -> String {
    URL_SAFE_NO_PAD.encode(rand::random::<[u8; 24]>())
}

/// What is stored of a secret. A plain hash is enough, because the secret is random and long: it can not be guessed
/// faster than its 256 bits. Looking the hash up, instead of the token, leaves nothing to time.
pub(crate) fn hash(secret: &str) -> String {
    hex(&Sha256::digest(secret.as_bytes()))
}

/// Lower-case hex digits.
pub(crate) fn hex(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_token_is_recognisable_and_its_hash_is_not_it() {
        let token = generate();
        assert!(token.starts_with(PREFIX));
        assert_eq!(token.len(), PREFIX.len() + 64);
        assert_ne!(token, generate());
        assert!(!hash(&token).contains(&token[PREFIX.len()..]));
    }

    #[test]
    fn the_hash_is_sha_256() {
        assert_eq!(hash("abc"), "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
    }
}
