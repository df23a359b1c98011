use jiff::Timestamp;
use ollm_api::Event;

use super::checksum::{check, checksum};
use super::fault::Fault;
use super::store::Connection;
use crate::ActivityEntry;

pub(super) async fn put(connection: &mut Connection, entries: &[ActivityEntry], at: Timestamp) -> Result<(), Fault> {
    let entries: Vec<(&Event, &str)> = entries.iter().map(|entry| (&entry.event, entry.team_name.as_str())).collect();
    let (at, entries) = (at.to_string(), serde_json::to_string(&entries)?);
    sqlx::query("INSERT OR REPLACE INTO activity VALUES (1, $1, $2, $3)")
        .bind(&at)
        .bind(&entries)
        .bind(checksum(&[&at, &entries]))
        .execute(connection)
        .await?;
    Ok(())
}

pub(super) async fn get(connection: &mut Connection) -> Result<Option<(Vec<ActivityEntry>, Timestamp)>, Fault> {
    let sql = "SELECT said_at, entries, checksum FROM activity";
    let row: Option<(String, String, i64)> = sqlx::query_as(sql).fetch_optional(connection).await?;
    let Some((at, entries, expected)) = row else { return Ok(None) };
    check("the activity", &[&at, &entries], expected)?;
    let entries: Vec<(Event, String)> = serde_json::from_str(&entries)?;
    let entries = entries.into_iter().map(|(event, team_name)| ActivityEntry { event, team_name }).collect();
    Ok(Some((entries, at.parse().map_err(Fault::damaged)?)))
}
