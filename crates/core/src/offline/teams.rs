use ollm_api::{Role, Team, TeamId};
use rust_decimal::Decimal;
use rust_decimal::prelude::ToPrimitive;
use serde_json::json;

use super::checksum::{check, checksum};
use super::fault::Fault;
use super::fold::fold;
use super::lost;
use super::store::Connection;
use super::words::indexed;
use crate::TeamView;

/// Decimals that the contract gives amounts of money.
const MONEY_SCALE: u32 = 6;

/// A team's row: the record, and what is read with it.
#[derive(sqlx::FromRow, serde::Deserialize)]
pub(super) struct Row {
    pub(super) n: i64,
    pub(super) id: String,
    record: String,
    checksum: i64,
}

impl Row {
    pub(super) fn into_team(self) -> Result<Team, Fault> {
        check("a team", &[&self.record], self.checksum)?;
        let team: Team = serde_json::from_str(&self.record)?;
        if team.id.as_str() == self.id { Ok(team) } else { Err(Fault::damaged("a team has another team's ID")) }
    }
}

/// What the list is sorted, filtered and summed by.
#[derive(Debug, PartialEq, Eq, sqlx::FromRow)]
pub(super) struct Derived {
    version: i64,
    sort_name: String,
    currency: Option<String>,
    balance: Option<i64>,
    role: String,
    role_rank: i64,
    is_low: bool,
    pending_count: i64,
    changed_at: i64,
    pub(super) text: String,
}

impl Derived {
    pub(super) fn of(team: &Team) -> Self {
        let balance = team.balance.as_ref().and_then(|balance| millionths(balance.amount));
        Self {
            version: team.version.into(),
            sort_name: fold(&team.name),
            currency: balance.and(team.balance.as_ref()).map(|balance| balance.currency.as_str().to_owned()),
            balance,
            role: team.role.as_str().to_owned(),
            role_rank: rank(&team.role),
            is_low: TeamView::from(team.clone()).is_low,
            pending_count: team.pending_invitation_count.into(),
            changed_at: i64::try_from(team.updated_at.as_nanosecond()).unwrap_or(i64::MAX),
            text: indexed(&[&team.name, team.id.as_str()]),
        }
    }
}

/// An amount as an integer, exactly; `None` where it has more decimals or digits than the contract allows.
fn millionths(amount: Decimal) -> Option<i64> {
    let millionths = amount.checked_mul(Decimal::from(10u32.pow(MONEY_SCALE)))?;
    if millionths.is_integer() { millionths.to_i64() } else { None }
}

fn rank(role: &Role) -> i64 {
    match role {
        Role::Owner => 0,
        Role::Admin => 1,
        Role::Member => 2,
        Role::Viewer => 3,
        Role::Other(_) => 4,
    }
}

/// Which of two versions of a team is kept.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Keep {
    /// The one that is written.
    Written,
    /// The newer one.
    Newer,
}

/// Writes teams, and what is derived of them. Rows that are the same stay untouched.
pub(super) async fn upsert(connection: &mut Connection, teams: &[&Team], keep: Keep) -> Result<(), Fault> {
    let mut rows = Vec::with_capacity(teams.len());
    for team in teams {
        let record = serde_json::to_string(team)?;
        let checksum = checksum(&[&record]);
        let d = Derived::of(team);
        rows.push(json!([
            team.id,
            record,
            checksum,
            d.version,
            d.sort_name,
            d.currency,
            d.balance,
            d.role,
            d.role_rank,
            u8::from(d.is_low),
            d.pending_count,
            d.changed_at,
            d.text,
        ]));
    }
    let rows = serde_json::to_string(&rows)?;
    let sql = "INSERT INTO teams (id, record, checksum, version, sort_name, currency, balance, role, role_rank, \
                                  is_low, pending_count, changed_at, text) \
               SELECT j.value ->> 0, j.value ->> 1, j.value ->> 2, j.value ->> 3, j.value ->> 4, j.value ->> 5, \
                      j.value ->> 6, j.value ->> 7, j.value ->> 8, j.value ->> 9, j.value ->> 10, j.value ->> 11, \
                      j.value ->> 12 FROM json_each($1) AS j WHERE TRUE \
               ON CONFLICT (id) DO UPDATE SET \
                      (record, checksum, version, sort_name, currency, balance, role, role_rank, is_low, \
                       pending_count, changed_at, text) = \
                      (excluded.record, excluded.checksum, excluded.version, excluded.sort_name, excluded.currency, \
                       excluded.balance, excluded.role, excluded.role_rank, excluded.is_low, \
                       excluded.pending_count, excluded.changed_at, excluded.text) \
               WHERE excluded.record <> teams.record AND (NOT $2 OR excluded.version >= teams.version)";
    sqlx::query(sql).bind(&rows).bind(keep == Keep::Newer).execute(&mut *connection).await?;
    let sql = "INSERT OR REPLACE INTO team_search (rowid, text) \
               SELECT t.n, t.text FROM json_each($1) AS j CROSS JOIN teams AS t ON t.id = j.value ->> 0 \
               LEFT JOIN team_search AS s ON s.rowid = t.n WHERE s.text IS NOT t.text";
    sqlx::query(sql).bind(&rows).execute(connection).await?;
    Ok(())
}

