use std::time::{Duration, Instant};

use backon::{ExponentialBuilder, Retryable};
use tracing::debug;

use super::{ClientError, ClientOptions};

/// Tries a read until it works, fails for good or runs out of tries or time. `attempt` gets the time that it may take.
pub(super) async fn retrying<T, F, Fut>(options: &ClientOptions, attempt: F) -> Result<T, ClientError>
where
    F: Fn(Duration) -> Fut,
    Fut: Future<Output = Result<T, ClientError>>,
{
    let deadline = Instant::now() + options.total_timeout;
    let left = || deadline.saturating_duration_since(Instant::now());
    let backoff = ExponentialBuilder::default()
        .with_min_delay(options.first_wait)
        .with_jitter()
        .with_max_times(options.max_tries.saturating_sub(1));
    (|| attempt(left().min(options.try_timeout)))
        .retry(backoff)
        .when(ClientError::is_retryable)
        .adjust(|error, wait| wait_before_next(error, wait?, left(), options.max_retry_after))
        .notify(|error, wait| debug!(%error, ?wait, "trying again"))
        .await
}

/// How long to wait, or `None` to give up: the server's own word counts where it is short enough to wait for.
fn wait_before_next(error: &ClientError, wait: Duration, left: Duration, max: Duration) -> Option<Duration> {
    let asked = match error {
        ClientError::Api(error) => error.retry_after.unwrap_or_default(),
        _ => Duration::ZERO,
    };
    let wait = wait.max(asked);
    (asked <= max && wait < left).then_some(wait)
}
