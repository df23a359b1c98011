use jiff::Timestamp;
use ollm_api::Role;

/// A time as it is stored: microseconds since 1970 UTC.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, sqlx::Type)]
#[sqlx(transparent)]
pub(crate) struct Moment(pub(crate) i64);

impl From<Timestamp> for Moment {
    fn from(time: Timestamp) -> Self {
        Self(time.as_microsecond())
    }
}

impl From<Moment> for Timestamp {
    fn from(moment: Moment) -> Self {
        // Only a hand-edited database holds a time that is out of range.
        Self::from_microsecond(moment.0).unwrap_or(Self::MAX)
    }
}

/// A role as it is stored.
#[derive(Clone, Debug, sqlx::Type)]
#[sqlx(transparent)]
pub(crate) struct StoredRole(String);

impl From<StoredRole> for Role {
    fn from(role: StoredRole) -> Self {
        Self::from(role.0.as_str())
    }
}
