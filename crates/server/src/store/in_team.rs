/// Where an item stands in a list across teams: by team, then by time, then by identifier.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct InTeam {
    pub(crate) team: String,
    /// Microseconds since 1970 UTC.
    pub(crate) time: i64,
    pub(crate) id: String,
}

impl InTeam {
    /// Before every item: no identifier is empty.
    pub(crate) const START: Self = Self { team: String::new(), time: i64::MIN, id: String::new() };
}
