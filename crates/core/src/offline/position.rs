use jiff::Timestamp;

use super::checksum::{check, checksum};
use super::fault::Fault;
use super::store::Connection;
use super::{PeoplePosition, Position};

pub(super) async fn read(connection: &mut Connection) -> Result<Option<Position>, Fault> {
    let sql = "SELECT cursor, synced_at, people_step, people_cursor, checksum FROM position";
    let row: Option<(String, String, String, Option<String>, i64)> =
        sqlx::query_as(sql).fetch_optional(connection).await?;
    let Some((cursor, synced_at, step, people_cursor, expected)) = row else { return Ok(None) };
    check("the position", &fields(&cursor, &synced_at, &step, people_cursor.as_deref()), expected)?;
    let people = match (step.as_str(), people_cursor) {
        ("not_begun", _) => PeoplePosition::NotBegun,
        ("at", Some(cursor)) => PeoplePosition::At(cursor),
        ("done", _) => PeoplePosition::Done,
        _ => return Err(Fault::damaged("no such position")),
    };
    Ok(Some(Position { cursor, synced_at: synced_at.parse().map_err(Fault::damaged)?, people }))
}

pub(super) async fn write(
    connection: &mut Connection,
    cursor: &str,
    synced_at: Timestamp,
    people: &PeoplePosition,
) -> Result<(), Fault> {
    let synced_at = synced_at.to_string();
    let (step, people_cursor) = match people {
        PeoplePosition::NotBegun => ("not_begun", None),
        PeoplePosition::At(cursor) => ("at", Some(cursor.as_str())),
        PeoplePosition::Done => ("done", None),
    };
    sqlx::query("INSERT OR REPLACE INTO position VALUES (1, $1, $2, $3, $4, $5)")
        .bind(cursor)
        .bind(&synced_at)
        .bind(step)
        .bind(people_cursor)
        .bind(checksum(&fields(cursor, &synced_at, step, people_cursor)))
        .execute(connection)
        .await?;
    Ok(())
}

/// The position, if it is at this cursor: a write that starts from another one is outdated.
pub(super) async fn at(connection: &mut Connection, cursor: &str) -> Result<Option<Position>, Fault> {
    Ok(read(connection).await?.filter(|position| position.cursor == cursor))
}

fn fields<'a>(cursor: &'a str, synced_at: &'a str, step: &'a str, people: Option<&'a str>) -> [&'a str; 4] {
    [cursor, synced_at, step, people.unwrap_or_default()]
}
