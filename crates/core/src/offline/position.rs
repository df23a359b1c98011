use jiff::Timestamp;
use ollm_api::TeamId;

use super::checksum::{check, checksum};
use super::fault::Fault;
use super::store::Connection;
use super::{PeoplePosition, Position};

/// The position as a row.
#[derive(sqlx::FromRow)]
struct Row {
    cursor: String,
    synced_at: String,
    people_step: String,
    people_page: Option<String>,
    people_team: Option<String>,
    checksum: i64,
}

impl Row {
    fn new(cursor: &str, synced_at: Timestamp, people: &PeoplePosition) -> Self {
        let (step, page, team) = match people {
            PeoplePosition::NotBegun => ("not_begun", None, None),
            PeoplePosition::At { page, team } => ("at", page.clone(), Some(team.as_str().to_owned())),
            PeoplePosition::Done => ("done", None, None),
        };
        let mut row = Self {
            cursor: cursor.to_owned(),
            synced_at: synced_at.to_string(),
            people_step: step.to_owned(),
            people_page: page,
            people_team: team,
            checksum: 0,
        };
        row.checksum = checksum(&row.fields());
        row
    }

    fn fields(&self) -> [&str; 6] {
        let first = if self.people_page.is_none() { "first" } else { "later" };
        let page = self.people_page.as_deref().unwrap_or_default();
        let team = self.people_team.as_deref().unwrap_or_default();
        [&self.cursor, &self.synced_at, &self.people_step, first, page, team]
    }

    fn into_position(self) -> Result<Position, Fault> {
        check("the position", &self.fields(), self.checksum)?;
        let people = match (self.people_step.as_str(), self.people_team) {
            ("not_begun", _) => PeoplePosition::NotBegun,
            ("at", Some(team)) => PeoplePosition::At { page: self.people_page, team: TeamId::new(team) },
            ("done", _) => PeoplePosition::Done,
            _ => return Err(Fault::damaged("no such position")),
        };
        Ok(Position { cursor: self.cursor, synced_at: self.synced_at.parse().map_err(Fault::damaged)?, people })
    }
}

pub(super) async fn read(connection: &mut Connection) -> Result<Option<Position>, Fault> {
    let sql = "SELECT cursor, synced_at, people_step, people_page, people_team, checksum FROM position";
    let row: Option<Row> = sqlx::query_as(sql).fetch_optional(connection).await?;
    row.map(Row::into_position).transpose()
}

pub(super) async fn write(
    connection: &mut Connection,
    cursor: &str,
    synced_at: Timestamp,
    people: &PeoplePosition,
) -> Result<(), Fault> {
    let row = Row::new(cursor, synced_at, people);
    sqlx::query("INSERT OR REPLACE INTO position VALUES (1, $1, $2, $3, $4, $5, $6)")
        .bind(row.cursor)
        .bind(row.synced_at)
        .bind(row.people_step)
        .bind(row.people_page)
        .bind(row.people_team)
        .bind(row.checksum)
        .execute(connection)
        .await?;
    Ok(())
}

/// The position, if it is at this cursor: a write that starts from another one is outdated.
pub(super) async fn at(connection: &mut Connection, cursor: &str) -> Result<Option<Position>, Fault> {
    Ok(read(connection).await?.filter(|position| position.cursor == cursor))
}
