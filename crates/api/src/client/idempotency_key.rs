use std::fmt;

use uuid::Uuid;

/// Names one intention to write, so that a server which sees it twice acts once. A new intention needs a new key;
/// asking again what became of the same one needs the same key.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct IdempotencyKey(Uuid);

/// A text that is not a UUID.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("not an idempotency key")]
pub struct IdempotencyKeyError;

impl IdempotencyKey {
    /// A key that nobody used before.
    #[expect(clippy::new_without_default, reason = "a default is always the same; a key never is")]
    #[must_use]
    pub fn new() -> Self {
        Self(Uuid::new_v4())
    }

    /// Reads a key that was kept as text.
    ///
    /// # Errors
    /// When the text is not a UUID.
    pub fn parse(text: &str) -> Result<Self, IdempotencyKeyError> {
        Uuid::try_parse(text).map(Self).map_err(|_| IdempotencyKeyError)
    }
}

impl fmt::Display for IdempotencyKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}
