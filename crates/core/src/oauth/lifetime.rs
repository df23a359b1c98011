use std::time::{Duration, Instant};

use jiff::Timestamp;
use serde::{Deserialize, Serialize};

/// How long before its end a token is no longer sent: a request takes a while, and clocks differ.
const AHEAD: Duration = Duration::from_secs(60);

/// How long a token is valid, counted by this machine from when it came: whether the server's clock says the same does
/// not matter.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct Lifetime {
    received_at: Timestamp,
    seconds: u64,
    /// The clock that nobody sets, which ends with the process and stands still while the machine sleeps.
    #[serde(skip)]
    received: Option<Instant>,
}

impl Lifetime {
    pub(super) fn from_now(duration: Duration) -> Self {
        Self { received_at: Timestamp::now(), seconds: duration.as_secs(), received: Some(Instant::now()) }
    }

    /// Whether it is time for another token.
    pub(super) fn is_due(&self) -> bool {
        let ahead = AHEAD.min(self.duration() / 2);
        self.age(Timestamp::now(), Instant::now()).is_none_or(|age| age + ahead >= self.duration())
    }

    /// Whether it is over.
    pub(super) fn is_over(&self) -> bool {
        self.age(Timestamp::now(), Instant::now()).is_none_or(|age| age >= self.duration())
    }

    fn duration(&self) -> Duration {
        Duration::from_secs(self.seconds)
    }

    /// The longer of what two clocks say. The one on the wall may have been set back: then it says nothing, and after a
    /// restart nothing is known.
    fn age(&self, wall: Timestamp, clock: Instant) -> Option<Duration> {
        let by_wall = Duration::try_from(wall.duration_since(self.received_at)).ok();
        let by_clock = self.received.map(|received| clock.saturating_duration_since(received));
        by_wall.max(by_clock)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::SignedDuration;

    const MINUTE: Duration = Duration::from_secs(60);

    fn of_ten_minutes() -> (Lifetime, Timestamp, Instant) {
        let lifetime = Lifetime::from_now(10 * MINUTE);
        (lifetime.clone(), lifetime.received_at, lifetime.received.unwrap())
    }

    #[test]
    fn the_longer_of_both_clocks_counts() {
        let (lifetime, wall, clock) = of_ten_minutes();
        let age = |wall_minutes: i64, clock_minutes: u32| {
            lifetime.age(wall + SignedDuration::from_mins(wall_minutes), clock + clock_minutes * MINUTE)
        };
        assert_eq!(age(3, 3), Some(3 * MINUTE));
        assert_eq!(age(600, 3), Some(600 * MINUTE), "the machine slept, or its clock was set forward");
        assert_eq!(age(-600, 3), Some(3 * MINUTE), "its clock was set back");
    }

    #[test]
    fn after_a_restart_only_the_clock_on_the_wall_is_left() {
        let (lifetime, wall, clock) = of_ten_minutes();
        let restored: Lifetime = serde_json::from_str(&serde_json::to_string(&lifetime).unwrap()).unwrap();
        let age = |minutes: i64| restored.age(wall + SignedDuration::from_mins(minutes), clock);
        assert_eq!(age(3), Some(3 * MINUTE));
        assert_eq!(age(-1), None, "set back: nothing is known");
    }

    #[test]
    fn a_token_is_due_a_minute_ahead_and_a_short_one_at_half_time() {
        let aged = |seconds: u64, age: u64| Lifetime {
            received_at: Timestamp::now() - SignedDuration::from_secs(age.cast_signed()),
            seconds,
            received: None,
        };
        assert!(!aged(600, 530).is_due() && aged(600, 541).is_due());
        assert!(!aged(600, 541).is_over() && aged(600, 601).is_over());
        assert!(!aged(60, 25).is_due() && aged(60, 31).is_due(), "or every request would fetch a new one");
        let tomorrow =
            Lifetime { received_at: Timestamp::now() + SignedDuration::from_hours(24), seconds: 600, received: None };
        assert!(tomorrow.is_due() && tomorrow.is_over());
    }
}
