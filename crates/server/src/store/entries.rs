use jiff::Timestamp;
use ollm_api::{TeamId, TopUpId, Transaction, TransactionId, TransactionKind};

use super::{Connection, Moment, bulk, sequence};
use crate::amount::money;

/// A line of the ledger before it has its number. Amounts are micro-dollars.
pub(crate) struct NewEntry {
    pub(crate) id: TransactionId,
    pub(crate) team: TeamId,
    pub(crate) kind: TransactionKind,
    pub(crate) amount: i64,
    pub(crate) balance_after: i64,
    pub(crate) description: String,
    pub(crate) top_up: Option<TopUpId>,
    pub(crate) at: Timestamp,
}

#[derive(sqlx::FromRow)]
struct Row {
    seq: i64,
    id: String,
    team_id: String,
    kind: String,
    amount: i64,
    balance_after: i64,
    description: String,
    top_up_id: Option<String>,
    created_by: Option<String>,
    created_at: Moment,
}

/// Which entries are listed; by default all.
#[derive(Debug, Default)]
pub(crate) struct Found {
    pub(crate) kind: Option<TransactionKind>,
    /// Inclusive.
    pub(crate) from: Option<Timestamp>,
    /// Exclusive.
    pub(crate) to: Option<Timestamp>,
}

impl From<Row> for (i64, Transaction) {
    fn from(row: Row) -> Self {
        let transaction = Transaction {
            id: TransactionId::new(row.id),
            team_id: TeamId::new(row.team_id),
            kind: TransactionKind::from(row.kind.as_str()),
            amount: money(row.amount),
            balance_after: money(row.balance_after),
            description: row.description,
            top_up_id: row.top_up_id.map(TopUpId::new),
            created_by: row.created_by,
            created_at: row.created_at.into(),
        };
        (row.seq, transaction)
    }
}

/// An entry and who made it: whoever asked for its top-up. Nobody does usage and adjustments.
const LIST: &str = "SELECT e.seq, e.id, e.team_id, e.kind, e.amount, e.balance_after, e.description, e.top_up_id, \
                           t.created_by, e.created_at \
                    FROM entries e LEFT JOIN top_ups t ON t.id = e.top_up_id \
                    WHERE e.team_id = $1 AND e.seq < $2 AND e.created_at >= $3 AND e.created_at < $4 \
                    ORDER BY e.seq DESC LIMIT $5";
const LIST_OF_KIND: &str = "SELECT e.seq, e.id, e.team_id, e.kind, e.amount, e.balance_after, e.description, \
                                   e.top_up_id, t.created_by, e.created_at \
                            FROM entries e LEFT JOIN top_ups t ON t.id = e.top_up_id \
                            WHERE e.team_id = $1 AND e.kind = $6 AND e.seq < $2 AND e.created_at >= $3 \
                                  AND e.created_at < $4 \
                            ORDER BY e.seq DESC LIMIT $5";

/// What of a team's ledger is asked for with its order numbers, newest first, from before number `before`.
pub(crate) async fn list(
    connection: &mut Connection,
    team: &TeamId,
    found: &Found,
    before: i64,
    limit: i64,
) -> sqlx::Result<Vec<(i64, Transaction)>> {
    let from = found.from.map_or(Moment(i64::MIN), Moment::from);
    let to = found.to.map_or(Moment(i64::MAX), Moment::from);
    let query = sqlx::query_as(if found.kind.is_some() { LIST_OF_KIND } else { LIST });
    let query = query.bind(team.as_str()).bind(before).bind(from).bind(to).bind(limit);
    let query = match &found.kind {
        Some(kind) => query.bind(kind.as_str()),
        None => query,
    };
    let rows: Vec<Row> = query.fetch_all(connection).await?;
    Ok(rows.into_iter().map(<(i64, Transaction)>::from).collect())
}

/// The balance of a team in micro-dollars: what the last entry left.
pub(crate) async fn balance(connection: &mut Connection, team: &TeamId) -> sqlx::Result<i64> {
    let sql = "SELECT balance_after FROM entries WHERE team_id = $1 ORDER BY seq DESC LIMIT 1";
    let balance = sqlx::query_scalar(sql).bind(team.as_str()).fetch_optional(connection).await?;
    Ok(balance.unwrap_or(0))
}

/// Appends to the ledger and returns the entry's number.
pub(crate) async fn insert(connection: &mut Connection, entry: NewEntry) -> sqlx::Result<i64> {
    let seq = sequence::next(connection).await?;
    bulk::entries(connection, &[(seq, entry)]).await?;
    Ok(seq)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::store::query_plan::walks;

    /// What lies outside the times is passed over in the index, without a look at the ledger.
    #[tokio::test]
    async fn a_ledger_is_walked_along_its_index() {
        walks(LIST, &["SEARCH e USING INDEX entries_of_team (team_id=? AND seq<?)"]).await;
        walks(LIST_OF_KIND, &["SEARCH e USING INDEX entries_of_team_by_kind (team_id=? AND kind=? AND seq<?)"]).await;
    }
}
