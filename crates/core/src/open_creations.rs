//! Which teams of this run were asked for without a known outcome, and the idempotency key of each.

use std::collections::HashMap;
use std::sync::{Mutex, PoisonError};

use ollm_api::client::IdempotencyKey;

/// By the name that was asked for: asking for it again must not make a second team.
#[derive(Default)]
pub(crate) struct OpenCreations(Mutex<HashMap<String, IdempotencyKey>>);

impl OpenCreations {
    pub(crate) fn key(&self, name: &str) -> IdempotencyKey {
        *self
            .0
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
            .entry(name.to_owned())
            .or_insert_with(IdempotencyKey::new)
    }

    /// The outcome is known: the next team of this name is another one.
    pub(crate) fn settle(&self, name: &str) {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).remove(name);
    }
}
