use std::time::Duration;

/// How patient a [`Client`](super::Client) is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ClientOptions {
    /// How long reaching the server may take.
    pub connect_timeout: Duration,
    /// How long one try of a read may take, its body included.
    pub try_timeout: Duration,
    /// How long a call may take, whatever happens: every try of a read and the waits between them, or one write.
    pub total_timeout: Duration,
    /// How often a read is tried.
    pub max_tries: usize,
    /// The wait before the second try of a read; it doubles before each further one, and jitter adds up to as much again.
    pub first_wait: Duration,
    /// The longest `Retry-After` that a read waits for by itself. A longer one is told to the caller.
    pub max_retry_after: Duration,
}

impl Default for ClientOptions {
    fn default() -> Self {
        Self {
            connect_timeout: Duration::from_secs(5),
            try_timeout: Duration::from_secs(10),
            total_timeout: Duration::from_secs(20),
            max_tries: 3,
            first_wait: Duration::from_millis(250),
            max_retry_after: Duration::from_secs(5),
        }
    }
}
