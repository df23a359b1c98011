use std::collections::HashMap;

use jiff::Timestamp;
use ollm_api::{Invitation, InvitationId, InvitationStatus, Role, TeamId, UserId};
use sqlx::{QueryBuilder, Sqlite};

use super::any_of::push_any_of;
use super::{Connection, InTeam, Moment, StoredRole, bulk};

#[derive(sqlx::FromRow)]
struct Row {
    id: String,
    team_id: String,
    team_name: String,
    email: String,
    role: StoredRole,
    status: String,
    invited_by: String,
    created_at: Moment,
    expires_at: Moment,
}

impl From<Row> for Invitation {
    fn from(row: Row) -> Self {
        Self {
            id: InvitationId::new(row.id),
            team_id: TeamId::new(row.team_id),
            team_name: row.team_name,
            email: row.email,
            role: Role::from(row.role),
            status: InvitationStatus::from(row.status.as_str()),
            invited_by: row.invited_by,
            created_at: row.created_at.into(),
            expires_at: row.expires_at.into(),
        }
    }
}

macro_rules! invitations {
    ($rest:literal) => {
        concat!(
            "SELECT i.id, i.team_id, t.name AS team_name, i.email, i.role, i.status, i.invited_by, i.created_at, \
             i.expires_at FROM invitations i JOIN teams t ON t.id = i.team_id WHERE ",
            $rest
        )
    };
}

/// The invitations of a team, newest first, from before `before`; of one status or of all.
pub(crate) async fn list(
    connection: &mut Connection,
    team: &TeamId,
    status: Option<&InvitationStatus>,
    before: &(i64, String),
    limit: i64,
) -> sqlx::Result<Vec<Invitation>> {
    let sql = invitations!(
        "i.team_id = $1 AND ($2 IS NULL OR i.status = $2) AND (i.created_at, i.id) < ($3, $4) \
         ORDER BY i.created_at DESC, i.id DESC LIMIT $5"
    );
    let query = sqlx::query_as(sql).bind(team.as_str()).bind(status.map(InvitationStatus::as_str));
    let rows: Vec<Row> = query.bind(before.0).bind(&before.1).bind(limit).fetch_all(connection).await?;
    Ok(rows.into_iter().map(Invitation::from).collect())
}

/// The invitations to all teams of user `$1`, of one status or of all.
macro_rules! invitations_across_teams_of {
    ($rest:literal) => {
        concat!(
            "SELECT i.id, i.team_id, t.name AS team_name, i.email, i.role, i.status, i.invited_by, i.created_at, \
             i.expires_at FROM members own JOIN invitations i ON i.team_id = own.team_id \
             JOIN teams t ON t.id = i.team_id WHERE own.user_id = $1 ",
            $rest
        )
    };
}

/// First what is left of the team in which a page ended, then the teams after it: each is a walk along an index. Of one
/// status the walk is along another index, so the statements are others too.
struct AcrossTeams {
    rest_of_team: &'static str,
    teams_after: &'static str,
}

const OF_EVERY_STATUS: AcrossTeams = AcrossTeams {
    rest_of_team: invitations_across_teams_of!(
        "AND own.team_id = $2 AND (i.created_at, i.id) > ($3, $4) ORDER BY i.created_at, i.id LIMIT $5"
    ),
    teams_after: invitations_across_teams_of!("AND own.team_id > $2 ORDER BY own.team_id, i.created_at, i.id LIMIT $3"),
};
const OF_ONE_STATUS: AcrossTeams = AcrossTeams {
    rest_of_team: invitations_across_teams_of!(
        "AND own.team_id = $2 AND i.status = $6 AND (i.created_at, i.id) > ($3, $4) \
         ORDER BY i.created_at, i.id LIMIT $5"
    ),
    teams_after: invitations_across_teams_of!(
        "AND own.team_id > $2 AND i.status = $4 ORDER BY own.team_id, i.created_at, i.id LIMIT $3"
    ),
};

/// The invitations to all teams that somebody is in, after `after` in the order of teams and, in each, of creation; of
/// one status or of all.
pub(crate) async fn list_across_teams(
    connection: &mut Connection,
    user: &UserId,
    status: Option<&InvitationStatus>,
    after: &InTeam,
    limit: i64,
) -> sqlx::Result<Vec<Invitation>> {
    let sql = if status.is_some() { OF_ONE_STATUS } else { OF_EVERY_STATUS };
    let InTeam { team, time, id } = after;
    let mut rest = sqlx::query_as(sql.rest_of_team).bind(user.as_str()).bind(team).bind(time).bind(id).bind(limit);
    if let Some(status) = status {
        rest = rest.bind(status.as_str());
    }
    let mut rows: Vec<Row> = rest.fetch_all(&mut *connection).await?;
    let limit = limit - rows.len() as i64;
    let mut others = sqlx::query_as(sql.teams_after).bind(user.as_str()).bind(team).bind(limit);
    if let Some(status) = status {
        others = others.bind(status.as_str());
    }
    rows.extend(others.fetch_all(connection).await?);
    Ok(rows.into_iter().map(Invitation::from).collect())
}

