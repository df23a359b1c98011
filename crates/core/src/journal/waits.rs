use std::collections::HashMap;
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use ollm_api::client::IdempotencyKey;
use tokio::time::Instant;

/// More than this is no wait but a fault, and no time that this computer could count to.
const LONGEST: Duration = Duration::from_hours(24);

/// Until when the server asked to be left alone with an attempt, in this run of the app.
#[derive(Clone, Default)]
pub(crate) struct Waits(Arc<Mutex<HashMap<IdempotencyKey, Instant>>>);

impl Waits {
    /// The server asked for it just now.
    pub(crate) fn ask(&self, key: &IdempotencyKey, wait: Duration) {
        let now = Instant::now();
        let mut until = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        until.retain(|_, until| *until > now);
        until.insert(*key, now + wait.min(LONGEST));
    }

    /// When the next question may be asked, where the server asked to wait.
    pub(super) fn not_before(&self, key: &IdempotencyKey) -> Option<Instant> {
        let until = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        until.get(key).copied()
    }
}
