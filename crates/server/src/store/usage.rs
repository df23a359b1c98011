use jiff::Timestamp;
use ollm_api::TeamId;

use super::{Connection, Moment};

/// What was used, once: the ledger's entry `entry_seq` is its cost, in micro-dollars.
pub(crate) struct UsageRecord {
    pub(crate) entry_seq: i64,
    pub(crate) team: TeamId,
    pub(crate) at: Timestamp,
    pub(crate) model: Option<String>,
    pub(crate) cost: i64,
    pub(crate) requests: i64,
    pub(crate) input_tokens: i64,
    pub(crate) output_tokens: i64,
}

/// What was used in the interval that starts at `start`.
#[derive(Clone, Debug, Default, sqlx::FromRow)]
pub(crate) struct UsageSum {
    pub(crate) start: i64,
    /// Of which model alone, where it was summed by model; none where none was named.
    pub(crate) model: Option<String>,
    pub(crate) cost: i64,
    pub(crate) requests: i64,
    pub(crate) input_tokens: i64,
    pub(crate) output_tokens: i64,
}

macro_rules! sums {
    ($model:literal, $group:literal) => {
        concat!(
            "SELECT (at / $4) * $4 AS start, ",
            $model,
            " AS model, CAST(SUM(cost) AS BIGINT) AS cost, CAST(SUM(requests) AS BIGINT) AS requests, \
             CAST(SUM(input_tokens) AS BIGINT) AS input_tokens, CAST(SUM(output_tokens) AS BIGINT) AS output_tokens \
             FROM usage_records WHERE team_id = $1 AND at >= $2 AND at < $3 ",
            $group
        )
    };
}

/// Sums of intervals of `width` microseconds from `from` (inclusive) to `to` (exclusive), those with usage alone.
pub(crate) async fn sums(
    connection: &mut Connection,
    team: &TeamId,
    from: Timestamp,
    to: Timestamp,
    width: i64,
) -> sqlx::Result<Vec<UsageSum>> {
    let query = sqlx::query_as(sums!("CAST(NULL AS TEXT)", "GROUP BY 1 ORDER BY 1"));
    let query = query.bind(team.as_str()).bind(Moment::from(from)).bind(Moment::from(to)).bind(width);
    query.fetch_all(connection).await
}

/// As [`sums`], of each model by itself.
pub(crate) async fn sums_by_model(
    connection: &mut Connection,
    team: &TeamId,
    from: Timestamp,
    to: Timestamp,
    width: i64,
) -> sqlx::Result<Vec<UsageSum>> {
    let query = sqlx::query_as(sums!("model", "GROUP BY 1, 2 ORDER BY 1, 2"));
    let query = query.bind(team.as_str()).bind(Moment::from(from)).bind(Moment::from(to)).bind(width);
    query.fetch_all(connection).await
}
