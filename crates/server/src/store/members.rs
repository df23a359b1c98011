use std::collections::{HashMap, HashSet};

use jiff::Timestamp;
use ollm_api::{Member, Role, TeamId, TeamMember, UserId};
use sqlx::{QueryBuilder, Sqlite};

use super::any_of::push_any_of;
use super::{Connection, InTeam, Moment, StoredRole, bulk};

/// Somebody who comes into a team.
pub(crate) struct NewMember {
    pub(crate) team: TeamId,
    pub(crate) user: UserId,
    pub(crate) role: Role,
    pub(crate) joined_at: Timestamp,
}

#[derive(sqlx::FromRow)]
struct Row {
    user_id: String,
    email: String,
    name: Option<String>,
    role: StoredRole,
    joined_at: Moment,
}

impl From<Row> for Member {
    fn from(row: Row) -> Self {
        Self {
            user_id: UserId::new(row.user_id),
            email: row.email,
            name: row.name,
            role: Role::from(row.role),
            joined_at: row.joined_at.into(),
        }
    }
}

#[derive(sqlx::FromRow)]
struct InTeamRow {
    team_id: String,
    #[sqlx(flatten)]
    member: Row,
}

impl From<InTeamRow> for TeamMember {
    fn from(row: InTeamRow) -> Self {
        Self { team_id: TeamId::new(row.team_id), member: row.member.into() }
    }
}

/// The members of team `$1`.
macro_rules! members_of {
    ($rest:literal) => {
        concat!(
            "SELECT m.user_id, u.email, u.name, m.role, m.joined_at \
             FROM members m JOIN users u ON u.id = m.user_id WHERE m.team_id = $1 ",
            $rest
        )
    };
}

/// The members of a team, after `after` in the order in which they joined.
pub(crate) async fn list(
    connection: &mut Connection,
    team: &TeamId,
    after: &(i64, String),
    limit: i64,
) -> sqlx::Result<Vec<Member>> {
    let sql = members_of!("AND (m.joined_at, m.user_id) > ($2, $3) ORDER BY m.joined_at, m.user_id LIMIT $4");
    let query = sqlx::query_as(sql).bind(team.as_str()).bind(after.0).bind(&after.1).bind(limit);
    let rows: Vec<Row> = query.fetch_all(connection).await?;
    Ok(rows.into_iter().map(Member::from).collect())
}

/// The members of all teams of user `$1`.
macro_rules! members_across_teams_of {
    ($rest:literal) => {
        concat!(
            "SELECT m.team_id, m.user_id, u.email, u.name, m.role, m.joined_at FROM members own \
             JOIN members m ON m.team_id = own.team_id JOIN users u ON u.id = m.user_id WHERE own.user_id = $1 ",
            $rest
        )
    };
}

const REST_OF_TEAM: &str = members_across_teams_of!(
    "AND own.team_id = $2 AND (m.joined_at, m.user_id) > ($3, $4) ORDER BY m.joined_at, m.user_id LIMIT $5"
);
const TEAMS_AFTER: &str =
    members_across_teams_of!("AND own.team_id > $2 ORDER BY own.team_id, m.joined_at, m.user_id LIMIT $3");

/// The members of all teams that somebody is in, after `after` in the order of teams and, in each, of joining. First what
/// is left of the team in which `after` is, then the others: each is a walk along an index.
pub(crate) async fn list_across_teams(
    connection: &mut Connection,
    user: &UserId,
    after: &InTeam,
    limit: i64,
) -> sqlx::Result<Vec<TeamMember>> {
    let InTeam { team, time, id } = after;
    let rest = sqlx::query_as(REST_OF_TEAM).bind(user.as_str()).bind(team).bind(time).bind(id).bind(limit);
    let mut rows: Vec<InTeamRow> = rest.fetch_all(&mut *connection).await?;
    let limit = limit - rows.len() as i64;
    let others = sqlx::query_as(TEAMS_AFTER).bind(user.as_str()).bind(team).bind(limit);
    rows.extend(others.fetch_all(connection).await?);
    Ok(rows.into_iter().map(TeamMember::from).collect())
}

pub(crate) async fn get(connection: &mut Connection, team: &TeamId, user: &UserId) -> sqlx::Result<Option<Member>> {
    let sql = members_of!("AND m.user_id = $2");
    let row: Option<Row> =
        sqlx::query_as(sql).bind(team.as_str()).bind(user.as_str()).fetch_optional(connection).await?;
    Ok(row.map(Member::from))
}

