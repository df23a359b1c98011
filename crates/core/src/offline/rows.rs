//! Rows of the list, with what was searched for in them.

use std::collections::HashMap;

use ollm_api::TeamId;
use sqlx::{QueryBuilder, Sqlite};

use super::fault::Fault;
use super::people::Person;
use super::search::Search;
use super::store::Connection;
use super::teams::Row;
use super::words::highlight;
use crate::{SearchHit, TeamRow, TeamView};

/// People that a row names.
const NAMED_PEOPLE: u32 = 3;

pub(super) async fn get(
    connection: &mut Connection,
    ids: &[TeamId],
    search: Option<&Search>,
) -> Result<Vec<TeamRow>, Fault> {
    // One value with all rows: SQLite's thread would hand over each by itself.
    let sql = "SELECT json_group_array(json_array(j.key, json_array(t.n, t.id, t.record, t.checksum))) \
               FROM json_each($1) AS j CROSS JOIN teams AS t ON t.id = j.value";
    let rows: String = sqlx::query_scalar(sql).bind(serde_json::to_string(ids)?).fetch_one(&mut *connection).await?;
    let mut rows: Vec<(i64, Row)> = serde_json::from_str(&rows)?;
    // They come in this order, without a promise; SQLite would sort them through a file.
    rows.sort_by_key(|(place, _)| *place);
    let rows: Vec<Row> = rows.into_iter().map(|(_, row)| row).collect();
    let mut people = match search {
        Some(search) => people(connection, &rows, search).await?,
        None => HashMap::new(),
    };
    let row = |row: Row| {
        let people = people.remove(&row.n);
        let view = TeamView::from(row.into_team()?);
        let hit = search.map(|search| hit(&view, search, people.unwrap_or_default()));
        Ok(TeamRow { view, hit })
    };
    rows.into_iter().map(row).collect()
}

fn hit(view: &TeamView, search: &Search, (emails, count): (Vec<String>, u32)) -> SearchHit {
    let named = u32::try_from(emails.len()).unwrap_or(NAMED_PEOPLE);
    SearchHit {
        name: highlight(&search.words, &view.team.name),
        id: highlight(&search.words, view.team.id.as_str()),
        people: emails.iter().map(|email| highlight(&search.words, email)).collect(),
        more_people: count.saturating_sub(named),
    }
}

#[derive(sqlx::FromRow)]
struct FoundPerson {
    team: i64,
    found: u32,
    #[sqlx(flatten)]
    person: Person,
}

/// The first matching addresses of each team, and how many there are.
async fn people(
    connection: &mut Connection,
    rows: &[Row],
    search: &Search,
) -> Result<HashMap<i64, (Vec<String>, u32)>, Fault> {
    let teams: Vec<i64> = rows.iter().map(|row| row.n).collect();
    let mut query = QueryBuilder::<Sqlite>::new(
        "SELECT team, found, n, user_id, email, name, person_checksum FROM (SELECT m.team, p.n, p.user_id, p.email, p.name, \
         p.checksum AS person_checksum, count(*) OVER (PARTITION BY m.team) AS found, \
         row_number() OVER (PARTITION BY m.team ORDER BY p.text, p.n) AS place FROM json_each(",
    );
    query.push_bind(serde_json::to_string(&teams)?);
    query.push(") AS j CROSS JOIN members AS m ON m.team = j.value CROSS JOIN people AS p ON p.n = m.person WHERE ");
    search.push_comparison(&mut query, "p.text");
    query.push(") WHERE place <= ").push_bind(NAMED_PEOPLE).push(" ORDER BY team, place");
    let rows: Vec<FoundPerson> = query.build_query_as().fetch_all(connection).await?;
    let mut people: HashMap<i64, (Vec<String>, u32)> = HashMap::new();
    for FoundPerson { team, found, person } in rows {
        let (emails, count) = people.entry(team).or_default();
        emails.push(person.checked()?.email);
        *count = found;
    }
    Ok(people)
}
