//! When the server is asked. Nothing here waits or asks; it decides.

use std::time::Duration;

use backon::{BackoffBuilder, ExponentialBuilder};
use jiff::SignedDuration;

/// While somebody may be looking.
const VISIBLE: Duration = Duration::from_secs(30);
/// While nobody is.
const HIDDEN: Duration = Duration::from_secs(5 * 60);
/// Jitter makes it up to twice as long: a server that answers again is noticed within 5 s, also where a probe takes one.
const LONGEST_PROBE: Duration = Duration::from_millis(1500);
const LONGEST_PROBE_HIDDEN: Duration = Duration::from_secs(30);
const FIRST_PROBE: Duration = Duration::from_millis(400);
const FIRST_FAILURE: Duration = Duration::from_secs(2);
const LONGEST_FAILURE: Duration = Duration::from_secs(60);
/// More than this between two clocks is not the machine's load.
const SLEEP: Duration = Duration::from_secs(10);

/// How long what the server said last counts as news.
pub(super) fn poll(is_visible: bool) -> Duration {
    if is_visible { VISIBLE } else { HIDDEN }
}

/// The waits between probes of a server that can not be reached. They vary: the windows of a building that loses its
/// network at once do not come back at once.
pub(super) fn probes(is_visible: bool) -> impl Iterator<Item = Duration> {
    waits(FIRST_PROBE, if is_visible { LONGEST_PROBE } else { LONGEST_PROBE_HIDDEN })
}

/// The waits before a server that answers with errors is asked again.
pub(super) fn failures() -> impl Iterator<Item = Duration> {
    waits(FIRST_FAILURE, LONGEST_FAILURE)
}

fn waits(first: Duration, longest: Duration) -> impl Iterator<Item = Duration> {
    let endless = ExponentialBuilder::default().without_max_times().with_jitter();
    endless.with_min_delay(first).with_max_delay(longest).build()
}

/// Whether the computer slept while something waited: more time went by on the clock on the wall than was waited for.
pub(super) fn has_slept(waited: Duration, on_the_wall: SignedDuration) -> bool {
    Duration::try_from(on_the_wall).is_ok_and(|passed| passed > waited + SLEEP)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_server_that_is_back_is_noticed_within_five_seconds() {
        let waits: Vec<_> = probes(true).take(10_000).collect();
        assert_eq!(waits.len(), 10_000);
        assert!(waits.iter().all(|wait| (FIRST_PROBE..=Duration::from_secs(3)).contains(wait)));
    }

    #[test]
    fn who_is_hidden_or_failed_is_asked_less() {
        assert!(poll(false) > poll(true));
        let tenth = |mut waits: Box<dyn Iterator<Item = Duration>>| waits.nth(9).unwrap();
        assert!(tenth(Box::new(probes(false))) > tenth(Box::new(probes(true))));
        assert!(tenth(Box::new(failures())) >= LONGEST_FAILURE);
    }

    #[test]
    fn only_the_clock_on_the_wall_knows_of_sleep() {
        let waited = Duration::from_secs(2);
        for (passed, slept) in [(0, false), (2, false), (11, false), (13, true), (3600, true), (-3600, false)] {
            assert_eq!(has_slept(waited, SignedDuration::from_secs(passed)), slept, "{passed}");
        }
    }
}
