use std::sync::{PoisonError, RwLock};

use jiff::{SignedDuration, Timestamp};
use jsonwebtoken::Algorithm;
use tokio::sync::Mutex;

use super::key_set::{Key, KeySet};
use super::provider::Provider;
use super::refusal::{Refusal, TokenError};

/// How long a set of keys counts without a look at the issuer's.
const REFRESH_AFTER: SignedDuration = SignedDuration::from_hours(1);
/// How long it counts while the issuer can not be reached: long enough for an outage, too short for a stolen key.
const MAX_AGE: SignedDuration = SignedDuration::from_hours(24);
/// Between two looks at the issuer's keys. Anybody can make up key names, and must not be able to keep it busy.
const INTERVAL: SignedDuration = SignedDuration::from_secs(10);
/// After a look that failed: whoever waits to sign in should not wait much longer than the outage.
const INTERVAL_AFTER_FAILURE: SignedDuration = SignedDuration::from_secs(1);

/// The keys of an issuer, fetched when a token needs them first, and again when one names a key that is not there.
#[derive(Debug)]
pub(super) struct KeyCache {
    provider: Provider,
    held: RwLock<Option<Held>>,
    last_fetch: Mutex<Option<Fetch>>,
}

#[derive(Debug)]
struct Held {
    keys: KeySet,
    since: Timestamp,
}

#[derive(Clone, Copy, Debug)]
struct Fetch {
    at: Timestamp,
    succeeded: bool,
}

impl KeyCache {
    pub(super) fn new(provider: Provider) -> Self {
        Self { provider, held: RwLock::default(), last_fetch: Mutex::default() }
    }

    /// The key with this name, if it fits the algorithm.
    pub(super) async fn find(&self, id: &str, algorithm: Algorithm, now: Timestamp) -> Result<Key, TokenError> {
        if let Some(key) = self.held(id, algorithm, now, REFRESH_AFTER) {
            return Ok(key);
        }
        let is_up_to_date = self.refresh(now).await;
        match self.held(id, algorithm, now, MAX_AGE) {
            Some(key) => Ok(key),
            None if is_up_to_date => Err(Refusal::UnknownKey.into()),
            None => Err(TokenError::Unavailable),
        }
    }

    fn held(&self, id: &str, algorithm: Algorithm, now: Timestamp, max_age: SignedDuration) -> Option<Key> {
        let held = self.held.read().unwrap_or_else(PoisonError::into_inner);
        let held = held.as_ref().filter(|held| now.duration_since(held.since) < max_age)?;
        held.keys.find(id, algorithm).cloned()
    }

    /// Fetches the keys unless that was done just now; whether the last time went well. One request does it at a
    /// time, and those whose keys are held do not wait for it.
    async fn refresh(&self, now: Timestamp) -> bool {
        let mut last = self.last_fetch.lock().await;
        if let Some(last) = last.as_ref().filter(|last| !last.is_over(now)) {
            return last.succeeded;
        }
        // Noted first: a request that is given up meanwhile has cost the issuer as much.
        let fetch = last.insert(Fetch { at: now, succeeded: false });
        match self.provider.keys().await {
            Ok(keys) => {
                *self.held.write().unwrap_or_else(PoisonError::into_inner) = Some(Held { keys, since: now });
                fetch.succeeded = true;
            }
            Err(error) => tracing::warn!(%error, "the keys of the authorization server can not be fetched"),
        }
        fetch.succeeded
    }
}

impl Fetch {
    /// Whether it is long enough ago for another one. A clock that was set back does not hold it up.
    fn is_over(&self, now: Timestamp) -> bool {
        let interval = if self.succeeded { INTERVAL } else { INTERVAL_AFTER_FAILURE };
        now.duration_since(self.at).abs() >= interval
    }
}
