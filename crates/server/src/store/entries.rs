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
    created_at: Moment,
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
            created_at: row.created_at.into(),
        };
        (row.seq, transaction)
    }
}

/// The ledger of a team with its order numbers, newest first, from before number `before`; of one kind or of all.
pub(crate) async fn list(
    connection: &mut Connection,
    team: &TeamId,
    kind: Option<&TransactionKind>,
    before: i64,
    limit: i64,
) -> sqlx::Result<Vec<(i64, Transaction)>> {
    let sql = "SELECT seq, id, team_id, kind, amount, balance_after, description, top_up_id, created_at FROM entries \
               WHERE team_id = $1 AND ($2 IS NULL OR kind = $2) AND seq < $3 ORDER BY seq DESC LIMIT $4";
    let query = sqlx::query_as(sql).bind(team.as_str()).bind(kind.map(TransactionKind::as_str));
    let rows: Vec<Row> = query.bind(before).bind(limit).fetch_all(connection).await?;
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
