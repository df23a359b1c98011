use std::collections::HashMap;

use jiff::Timestamp;
use ollm_api::{Role, Team, TeamId, TeamName, UserId};
use sqlx::{QueryBuilder, Sqlite};

use super::any_of::push_any_of;
use super::{Connection, Moment, StoredRole, bulk};
use crate::amount::money;

/// A team as it starts. The threshold is micro-dollars.
pub(crate) struct NewTeam {
    pub(crate) id: TeamId,
    pub(crate) name: TeamName,
    pub(crate) low_balance_threshold: Option<i64>,
    pub(crate) version: i64,
    pub(crate) created_at: Timestamp,
    pub(crate) updated_at: Timestamp,
}

#[derive(sqlx::FromRow)]
struct Row {
    id: String,
    name: String,
    role: StoredRole,
    balance: i64,
    low_balance_threshold: Option<i64>,
    member_count: i64,
    pending_invitation_count: i64,
    created_at: Moment,
    updated_at: Moment,
    version: i64,
}

impl From<Row> for Team {
    fn from(row: Row) -> Self {
        Self {
            id: TeamId::new(row.id),
            name: row.name,
            role: Role::from(row.role),
            balance: Some(money(row.balance)),
            low_balance_threshold: row.low_balance_threshold.map(money),
            member_count: unsigned(row.member_count),
            pending_invitation_count: unsigned(row.pending_invitation_count),
            created_at: row.created_at.into(),
            updated_at: row.updated_at.into(),
            version: unsigned(row.version),
        }
    }
}

fn unsigned(stored: i64) -> u32 {
    u32::try_from(stored).unwrap_or(u32::MAX)
}

/// The teams of a user, who is bound next. The last entry's balance is the sum of the ledger: see `operations::ledger`.
macro_rules! teams {
    () => {
        "SELECT t.id, t.name, m.role, t.low_balance_threshold, t.created_at, t.updated_at, t.version, \
         COALESCE((SELECT e.balance_after FROM entries e WHERE e.team_id = t.id ORDER BY e.seq DESC LIMIT 1), 0) \
           AS balance, \
         (SELECT COUNT(*) FROM members c WHERE c.team_id = t.id) AS member_count, \
         (SELECT COUNT(*) FROM invitations i WHERE i.team_id = t.id AND i.status = 'pending') \
           AS pending_invitation_count \
         FROM members m JOIN teams t ON t.id = m.team_id WHERE m.user_id = "
    };
}

/// The teams of user `$1`.
macro_rules! teams_of {
    ($rest:literal) => {
        concat!(teams!(), "$1 ", $rest)
    };
}

const LIST: &str =
    teams_of!("AND (m.team_created_at, m.team_id) > ($2, $3) ORDER BY m.team_created_at, m.team_id LIMIT $4");

/// The teams that somebody is in, after `after` in the order of creation.
pub(crate) async fn list(
    connection: &mut Connection,
    user: &UserId,
    after: &(i64, String),
    limit: i64,
) -> sqlx::Result<Vec<Team>> {
    let query = sqlx::query_as(LIST).bind(user.as_str()).bind(after.0).bind(&after.1).bind(limit);
    let rows: Vec<Row> = query.fetch_all(connection).await?;
    Ok(rows.into_iter().map(Team::from).collect())
}

/// How many teams somebody is in.
pub(crate) async fn count(connection: &mut Connection, user: &UserId) -> sqlx::Result<u32> {
    let sql = "SELECT COUNT(*) FROM members WHERE user_id = $1";
    Ok(unsigned(sqlx::query_scalar(sql).bind(user.as_str()).fetch_one(connection).await?))
}

/// A team as somebody in it sees it; `None` for everybody else.
pub(crate) async fn get(connection: &mut Connection, user: &UserId, team: &TeamId) -> sqlx::Result<Option<Team>> {
    let sql = teams_of!("AND m.team_id = $2");
    let row: Option<Row> =
        sqlx::query_as(sql).bind(user.as_str()).bind(team.as_str()).fetch_optional(connection).await?;
    Ok(row.map(Team::from))
}

