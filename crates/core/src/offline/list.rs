//! The list of teams: which, in which order, and the rows that are looked at.

use ollm_api::{Currency, Money, TeamId};
use rust_decimal::Decimal;
use sqlx::{QueryBuilder, Sqlite};

use super::fault::Fault;
use super::fold::fold;
use super::people_search::{self, FoundPeople};
use super::position;
use super::rows;
use super::search::{Index, Search};
use super::store::Connection;
use crate::{Balances, ListRequest, SortKey, TeamBalance, TeamList, TeamSort};

/// Rows that come along with a list.
const FIRST_ROWS: usize = 40;

pub(super) async fn list(connection: &mut Connection, request: &ListRequest) -> Result<Option<TeamList>, Fault> {
    if position::read(connection).await?.is_none() {
        return Ok(None);
    }
    let search = Search::new(&request.search);
    let found = find(connection, search.as_ref()).await?;
    let ids = ids(connection, request, search.as_ref(), &found, "").await?;
    let team_count = count(connection).await?;
    let first: Vec<TeamId> = ids.iter().take(FIRST_ROWS).cloned().collect();
    let first = rows::get(connection, &first, search.as_ref()).await?;
    let totals = totals(connection).await?;
    Ok(Some(TeamList { ids, first, team_count, totals, people: found.hits, more_people: found.more }))
}

pub(super) async fn starting_with(
    connection: &mut Connection,
    request: &ListRequest,
    prefix: &str,
) -> Result<Vec<TeamId>, Fault> {
    let search = Search::new(&request.search);
    let found = find(connection, search.as_ref()).await?;
    ids(connection, request, search.as_ref(), &found, &fold(prefix)).await
}

async fn count(connection: &mut Connection) -> Result<u32, Fault> {
    Ok(sqlx::query_scalar("SELECT count(*) FROM teams").fetch_one(connection).await?)
}

async fn find(connection: &mut Connection, search: Option<&Search>) -> Result<FoundPeople, Fault> {
    match search {
        Some(search) => people_search::find(connection, search).await,
        None => Ok(FoundPeople::default()),
    }
}

/// One row with all IDs: that is an order of magnitude faster than one row for each.
async fn ids(
    connection: &mut Connection,
    request: &ListRequest,
    search: Option<&Search>,
    found: &FoundPeople,
    prefix: &str,
) -> Result<Vec<TeamId>, Fault> {
    let mut query = QueryBuilder::<Sqlite>::new("SELECT json_group_array(id) FROM (SELECT id FROM teams WHERE TRUE");
    let filter = &request.filter;
    if let Some(role) = &filter.role {
        query.push(" AND role = ").push_bind(role.as_str());
    }
    if filter.low_balance {
        query.push(" AND is_low");
    }
    if filter.pending_invitations {
        query.push(" AND pending_count > 0");
    }
    if !prefix.is_empty() {
        query.push(" AND substr(sort_name, 1, length(").push_bind(prefix).push(")) = ").push_bind(prefix);
    }
    if let Some(search) = search
        && !is_in_all(connection, found).await?
    {
        query.push(" AND ((");
        if let Some(rows) = search.candidates(&mut *connection, Index::Teams).await? {
            query.push("n IN (SELECT value FROM json_each(").push_bind(rows).push(")) AND ");
        }
        search.push_comparison(&mut query, "text");
        query.push(") OR ");
        match people_search::all_rows(connection, search, found).await? {
            Some(people) => {
                query.push("n IN (SELECT m.team FROM json_each(").push_bind(people);
                query.push(") AS j CROSS JOIN members AS m ON m.person = j.value)");
            }
            None => {
                query.push(
                    "EXISTS (SELECT 1 FROM members AS m CROSS JOIN people AS p ON p.n = m.person \
                     WHERE m.team = teams.n AND ",
                );
                search.push_comparison(&mut query, "p.text");
                query.push(")");
            }
        }
        query.push(")");
    }
    query.push(" ORDER BY ").push(order(request.sort)).push(")");
    let ids: String = query.build_query_scalar().fetch_one(connection).await?;
    Ok(serde_json::from_str(&ids)?)
}

/// Whether somebody who was found is in every team, as the user is: then all are found.
async fn is_in_all(connection: &mut Connection, found: &FoundPeople) -> Result<bool, Fault> {
    let most = found.hits.iter().map(|hit| hit.team_count).max();
    Ok(most.is_some() && most == Some(count(connection).await?))
}

/// The other way round, ties and what has no place in the order stay where they are.
fn order(sort: TeamSort) -> &'static str {
    match (sort.key, sort.reversed) {
        (SortKey::Name, false) => "sort_name, id",
        (SortKey::Name, true) => "sort_name DESC, id",
        (SortKey::Balance, false) => "balance IS NULL, currency, balance, sort_name, id",
        (SortKey::Balance, true) => "balance IS NULL, currency, balance DESC, sort_name, id",
        (SortKey::Role, false) => "role_rank, sort_name, id",
        (SortKey::Role, true) => "role_rank DESC, sort_name, id",
        (SortKey::Changed, false) => "changed_at DESC, sort_name, id",
        (SortKey::Changed, true) => "changed_at, sort_name, id",
    }
}

pub(super) async fn balances(connection: &mut Connection) -> Result<Option<Balances>, Fault> {
    if position::read(connection).await?.is_none() {
        return Ok(None);
    }
    // Beside a minimum, SQLite gives the other columns of its row (SQLite, 'Bare columns in an aggregate query').
    let sql = "SELECT id FROM (SELECT id, currency, min(balance) FROM teams WHERE (balance IS NULL) = FALSE \
               GROUP BY currency) ORDER BY currency";
    let ids: Vec<String> = sqlx::query_scalar(sql).fetch_all(&mut *connection).await?;
    let ids: Vec<TeamId> = ids.into_iter().map(TeamId::new).collect();
    let teams = rows::get(connection, &ids, None).await?.into_iter().map(|row| row.view.team);
    let lowest = teams.filter_map(|team| Some(TeamBalance { team_name: team.name, balance: team.balance? })).collect();
    Ok(Some(Balances { totals: totals(connection).await?, lowest }))
}

/// Units and millionths are added by themselves, so that no sum of balances is too large.
async fn totals(connection: &mut Connection) -> Result<Vec<Money>, Fault> {
    let sql = "SELECT currency, sum(balance / 1000000), sum(balance % 1000000) FROM teams \
               WHERE (balance IS NULL) = FALSE GROUP BY currency ORDER BY currency";
    let sums: Vec<(String, i64, i64)> = sqlx::query_as(sql).fetch_all(connection).await?;
    let total = |(currency, units, millionths): (String, i64, i64)| {
        let amount = Decimal::from(units) + Decimal::new(millionths, 6);
        // Dollars have two decimals at least; that is how other amounts come from a server, too.
        Money { amount: Money::usd(amount).amount, currency: Currency::from(currency.as_str()) }
    };
    Ok(sums.into_iter().map(total).collect())
}