/// Removes all teams but these, with their people, and notes them as lost.
pub(super) async fn keep_only(connection: &mut Connection, teams: &[Team]) -> Result<(), Fault> {
    let ids: Vec<&str> = teams.iter().map(|team| team.id.as_str()).collect();
    let ids = serde_json::to_string(&ids)?;
    let sql = "SELECT n, id, record, checksum FROM teams WHERE id NOT IN (SELECT value FROM json_each($1)) ORDER BY n";
    let gone: Vec<Row> = sqlx::query_as(sql).bind(&ids).fetch_all(&mut *connection).await?;
    for row in gone {
        lost::note(connection, &row.into_team()?).await?;
    }
    sqlx::query("DELETE FROM teams WHERE id NOT IN (SELECT value FROM json_each($1))")
        .bind(&ids)
        .execute(connection)
        .await?;
    Ok(())
}

pub(super) async fn get(connection: &mut Connection, id: &TeamId) -> Result<Option<Team>, Fault> {
    let sql = "SELECT n, id, record, checksum FROM teams WHERE id = $1";
    let row: Option<Row> = sqlx::query_as(sql).bind(id.as_str()).fetch_optional(connection).await?;
    row.map(Row::into_team).transpose()
}

/// Teams whose balances fell below their thresholds and of which nobody was told.
pub(super) async fn with_low_balance_news(connection: &mut Connection) -> Result<Vec<Team>, Fault> {
    let sql = "SELECT n, id, record, checksum FROM teams WHERE low_balance_news = 1 ORDER BY sort_name, id";
    let rows: Vec<Row> = sqlx::query_as(sql).fetch_all(connection).await?;
    rows.into_iter().map(Row::into_team).collect()
}

/// Somebody was told.
pub(super) async fn forget_low_balance_news(connection: &mut Connection) -> Result<(), Fault> {
    sqlx::query("UPDATE teams SET low_balance_news = 0 WHERE low_balance_news = 1").execute(connection).await?;
    Ok(())
}

/// Removes a team with all that belongs to it.
pub(super) async fn remove(connection: &mut Connection, id: &TeamId) -> Result<(), Fault> {
    sqlx::query("DELETE FROM teams WHERE id = $1").bind(id.as_str()).execute(connection).await?;
    Ok(())
}

pub(super) async fn latest(connection: &mut Connection, limit: u32) -> Result<Vec<Team>, Fault> {
    let sql = "SELECT n, id, record, checksum FROM teams ORDER BY changed_at DESC, sort_name, id LIMIT $1";
    let rows: Vec<Row> = sqlx::query_as(sql).bind(limit).fetch_all(connection).await?;
    rows.into_iter().map(Row::into_team).collect()
}

/// Of some teams, those that are here.
pub(super) async fn known(
    connection: &mut Connection,
    ids: &[&TeamId],
) -> Result<std::collections::HashSet<TeamId>, Fault> {
    let sql = "SELECT json_group_array(id) FROM teams WHERE id IN (SELECT value FROM json_each($1))";
    let known: String = sqlx::query_scalar(sql).bind(serde_json::to_string(ids)?).fetch_one(connection).await?;
    Ok(serde_json::from_str(&known)?)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn an_amount_that_does_not_fit_is_not_rounded() {
        assert_eq!(millionths("0.0000001".parse().unwrap()), None);
        assert_eq!(millionths("12.5000000".parse().unwrap()), Some(12_500_000));
        assert_eq!(millionths(Decimal::MAX), None);
        assert_eq!(millionths("9223372036854.775808".parse().unwrap()), None);
    }

    proptest! {
        #[test]
        fn millionths_are_exact(amount: i64) {
            prop_assert_eq!(millionths(Decimal::new(amount, MONEY_SCALE)), Some(amount));
        }
    }
}