/// Those of some teams that a user is in, as they see them.
pub(crate) async fn get_all(
    connection: &mut Connection,
    user: &UserId,
    teams: &[&str],
) -> sqlx::Result<HashMap<TeamId, Team>> {
    if teams.is_empty() {
        return Ok(HashMap::new());
    }
    let mut query = QueryBuilder::<Sqlite>::new(teams!());
    query.push_bind(user.as_str()).push(" AND m.team_id");
    push_any_of(&mut query, teams);
    let rows: Vec<Row> = query.build_query_as().fetch_all(connection).await?;
    Ok(rows.into_iter().map(Team::from).map(|team| (team.id.clone(), team)).collect())
}

/// Whether the identifier was ever given, to a deleted team too.
pub(crate) async fn exists(connection: &mut Connection, team: &TeamId) -> sqlx::Result<bool> {
    let sql = "SELECT COUNT(*) FROM teams WHERE id = $1";
    let count: i64 = sqlx::query_scalar(sql).bind(team.as_str()).fetch_one(connection).await?;
    Ok(count > 0)
}

/// Whether there is such a team and it is not deleted.
pub(crate) async fn is_alive(connection: &mut Connection, team: &TeamId) -> sqlx::Result<bool> {
    let sql = "SELECT COUNT(*) FROM teams WHERE id = $1 AND deleted_at IS NULL";
    let count: i64 = sqlx::query_scalar(sql).bind(team.as_str()).fetch_one(connection).await?;
    Ok(count > 0)
}

/// The name of a team, deleted or not.
pub(crate) async fn name(connection: &mut Connection, team: &TeamId) -> sqlx::Result<Option<String>> {
    sqlx::query_scalar("SELECT name FROM teams WHERE id = $1").bind(team.as_str()).fetch_optional(connection).await
}

/// Whether there never was a team.
pub(crate) async fn is_empty(connection: &mut Connection) -> sqlx::Result<bool> {
    let count: i64 = sqlx::query_scalar("SELECT COUNT(*) FROM teams").fetch_one(connection).await?;
    Ok(count == 0)
}

pub(crate) async fn insert(connection: &mut Connection, team: &NewTeam) -> sqlx::Result<()> {
    bulk::teams(connection, std::slice::from_ref(team)).await
}

pub(crate) async fn rename(connection: &mut Connection, team: &TeamId, name: &TeamName) -> sqlx::Result<()> {
    let sql = "UPDATE teams SET name = $2 WHERE id = $1";
    sqlx::query(sql).bind(team.as_str()).bind(name.as_str()).execute(connection).await?;
    Ok(())
}

/// Sets the threshold, in micro-dollars, or removes it.
pub(crate) async fn set_threshold(
    connection: &mut Connection,
    team: &TeamId,
    threshold: Option<i64>,
) -> sqlx::Result<()> {
    let sql = "UPDATE teams SET low_balance_threshold = $2 WHERE id = $1";
    sqlx::query(sql).bind(team.as_str()).bind(threshold).execute(connection).await?;
    Ok(())
}

/// Makes a new version of the team.
pub(crate) async fn bump(connection: &mut Connection, team: &TeamId, now: Timestamp) -> sqlx::Result<()> {
    let sql = "UPDATE teams SET version = version + 1, updated_at = $2 WHERE id = $1";
    sqlx::query(sql).bind(team.as_str()).bind(Moment::from(now)).execute(connection).await?;
    Ok(())
}

/// Marks the team as deleted and takes everybody and every API key out of it.
pub(crate) async fn delete(connection: &mut Connection, team: &TeamId, now: Timestamp) -> sqlx::Result<()> {
    let sql = "UPDATE teams SET deleted_at = $2 WHERE id = $1";
    sqlx::query(sql).bind(team.as_str()).bind(Moment::from(now)).execute(&mut *connection).await?;
    sqlx::query("DELETE FROM api_keys WHERE team_id = $1").bind(team.as_str()).execute(&mut *connection).await?;
    sqlx::query("DELETE FROM members WHERE team_id = $1").bind(team.as_str()).execute(connection).await?;
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::store::query_plan::walks;

    #[tokio::test]
    async fn a_page_of_teams_sorts_nothing() {
        let indexes = [
            "m USING INDEX members_of_user_by_creation",
            "e USING INDEX entries_of_team",
            "c USING COVERING INDEX",
            "i USING COVERING INDEX",
        ];
        walks(LIST, &indexes).await;
    }
}
