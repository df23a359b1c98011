use ollm_api::{Team, TeamId};

use super::checksum::{check, checksum};
use super::fault::Fault;
use super::store::Connection;
use crate::LostTeam;

/// The user is to be told that a team is gone, unless they left it here.
pub(super) async fn note(connection: &mut Connection, team: &Team) -> Result<(), Fault> {
    insert(connection, &team.id, &team.name, true).await
}

/// The user left a team, or deleted it: when the feed says so it is no news.
pub(super) async fn note_left(connection: &mut Connection, id: &TeamId) -> Result<(), Fault> {
    forget(connection, &[id]).await?;
    insert(connection, id, "", false).await
}

async fn insert(connection: &mut Connection, id: &TeamId, name: &str, is_news: bool) -> Result<(), Fault> {
    sqlx::query("INSERT INTO lost_teams VALUES ($1, $2, $3, $4) ON CONFLICT (id) DO NOTHING")
        .bind(id.as_str())
        .bind(name)
        .bind(is_news)
        .bind(checksum(&[id.as_str(), name, word(is_news)]))
        .execute(connection)
        .await?;
    Ok(())
}

/// The feed said that a team is gone that the user left here: its next loss is news again.
pub(super) async fn forget_left(connection: &mut Connection, id: &TeamId) -> Result<(), Fault> {
    let sql = "DELETE FROM lost_teams WHERE id = $1 AND NOT is_news";
    sqlx::query(sql).bind(id.as_str()).execute(connection).await?;
    Ok(())
}

/// Teams are here again. That the user left one stays noted: what says that it is here may be older than that.
pub(super) async fn forget_news(connection: &mut Connection, ids: &[&TeamId]) -> Result<(), Fault> {
    let sql = "DELETE FROM lost_teams WHERE is_news AND id IN (SELECT value FROM json_each($1))";
    sqlx::query(sql).bind(serde_json::to_string(ids)?).execute(connection).await?;
    Ok(())
}

pub(super) async fn forget(connection: &mut Connection, ids: &[&TeamId]) -> Result<(), Fault> {
    let sql = "DELETE FROM lost_teams WHERE id IN (SELECT value FROM json_each($1))";
    sqlx::query(sql).bind(serde_json::to_string(ids)?).execute(connection).await?;
    Ok(())
}

pub(super) async fn all(connection: &mut Connection) -> Result<Vec<LostTeam>, Fault> {
    let sql = "SELECT id, name, is_news, checksum FROM lost_teams ORDER BY name, id";
    let rows: Vec<(String, String, bool, i64)> = sqlx::query_as(sql).fetch_all(connection).await?;
    let mut teams = Vec::new();
    for (id, name, is_news, expected) in rows {
        check("a lost team", &[&id, &name, word(is_news)], expected)?;
        if is_news {
            teams.push(LostTeam { id: TeamId::new(id), name });
        }
    }
    Ok(teams)
}

fn word(is_news: bool) -> &'static str {
    if is_news { "news" } else { "left" }
}
