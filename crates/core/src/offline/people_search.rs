//! The people that a search finds, with teams that they are in.

use ollm_api::{TeamId, UserId};
use sqlx::{QueryBuilder, Sqlite};

use super::fault::Fault;
use super::people::Person;
use super::search::{Index, Search};
use super::store::Connection;
use super::teams::Row;
use super::words::highlight;
use crate::{PersonHit, TeamRef};

/// People in one list.
const MAX_PEOPLE: usize = 50;
/// Teams that a person's hit names.
const NAMED_TEAMS: u32 = 5;
/// Of more people than this, teams are not gathered one person after the other.
const MANY_PEOPLE: i64 = 3000;
/// Who is in more teams is found in the list of all teams, rather than their teams put in order.
const MANY_TEAMS: u32 = 200;

/// The people that a search finds.
#[derive(Default)]
pub(super) struct FoundPeople {
    pub(super) hits: Vec<PersonHit>,
    pub(super) more: bool,
    /// Their rows.
    pub(super) rows: Vec<i64>,
}

/// First those whose address starts with what was searched for, then the others, by address.
pub(super) async fn find(connection: &mut Connection, search: &Search) -> Result<FoundPeople, Fault> {
    let candidates = search.candidates(connection, Index::People).await?;
    let mut people = matching(connection, search, candidates.as_deref(), true).await?;
    if people.len() <= MAX_PEOPLE {
        people.extend(matching(connection, search, candidates.as_deref(), false).await?);
    }
    let more = people.len() > MAX_PEOPLE;
    people.truncate(MAX_PEOPLE);
    let rows: Vec<i64> = people.iter().map(|person| person.n).collect();
    let mut hits = Vec::with_capacity(people.len());
    for person in people {
        let person = person.checked()?;
        hits.push(PersonHit {
            user_id: UserId::new(person.user_id),
            email: highlight(&search.words, &person.email),
            name: person.name.map(|name| highlight(&search.words, &name)),
            teams: Vec::new(),
            team_count: 0,
        });
    }
    count_teams(connection, &rows, &mut hits).await?;
    name_teams(connection, &rows, &mut hits).await?;
    Ok(FoundPeople { hits, more, rows })
}

/// The rows of everybody who is found, shown or not, as JSON; `None` where they are so many that nearly every team has
/// one of them among its first members: then looking there is faster.
pub(super) async fn all_rows(
    connection: &mut Connection,
    search: &Search,
    found: &FoundPeople,
) -> Result<Option<String>, Fault> {
    if !found.more {
        return Ok(Some(serde_json::to_string(&found.rows)?));
    }
    let mut query =
        QueryBuilder::<Sqlite>::new("SELECT json_group_array(n), count(*) FROM (SELECT p.n FROM people AS p WHERE ");
    if let Some(rows) = search.candidates(connection, Index::People).await? {
        query.push("p.n IN (SELECT value FROM json_each(").push_bind(rows).push(")) AND ");
    }
    search.push_comparison(&mut query, "p.text");
    query.push(" LIMIT ").push_bind(MANY_PEOPLE + 1).push(")");
    let (rows, count): (String, i64) = query.build_query_as().fetch_one(connection).await?;
    Ok((count <= MANY_PEOPLE).then_some(rows))
}

/// As many as are shown, and one that is not.
async fn matching(
    connection: &mut Connection,
    search: &Search,
    candidates: Option<&str>,
    at_start: bool,
) -> Result<Vec<Person>, Fault> {
    let mut query = QueryBuilder::<Sqlite>::new(
        "SELECT p.n, p.user_id, p.email, p.name, p.checksum AS person_checksum FROM people AS p WHERE ",
    );
    if at_start {
        query.push("p.text >= ").push_bind(&search.folded).push(" AND p.text < ");
        query.push_bind(format!("{}{}", search.folded, char::MAX)).push(" AND ");
    } else {
        query.push("instr(p.text, ").push_bind(&search.folded).push(") <> 1 AND ");
    }
    if let Some(rows) = candidates {
        query.push("p.n IN (SELECT value FROM json_each(").push_bind(rows).push(")) AND ");
    }
    search.push_comparison(&mut query, "p.text");
    query.push(" ORDER BY p.text, p.n LIMIT ").push_bind(i64::try_from(MAX_PEOPLE + 1).unwrap_or(i64::MAX));
    Ok(query.build_query_as().fetch_all(connection).await?)
}

async fn count_teams(connection: &mut Connection, rows: &[i64], hits: &mut [PersonHit]) -> Result<(), Fault> {
    let sql = "SELECT j.key, (SELECT count(*) FROM members WHERE person = j.value) FROM json_each($1) AS j";
    let counts: Vec<(u32, u32)> = sqlx::query_as(sql).bind(serde_json::to_string(rows)?).fetch_all(connection).await?;
    for (place, count) in counts {
        if let Some(hit) = hits.get_mut(place as usize) {
            hit.team_count = count;
        }
    }
    Ok(())
}

#[derive(sqlx::FromRow)]
struct TeamOfPerson {
    person: i64,
    #[sqlx(flatten)]
    team: Row,
}

async fn name_teams(connection: &mut Connection, rows: &[i64], hits: &mut [PersonHit]) -> Result<(), Fault> {
    let mut of_few = Vec::new();
    let mut found: Vec<TeamOfPerson> = Vec::new();
    for (person, hit) in rows.iter().zip(hits.iter()) {
        if hit.team_count <= MANY_TEAMS {
            of_few.push(person);
            continue;
        }
        let sql = "SELECT $1 AS person, t.n, t.id, t.record, t.checksum FROM teams AS t \
                   WHERE EXISTS (SELECT 1 FROM members WHERE team = t.n AND person = $1) \
                   ORDER BY t.sort_name, t.id LIMIT $2";
        found.extend(sqlx::query_as(sql).bind(person).bind(NAMED_TEAMS).fetch_all(&mut *connection).await?);
    }
    let sql = "SELECT f.person, t.n, t.id, t.record, t.checksum FROM ( \
                 SELECT m.person, m.team, row_number() OVER (PARTITION BY m.person ORDER BY t.sort_name, t.id) AS place \
                 FROM json_each($1) AS j CROSS JOIN members AS m ON m.person = j.value \
                 CROSS JOIN teams AS t ON t.n = m.team \
               ) AS f CROSS JOIN teams AS t ON t.n = f.team WHERE f.place <= $2 ORDER BY f.person, f.place";
    let query = sqlx::query_as(sql).bind(serde_json::to_string(&of_few)?).bind(NAMED_TEAMS);
    found.extend(query.fetch_all(connection).await?);
    for TeamOfPerson { person, team } in found {
        let place = rows.iter().position(|row| *row == person);
        if let Some(hit) = place.and_then(|place| hits.get_mut(place)) {
            let team = team.into_team()?;
            hit.teams.push(TeamRef { id: TeamId::new(team.id.as_str()), name: team.name });
        }
    }
    Ok(())
}
