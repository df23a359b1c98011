use jiff::{Timestamp, Unit};

/// Where the server has the time from. Tests bring one that they can move.
pub trait Clock: Send + Sync + 'static {
    /// The time now.
    fn now(&self) -> Timestamp;
}

/// The clock of the machine.
#[derive(Clone, Copy, Debug, Default)]
pub struct SystemClock;

impl Clock for SystemClock {
    fn now(&self) -> Timestamp {
        Timestamp::now()
    }
}

/// The time now, as exact as it is stored: an answer that was made from memory then equals one that was read back.
pub(crate) fn now(clock: &dyn Clock) -> Timestamp {
    let now = clock.now();
    now.round(Unit::Microsecond).unwrap_or(now)
}
