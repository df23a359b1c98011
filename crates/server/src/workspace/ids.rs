use std::collections::HashMap;

use ollm_api::{User, UserId};
use rand::RngExt;
use rand::rngs::StdRng;
use uuid::Builder;

/// A new identifier, as live ones look; the same for the same state of the generator.
pub(crate) fn new_id(rng: &mut StdRng, prefix: &str) -> String {
    format!("{prefix}_{}", Builder::from_random_bytes(rng.random()).into_uuid().simple())
}

/// Who is in the database already, by address: they keep their identifiers.
pub(crate) struct KnownUsers(pub(crate) HashMap<String, UserId>);

impl KnownUsers {
    /// Somebody with an address. An identifier is drawn in any case, so that all that are drawn after it are the same.
    pub(crate) fn user(&self, rng: &mut StdRng, email: String, name: Option<String>) -> User {
        let drawn = UserId::new(new_id(rng, "usr"));
        User { id: self.0.get(&email).cloned().unwrap_or(drawn), email, name }
    }
}
