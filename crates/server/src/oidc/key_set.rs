use jsonwebtoken::jwk::{AlgorithmParameters, EllipticCurve, Jwk, KeyAlgorithm, KeyOperations, PublicKeyUse};
use jsonwebtoken::{Algorithm, DecodingKey, Validation, decode};
use serde::Deserialize;
use serde_json::Value;

use super::claims::Claims;
use super::refusal::Refusal;

/// What an RSA key can sign with. A shared secret (HS256 and its like) is not here, nor anywhere else.
const RSA: &[Algorithm] =
    &[Algorithm::RS256, Algorithm::RS384, Algorithm::RS512, Algorithm::PS256, Algorithm::PS384, Algorithm::PS512];

/// A document with keys (RFC 7517, section 5), of which some may be of kinds that this server does not know.
#[derive(Deserialize)]
pub(super) struct Jwks {
    keys: Vec<Value>,
}

/// The keys of an issuer that tokens can be checked with.
#[derive(Debug)]
pub(super) struct KeySet(Vec<Key>);

/// A public key, and what it may be used with: a key for one algorithm checks no token that names another.
#[derive(Clone, Debug)]
pub(super) struct Key {
    id: String,
    algorithms: Vec<Algorithm>,
    key: DecodingKey,
}

impl KeySet {
    /// The keys that are of use here; those that are not are ignored, as the RFC asks.
    pub(super) fn new(jwks: Jwks) -> Self {
        let jwks = jwks.keys.into_iter().filter_map(|key| serde_json::from_value(key).ok());
        Self(jwks.filter_map(|jwk| Key::new(&jwk)).collect())
    }

    pub(super) fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// The key that a token names, if it fits the algorithm that the token names.
    pub(super) fn find(&self, id: &str, algorithm: Algorithm) -> Option<&Key> {
        self.0.iter().find(|key| key.id == id && key.algorithms.contains(&algorithm))
    }
}

impl Key {
    fn new(jwk: &Jwk) -> Option<Self> {
        let common = &jwk.common;
        let is_for_signatures = common.public_key_use.as_ref().is_none_or(|usage| *usage == PublicKeyUse::Signature);
        let verifies = common.key_operations.as_ref().is_none_or(|all| all.contains(&KeyOperations::Verify));
        if !is_for_signatures || !verifies {
            return None;
        }
        let fits =
            |algorithm: &Algorithm| common.key_algorithm.is_none_or(|only| only == KeyAlgorithm::from(*algorithm));
        let algorithms: Vec<_> = algorithms(&jwk.algorithm).iter().copied().filter(fits).collect();
        if algorithms.is_empty() {
            return None;
        }
        Some(Self { id: common.key_id.clone()?, algorithms, key: DecodingKey::from_jwk(jwk).ok()? })
    }

    /// What a token says, if this key signed it. Nothing of what it says is checked here.
    pub(super) fn open(&self, token: &str, algorithm: Algorithm) -> Result<Claims, Refusal> {
        let mut signature_only = Validation::new(algorithm);
        // `Claims` checks all of them, by the server's own clock.
        signature_only.required_spec_claims.clear();
        signature_only.validate_exp = false;
        signature_only.validate_aud = false;
        let opened = decode(token, &self.key, &signature_only).map_err(|_| Refusal::SignatureOrClaims)?;
        Ok(opened.claims)
    }
}

fn algorithms(parameters: &AlgorithmParameters) -> &'static [Algorithm] {
    match parameters {
        AlgorithmParameters::RSA(_) => RSA,
        AlgorithmParameters::EllipticCurve(key) => match key.curve {
            EllipticCurve::P256 => &[Algorithm::ES256],
            EllipticCurve::P384 => &[Algorithm::ES384],
            _ => &[],
        },
        AlgorithmParameters::OctetKeyPair(key) if key.curve == EllipticCurve::Ed25519 => &[Algorithm::EdDSA],
        _ => &[],
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    /// The public key of RFC 8037, appendix A.2.
    fn ed25519(more: Value) -> Value {
        let mut key =
            json!({"kty": "OKP", "crv": "Ed25519", "kid": "k", "x": "11qYAYKxCrfVS_7TyWQHOg7hcvPapiMlrwIaaPcHURo"});
        key.as_object_mut().unwrap().extend(more.as_object().unwrap().clone());
        key
    }

    fn count(keys: Value) -> usize {
        KeySet::new(serde_json::from_value(json!({ "keys": keys })).unwrap()).0.len()
    }

    #[test]
    fn keys_of_no_use_are_ignored_one_by_one() {
        let usable = ed25519(json!({}));
        for useless in [
            json!({}),
            json!("key"),
            json!({"kty": "oct", "kid": "k", "alg": "HS256", "k": "c2VjcmV0"}),
            json!({"kty": "new", "kid": "k"}),
            json!({"kty": "EC", "crv": "P-521", "kid": "k", "x": "AA", "y": "AA"}),
            ed25519(json!({"kid": null})),
            ed25519(json!({"use": "enc"})),
            ed25519(json!({"key_ops": ["sign"]})),
            ed25519(json!({"alg": "ES256"})),
            ed25519(json!({"alg": "HS256"})),
            ed25519(json!({"alg": "unheard-of"})),
            ed25519(json!({"crv": "Ed448"})),
            ed25519(json!({"x": "*"})),
        ] {
            assert_eq!(count(json!([useless, usable])), 1, "{useless}");
        }
        assert_eq!(count(json!([ed25519(json!({"alg": "EdDSA", "use": "sig", "key_ops": ["verify"]}))])), 1);
    }

    #[test]
    fn a_key_fits_its_own_algorithms_alone() {
        let rsa = json!({"kty": "RSA", "kid": "rsa", "n": "AQAB", "e": "AQAB"});
        let pinned = json!({"kty": "RSA", "kid": "pinned", "alg": "PS256", "n": "AQAB", "e": "AQAB"});
        let keys = KeySet::new(serde_json::from_value(json!({"keys": [rsa, pinned, ed25519(json!({}))]})).unwrap());
        let found = |id: &str, algorithm| keys.find(id, algorithm).is_some();
        assert!(found("rsa", Algorithm::RS256) && found("rsa", Algorithm::PS512));
        assert!(found("pinned", Algorithm::PS256) && !found("pinned", Algorithm::RS256));
        assert!(found("k", Algorithm::EdDSA) && !found("k", Algorithm::RS256));
        for id in ["rsa", "pinned", "k"] {
            assert!(!found(id, Algorithm::HS256) && !found(id, Algorithm::ES256), "{id}");
        }
        assert!(!found("other", Algorithm::RS256));
    }
}
