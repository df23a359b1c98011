use std::collections::HashMap;
use std::sync::{PoisonError, RwLock};

use ollm_api::User;

/// Tokens that count for one run of one server: whose each is, by its hash, in memory alone. Nothing has to end them,
/// and two servers on one database, as two windows of the app are, leave each other's alone.
#[derive(Default)]
pub(crate) struct RunTokens(RwLock<HashMap<String, User>>);

impl RunTokens {
    pub(crate) fn insert(&self, hash: String, user: User) {
        self.0.write().unwrap_or_else(PoisonError::into_inner).insert(hash, user);
    }

    pub(crate) fn user(&self, hash: &str) -> Option<User> {
        self.0.read().unwrap_or_else(PoisonError::into_inner).get(hash).cloned()
    }
}