/// Those of some members, each a team and a user, that there are.
pub(crate) async fn get_all(
    connection: &mut Connection,
    members: &[(&str, &str)],
) -> sqlx::Result<HashMap<(TeamId, UserId), Member>> {
    if members.is_empty() {
        return Ok(HashMap::new());
    }
    // Not `(team_id, user_id) IN (…)`: for pairs, SQLite would go through all members.
    let mut query = QueryBuilder::<Sqlite>::new("WITH wanted (team_id, user_id) AS (");
    query.push_values(members, |mut row, (team, user)| {
        row.push_bind(*team).push_bind(*user);
    });
    query.push(
        ") SELECT m.team_id, m.user_id, u.email, u.name, m.role, m.joined_at FROM wanted \
         JOIN members m ON m.team_id = wanted.team_id AND m.user_id = wanted.user_id JOIN users u ON u.id = m.user_id",
    );
    let rows: Vec<InTeamRow> = query.build_query_as().fetch_all(connection).await?;
    let found = rows.into_iter().map(TeamMember::from);
    Ok(found.map(|found| ((found.team_id, found.member.user_id.clone()), found.member)).collect())
}

/// Those of some teams that a user is in.
pub(crate) async fn teams_among(
    connection: &mut Connection,
    user: &UserId,
    teams: &[&str],
) -> sqlx::Result<HashSet<TeamId>> {
    if teams.is_empty() {
        return Ok(HashSet::new());
    }
    let mut query = QueryBuilder::<Sqlite>::new("SELECT team_id FROM members WHERE user_id = ");
    query.push_bind(user.as_str()).push(" AND team_id");
    push_any_of(&mut query, teams);
    let ids: Vec<String> = query.build_query_scalar().fetch_all(connection).await?;
    Ok(ids.into_iter().map(TeamId::new).collect())
}

/// The role of somebody in a team; `None` where they are not in it.
pub(crate) async fn role(connection: &mut Connection, team: &TeamId, user: &UserId) -> sqlx::Result<Option<Role>> {
    let sql = "SELECT role FROM members WHERE team_id = $1 AND user_id = $2";
    let query = sqlx::query_scalar(sql).bind(team.as_str()).bind(user.as_str());
    let role: Option<StoredRole> = query.fetch_optional(connection).await?;
    Ok(role.map(Role::from))
}

/// Whether the address is in the team.
pub(crate) async fn has_email(connection: &mut Connection, team: &TeamId, email: &str) -> sqlx::Result<bool> {
    let sql = "SELECT COUNT(*) FROM members m JOIN users u ON u.id = m.user_id WHERE m.team_id = $1 AND u.email = $2";
    let count: i64 = sqlx::query_scalar(sql).bind(team.as_str()).bind(email).fetch_one(connection).await?;
    Ok(count > 0)
}

pub(crate) async fn owner_count(connection: &mut Connection, team: &TeamId) -> sqlx::Result<i64> {
    let sql = "SELECT COUNT(*) FROM members WHERE team_id = $1 AND role = 'owner'";
    sqlx::query_scalar(sql).bind(team.as_str()).fetch_one(connection).await
}

/// Everybody in a team.
pub(crate) async fn user_ids(connection: &mut Connection, team: &TeamId) -> sqlx::Result<Vec<UserId>> {
    let sql = "SELECT user_id FROM members WHERE team_id = $1 ORDER BY joined_at, user_id";
    let ids: Vec<String> = sqlx::query_scalar(sql).bind(team.as_str()).fetch_all(connection).await?;
    Ok(ids.into_iter().map(UserId::new).collect())
}

pub(crate) async fn insert(
    connection: &mut Connection,
    team: &TeamId,
    user: &UserId,
    role: &Role,
    now: Timestamp,
) -> sqlx::Result<()> {
    let member = NewMember { team: team.clone(), user: user.clone(), role: role.clone(), joined_at: now };
    bulk::members(connection, &[member]).await
}

pub(crate) async fn set_role(
    connection: &mut Connection,
    team: &TeamId,
    user: &UserId,
    role: &Role,
) -> sqlx::Result<()> {
    let sql = "UPDATE members SET role = $3 WHERE team_id = $1 AND user_id = $2";
    sqlx::query(sql).bind(team.as_str()).bind(user.as_str()).bind(role.as_str()).execute(connection).await?;
    Ok(())
}

pub(crate) async fn delete(connection: &mut Connection, team: &TeamId, user: &UserId) -> sqlx::Result<()> {
    let sql = "DELETE FROM members WHERE team_id = $1 AND user_id = $2";
    sqlx::query(sql).bind(team.as_str()).bind(user.as_str()).execute(connection).await?;
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::store::query_plan::walks;

    #[tokio::test]
    async fn lists_across_teams_sort_nothing() {
        for sql in [REST_OF_TEAM, TEAMS_AFTER] {
            walks(sql, &["own USING COVERING INDEX members_of_user", "m USING INDEX members_in_order"]).await;
        }
    }
}