/// The pending invitations of an address, newest first, from before `before`.
pub(crate) async fn pending_of_email(
    connection: &mut Connection,
    email: &str,
    before: &(i64, String),
    limit: i64,
) -> sqlx::Result<Vec<Invitation>> {
    let sql = invitations!(
        "i.email = $1 AND i.status = 'pending' AND (i.created_at, i.id) < ($2, $3) \
         ORDER BY i.created_at DESC, i.id DESC LIMIT $4"
    );
    let query = sqlx::query_as(sql).bind(email).bind(before.0).bind(&before.1).bind(limit);
    let rows: Vec<Row> = query.fetch_all(connection).await?;
    Ok(rows.into_iter().map(Invitation::from).collect())
}

/// All pending invitations of a team.
pub(crate) async fn pending_of_team(connection: &mut Connection, team: &TeamId) -> sqlx::Result<Vec<Invitation>> {
    let sql = invitations!("i.team_id = $1 AND i.status = 'pending' ORDER BY i.created_at, i.id");
    let rows: Vec<Row> = sqlx::query_as(sql).bind(team.as_str()).fetch_all(connection).await?;
    Ok(rows.into_iter().map(Invitation::from).collect())
}

/// Every pending invitation whose time is over.
pub(crate) async fn due(connection: &mut Connection, now: Timestamp) -> sqlx::Result<Vec<Invitation>> {
    let sql = invitations!("i.status = 'pending' AND i.expires_at <= $1 ORDER BY i.expires_at, i.id");
    let rows: Vec<Row> = sqlx::query_as(sql).bind(Moment::from(now)).fetch_all(connection).await?;
    Ok(rows.into_iter().map(Invitation::from).collect())
}

pub(crate) async fn get(connection: &mut Connection, id: &InvitationId) -> sqlx::Result<Option<Invitation>> {
    let row: Option<Row> =
        sqlx::query_as(invitations!("i.id = $1")).bind(id.as_str()).fetch_optional(connection).await?;
    Ok(row.map(Invitation::from))
}

/// Those of some invitations that there are.
pub(crate) async fn get_all(
    connection: &mut Connection,
    ids: &[&str],
) -> sqlx::Result<HashMap<InvitationId, Invitation>> {
    if ids.is_empty() {
        return Ok(HashMap::new());
    }
    let mut query = QueryBuilder::<Sqlite>::new(invitations!("i.id"));
    push_any_of(&mut query, ids);
    let rows: Vec<Row> = query.build_query_as().fetch_all(connection).await?;
    Ok(rows.into_iter().map(Invitation::from).map(|found| (found.id.clone(), found)).collect())
}

/// Whether an invitation of the address to the team is pending.
pub(crate) async fn is_pending(connection: &mut Connection, team: &TeamId, email: &str) -> sqlx::Result<bool> {
    let sql = "SELECT COUNT(*) FROM invitations WHERE team_id = $1 AND email = $2 AND status = 'pending'";
    let count: i64 = sqlx::query_scalar(sql).bind(team.as_str()).bind(email).fetch_one(connection).await?;
    Ok(count > 0)
}

/// When the invitation was last sent again; `None` where it never was.
pub(crate) async fn resent_at(connection: &mut Connection, id: &InvitationId) -> sqlx::Result<Option<Timestamp>> {
    let sql = "SELECT resent_at FROM invitations WHERE id = $1";
    let moment: Option<Moment> = sqlx::query_scalar(sql).bind(id.as_str()).fetch_one(connection).await?;
    Ok(moment.map(Timestamp::from))
}

pub(crate) async fn insert(connection: &mut Connection, invitation: &Invitation) -> sqlx::Result<()> {
    bulk::invitations(connection, std::slice::from_ref(invitation)).await
}

pub(crate) async fn set_status(
    connection: &mut Connection,
    id: &InvitationId,
    status: &InvitationStatus,
) -> sqlx::Result<()> {
    let sql = "UPDATE invitations SET status = $2 WHERE id = $1";
    sqlx::query(sql).bind(id.as_str()).bind(status.as_str()).execute(connection).await?;
    Ok(())
}

/// Gives the invitation a new time to live.
pub(crate) async fn set_resent(
    connection: &mut Connection,
    id: &InvitationId,
    resent_at: Timestamp,
    expires_at: Timestamp,
) -> sqlx::Result<()> {
    let sql = "UPDATE invitations SET resent_at = $2, expires_at = $3 WHERE id = $1";
    let query = sqlx::query(sql).bind(id.as_str()).bind(Moment::from(resent_at)).bind(Moment::from(expires_at));
    query.execute(connection).await?;
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::store::query_plan::walks;

    #[tokio::test]
    async fn lists_across_teams_sort_nothing() {
        let own = "own USING COVERING INDEX members_of_user";
        for (sql, index) in [
            (OF_EVERY_STATUS, "i USING INDEX invitations_in_order"),
            (OF_ONE_STATUS, "i USING INDEX invitations_by_status"),
        ] {
            walks(sql.rest_of_team, &[own, index]).await;
            walks(sql.teams_after, &[own, index]).await;
        }
    }
}
