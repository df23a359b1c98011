use std::collections::HashSet;
use std::sync::atomic::{AtomicI64, Ordering};
use std::sync::{Arc, Mutex};
use std::time::Duration;

use jiff::{SignedDuration, Timestamp};
use uuid::Uuid;

use crate::Payments;
use crate::clock::{self, Clock, SystemClock};
use crate::error::Result;
use crate::oidc::ResourceServer;
use crate::operations::expiry;
use crate::run_tokens::RunTokens;
use crate::store::Store;

/// How often what was kept long enough is looked for.
const PRUNE_INTERVAL: SignedDuration = SignedDuration::from_hours(1);

/// The path of what this server says of itself to who wants an access token.
pub(crate) const PROTECTED_RESOURCE: &str = "/.well-known/oauth-protected-resource";

/// What the handlers of one server share. There is nothing global: several servers run in one process.
pub(crate) type App = Arc<AppState>;

pub(crate) struct AppState {
    pub(crate) store: Store,
    pub(crate) clock: Arc<dyn Clock>,
    pub(crate) payments: Payments,
    /// Where browsers find this server, without a slash at the end.
    pub(crate) base_url: String,
    pub(crate) limits: Limits,
    pub(crate) running_keys: RunningKeys,
    pub(crate) run_tokens: RunTokens,
    /// Where the access tokens of an authorization server count.
    pub(crate) resource_server: Option<ResourceServer>,
    pub(crate) last_prune: AtomicI64,
}

/// How long a request may take.
#[derive(Clone, Copy, Debug)]
pub struct Limits {
    /// Until its head has arrived. An idle connection is kept as long, so this is longer than clients keep theirs: the
    /// outcome of a write that meets a closing connection is unknown.
    pub head: Duration,
    /// From then on, until its body has arrived.
    pub body: Duration,
    /// From the end of the head until it is answered.
    pub total: Duration,
}

impl Default for Limits {
    fn default() -> Self {
        Self { head: Duration::from_secs(75), body: Duration::from_secs(10), total: Duration::from_secs(30) }
    }
}

/// The idempotency keys, each with its caller, whose first requests are running in this process.
pub(crate) type RunningKeys = Arc<Mutex<HashSet<(String, Uuid)>>>;

impl AppState {
    /// What a server has where it was told nothing else.
    pub(crate) fn new(store: Store, base_url: String) -> Self {
        Self {
            store,
            clock: Arc::new(SystemClock),
            payments: Payments::default(),
            base_url,
            limits: Limits::default(),
            running_keys: Arc::default(),
            run_tokens: RunTokens::default(),
            resource_server: None,
            last_prune: AtomicI64::default(),
        }
    }

    pub(crate) fn now(&self) -> Timestamp {
        clock::now(self.clock.as_ref())
    }

    /// Where it stands how to get an access token for this server, where one counts (RFC 9728, section 3).
    pub(crate) fn resource_metadata_url(&self) -> Option<String> {
        self.resource_server.as_ref().map(|_| format!("{}{PROTECTED_RESOURCE}", self.base_url))
    }

    /// Writes down what the passing of time has ended, and forgets what is old, once an hour.
    pub(crate) async fn keep_time(&self) -> Result<()> {
        let now = self.now();
        expiry::sweep(&self.store, now).await?;
        let last = self.last_prune.load(Ordering::Relaxed);
        let due = now.as_second().saturating_sub(last) >= PRUNE_INTERVAL.as_secs();
        // Of several requests at once, the one that moves the mark does the work.
        if due && self.last_prune.compare_exchange(last, now.as_second(), Ordering::Relaxed, Ordering::Relaxed).is_ok()
        {
            expiry::prune(&self.store, now).await?;
        }
        Ok(())
    }
}
