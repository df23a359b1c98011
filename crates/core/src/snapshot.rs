use jiff::Timestamp;
use serde::Serialize;

/// Where a piece of server data comes from.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
#[serde(rename_all = "snake_case")]
pub enum Source {
    /// The server said it just now.
    Live,
    /// The server said it at `fetched_at` and can not be asked now.
    Cached,
    /// The server said it at `fetched_at` and is being asked again.
    Pending,
}

/// Server data that knows how old it is.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct Snapshot<T> {
    /// What the server said.
    pub data: T,
    /// When it said so.
    #[cfg_attr(test, ts(type = "string"))]
    pub fetched_at: Timestamp,
    /// Whether that is now.
    pub source: Source,
}

impl<T> Snapshot<T> {
    /// What the server said just now.
    pub fn live(data: T) -> Self {
        Self { data, fetched_at: Timestamp::now(), source: Source::Live }
    }

    /// What the server said at `fetched_at`, and can not be asked for now.
    pub fn cached(data: T, fetched_at: Timestamp) -> Self {
        Self { data, fetched_at, source: Source::Cached }
    }
}
