//! When an attempt is asked after. Nothing here waits or asks; it decides.

use std::time::Duration;

use backon::{BackoffBuilder, ExponentialBackoff, ExponentialBuilder};
use jiff::{SignedDuration, Timestamp};

const FIRST: Duration = Duration::from_secs(1);
/// Jitter makes it up to twice as long.
const LONGEST: Duration = Duration::from_secs(30);
/// The contract has servers keep a key for 24 h at least; one hour is for clocks that differ and requests that linger.
const REPLAYED_UNTIL: SignedDuration = SignedDuration::from_hours(23);
/// After this, a request that is not in the list will not come to be there.
const ARRIVED_UNTIL: SignedDuration = SignedDuration::from_hours(24);
/// How far a clock may have been set back before a key's age counts as not known.
const SKEW: SignedDuration = SignedDuration::from_mins(5);

/// The waits between two questions.
pub(super) fn waits() -> ExponentialBackoff {
    let endless = ExponentialBuilder::default().without_max_times().with_jitter();
    endless.with_min_delay(FIRST).with_max_delay(LONGEST).build()
}

/// Whether the server still knows the key, so that the same request again is no other payment.
pub(super) fn may_replay(prepared_at: Timestamp, now: Timestamp) -> bool {
    let age = now.duration_since(prepared_at);
    age >= -SKEW && age < REPLAYED_UNTIL
}

/// Whether what has not arrived by now never will.
pub(super) fn has_arrived(prepared_at: Timestamp, now: Timestamp) -> bool {
    now.duration_since(prepared_at) >= ARRIVED_UNTIL
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_key_is_sent_again_only_while_it_is_kept() {
        let prepared: Timestamp = "2026-01-01T00:00:00Z".parse().unwrap();
        let after = |minutes| prepared + SignedDuration::from_mins(minutes);
        for (minutes, replayed, arrived) in [
            (-60, false, false),
            (-1, true, false),
            (0, true, false),
            (23 * 60 - 1, true, false),
            (23 * 60, false, false),
            (24 * 60, false, true),
            (48 * 60, false, true),
        ] {
            assert_eq!(may_replay(prepared, after(minutes)), replayed, "{minutes}");
            assert_eq!(has_arrived(prepared, after(minutes)), arrived, "{minutes}");
        }
    }
}
