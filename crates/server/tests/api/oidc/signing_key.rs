//! Real keys, made while the test runs, that sign whatever they are told to: not by the crate that the server checks
//! with, which would refuse to make most of what it has to refuse.

use aws_lc_rs::rand::SystemRandom;
use aws_lc_rs::rsa::KeySize;
use aws_lc_rs::signature::{
    ECDSA_P256_SHA256_ASN1_SIGNING, ECDSA_P256_SHA256_FIXED_SIGNING, ECDSA_P384_SHA384_FIXED_SIGNING, EcdsaKeyPair,
    EcdsaSigningAlgorithm, Ed25519KeyPair, KeyPair, RSA_PKCS1_SHA256, RSA_PKCS1_SHA384, RSA_PKCS1_SHA512,
    RSA_PSS_SHA256, RSA_PSS_SHA384, RSA_PSS_SHA512, RsaKeyPair, RsaPublicKeyComponents,
};
use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use serde_json::{Value, json};

pub(super) struct SigningKey {
    pub(super) id: String,
    pair: Pair,
}

enum Pair {
    Rsa(Box<RsaKeyPair>),
    Ec(EcdsaKeyPair, &'static str),
    Ed25519(Ed25519KeyPair),
}

impl SigningKey {
    pub(super) fn rsa(id: &str) -> Self {
        Self { id: id.to_owned(), pair: Pair::Rsa(Box::new(RsaKeyPair::generate(KeySize::Rsa2048).unwrap())) }
    }

    pub(super) fn p256(id: &str) -> Self {
        Self::ec(id, &ECDSA_P256_SHA256_FIXED_SIGNING, "P-256")
    }

    /// One whose signatures are DER, as they are nearly everywhere but in a JWT.
    pub(super) fn p256_der(id: &str) -> Self {
        Self::ec(id, &ECDSA_P256_SHA256_ASN1_SIGNING, "P-256")
    }

    pub(super) fn p384(id: &str) -> Self {
        Self::ec(id, &ECDSA_P384_SHA384_FIXED_SIGNING, "P-384")
    }

    fn ec(id: &str, algorithm: &'static EcdsaSigningAlgorithm, curve: &'static str) -> Self {
        Self { id: id.to_owned(), pair: Pair::Ec(EcdsaKeyPair::generate(algorithm).unwrap(), curve) }
    }

    pub(super) fn ed25519(id: &str) -> Self {
        Self { id: id.to_owned(), pair: Pair::Ed25519(Ed25519KeyPair::generate().unwrap()) }
    }

    /// The public key, as an issuer publishes it (RFC 7517).
    pub(super) fn jwk(&self) -> Value {
        let id = &self.id;
        match &self.pair {
            Pair::Rsa(pair) => {
                let public = RsaPublicKeyComponents::<Vec<u8>>::from(pair.public_key());
                json!({"kty": "RSA", "use": "sig", "kid": id, "n": encode(public.n), "e": encode(public.e)})
            }
            Pair::Ec(pair, curve) => {
                // An uncompressed point: 4, x, y.
                let point = &pair.public_key().as_ref()[1..];
                let (x, y) = point.split_at(point.len() / 2);
                json!({"kty": "EC", "use": "sig", "kid": id, "crv": curve, "x": encode(x), "y": encode(y)})
            }
            Pair::Ed25519(pair) => {
                json!({"kty": "OKP", "use": "sig", "kid": id, "crv": "Ed25519", "x": encode(pair.public_key())})
            }
        }
    }

    /// The public key's bytes, for whoever takes them for a shared secret.
    pub(super) fn public_bytes(&self) -> Vec<u8> {
        match &self.pair {
            Pair::Rsa(pair) => pair.public_key().as_ref().to_vec(),
            Pair::Ec(pair, _) => pair.public_key().as_ref().to_vec(),
            Pair::Ed25519(pair) => pair.public_key().as_ref().to_vec(),
        }
    }

    /// An access token.
    pub(super) fn sign(&self, algorithm: &str, claims: &Value) -> String {
        self.sign_with(&json!({"typ": "at+jwt", "alg": algorithm, "kid": self.id}), claims)
    }

    /// A token with any header. What `alg` does not fit this key is signed as the key can.
    pub(super) fn sign_with(&self, header: &Value, claims: &Value) -> String {
        let message = unsigned(header, claims);
        let signature = self.signature(header["alg"].as_str().unwrap_or_default(), message.as_bytes());
        format!("{message}.{}", encode(signature))
    }

    fn signature(&self, algorithm: &str, message: &[u8]) -> Vec<u8> {
        let random = SystemRandom::new();
        match &self.pair {
            Pair::Rsa(pair) => {
                let encoding = match algorithm {
                    "RS384" => &RSA_PKCS1_SHA384,
                    "RS512" => &RSA_PKCS1_SHA512,
                    "PS256" => &RSA_PSS_SHA256,
                    "PS384" => &RSA_PSS_SHA384,
                    "PS512" => &RSA_PSS_SHA512,
                    _ => &RSA_PKCS1_SHA256,
                };
                let mut signature = vec![0; pair.public_modulus_len()];
                pair.sign(encoding, &random, message, &mut signature).unwrap();
                signature
            }
            Pair::Ec(pair, _) => pair.sign(&random, message).unwrap().as_ref().to_vec(),
            Pair::Ed25519(pair) => pair.sign(message).as_ref().to_vec(),
        }
    }
}

/// A header and claims, without a signature.
pub(super) fn unsigned(header: &Value, claims: &Value) -> String {
    format!("{}.{}", encode(header.to_string()), encode(claims.to_string()))
}

pub(super) fn encode(bytes: impl AsRef<[u8]>) -> String {
    URL_SAFE_NO_PAD.encode(bytes)
}
