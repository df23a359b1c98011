use ollm_api::{Invitation, InvitationStatus, TeamId};
use serde_json::json;

use super::checksum::{check, checksum};
use super::fault::Fault;
use super::store::Connection;

type Row = (String, String, i64);

fn into_invitation((id, record, expected): Row) -> Result<Invitation, Fault> {
    check("an invitation", &[&record], expected)?;
    let invitation: Invitation = serde_json::from_str(&record)?;
    if invitation.id.as_str() == id {
        Ok(invitation)
    } else {
        Err(Fault::damaged("an invitation has another one's ID"))
    }
}

fn rows(invitations: &[&Invitation]) -> Result<String, Fault> {
    let pending = invitations.iter().filter(|invitation| invitation.status == InvitationStatus::Pending);
    let rows: Result<Vec<_>, serde_json::Error> = pending
        .map(|invitation| {
            let record = serde_json::to_string(invitation)?;
            let checksum = checksum(&[&record]);
            Ok(json!([invitation.id, invitation.team_id, record, checksum]))
        })
        .collect();
    Ok(serde_json::to_string(&rows?)?)
}

/// Writes invitations to known teams; those that are answered go.
pub(super) async fn upsert(connection: &mut Connection, invitations: &[&Invitation]) -> Result<(), Fault> {
    let sql = "INSERT INTO invitations (id, team, record, checksum) \
               SELECT j.value ->> 0, t.n, j.value ->> 2, j.value ->> 3 FROM json_each($1) AS j \
               CROSS JOIN teams AS t ON t.id = j.value ->> 1 WHERE TRUE \
               ON CONFLICT (id) DO UPDATE SET (team, record, checksum) = (excluded.team, excluded.record, excluded.checksum) \
               WHERE record <> excluded.record";
    sqlx::query(sql).bind(rows(invitations)?).execute(&mut *connection).await?;
    for invitation in invitations.iter().filter(|invitation| invitation.status != InvitationStatus::Pending) {
        remove(connection, invitation.id.as_str()).await?;
    }
    Ok(())
}

/// Writes invitations of the user; those that are answered go.
pub(super) async fn upsert_mine(connection: &mut Connection, invitations: &[&Invitation]) -> Result<(), Fault> {
    let sql = "INSERT INTO my_invitations (id, team_id, record, checksum) \
               SELECT j.value ->> 0, j.value ->> 1, j.value ->> 2, j.value ->> 3 FROM json_each($1) AS j WHERE TRUE \
               ON CONFLICT (id) DO UPDATE SET (team_id, record, checksum) = (excluded.team_id, excluded.record, excluded.checksum) \
               WHERE record <> excluded.record";
    sqlx::query(sql).bind(rows(invitations)?).execute(&mut *connection).await?;
    for invitation in invitations.iter().filter(|invitation| invitation.status != InvitationStatus::Pending) {
        remove(connection, invitation.id.as_str()).await?;
    }
    Ok(())
}

/// Puts the invitations to all teams in place of those before.
pub(super) async fn replace(connection: &mut Connection, invitations: &[Invitation]) -> Result<(), Fault> {
    let sql = "DELETE FROM invitations WHERE id NOT IN (SELECT value FROM json_each($1))";
    sqlx::query(sql).bind(ids(invitations)?).execute(&mut *connection).await?;
    upsert(connection, &invitations.iter().collect::<Vec<_>>()).await
}

/// Puts the invitations to one team in place of those before.
pub(super) async fn replace_of_team(
    connection: &mut Connection,
    team: &TeamId,
    invitations: &[Invitation],
) -> Result<(), Fault> {
    let sql = "DELETE FROM invitations WHERE team = (SELECT n FROM teams WHERE id = $1) \
               AND id NOT IN (SELECT value FROM json_each($2))";
    sqlx::query(sql).bind(team.as_str()).bind(ids(invitations)?).execute(&mut *connection).await?;
    upsert(connection, &invitations.iter().collect::<Vec<_>>()).await
}

/// Puts the user's invitations in place of those before.
pub(super) async fn replace_mine(connection: &mut Connection, invitations: &[Invitation]) -> Result<(), Fault> {
    let sql = "DELETE FROM my_invitations WHERE id NOT IN (SELECT value FROM json_each($1))";
    sqlx::query(sql).bind(ids(invitations)?).execute(&mut *connection).await?;
    upsert_mine(connection, &invitations.iter().collect::<Vec<_>>()).await
}

fn ids(invitations: &[Invitation]) -> Result<String, Fault> {
    Ok(serde_json::to_string(&invitations.iter().map(|invitation| &invitation.id).collect::<Vec<_>>())?)
}

pub(super) async fn remove(connection: &mut Connection, id: &str) -> Result<(), Fault> {
    sqlx::query("DELETE FROM invitations WHERE id = $1").bind(id).execute(&mut *connection).await?;
    sqlx::query("DELETE FROM my_invitations WHERE id = $1").bind(id).execute(connection).await?;
    Ok(())
}

pub(super) async fn of_team(connection: &mut Connection, n: i64, team: &TeamId) -> Result<Vec<Invitation>, Fault> {
    let sql = "SELECT id, record, checksum FROM invitations WHERE team = $1";
    let invitations = sorted(sqlx::query_as(sql).bind(n).fetch_all(connection).await?)?;
    if invitations.iter().all(|invitation| invitation.team_id == *team) {
        Ok(invitations)
    } else {
        Err(Fault::damaged("an invitation is with another team"))
    }
}

/// Those of the user to teams that they are not in.
pub(super) async fn mine(connection: &mut Connection) -> Result<Vec<Invitation>, Fault> {
    let sql = "SELECT id, record, checksum FROM my_invitations WHERE team_id NOT IN (SELECT id FROM teams)";
    sorted(sqlx::query_as(sql).fetch_all(connection).await?)
}

/// As the server lists them.
fn sorted(rows: Vec<Row>) -> Result<Vec<Invitation>, Fault> {
    let mut invitations = rows.into_iter().map(into_invitation).collect::<Result<Vec<_>, _>>()?;
    invitations.sort_by(|a, b| (a.created_at, &a.id).cmp(&(b.created_at, &b.id)));
    Ok(invitations)
}
