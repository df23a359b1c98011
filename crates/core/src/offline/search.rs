//! Finding teams and people.

use ollm_api::{TeamId, UserId};
use sqlx::{QueryBuilder, Sqlite};

use super::fault::Fault;
use super::people::Person;
use super::store::Connection;
use super::words::{Word, highlight};
use crate::{PersonHit, TeamRef};

/// People in one list.
const MAX_PEOPLE: u32 = 50;
/// Teams that a person's hit names.
const NAMED_TEAMS: u32 = 5;
/// Entries of the index that are asked for: the rows that have them are then compared themselves.
const MAX_TRIGRAMS: usize = 8;

/// What was searched for.
#[derive(Debug)]
pub(super) struct Search {
    pub(super) words: Vec<Word>,
    /// The whole of it.
    pub(super) folded: String,
}

/// The people that a search finds.
pub(super) struct FoundPeople {
    pub(super) hits: Vec<PersonHit>,
    pub(super) more: bool,
    /// Their rows.
    pub(super) rows: Vec<i64>,
}

impl Search {
    /// `None` where there is nothing to search for.
    pub(super) fn new(search: &str) -> Option<Self> {
        let words = super::words::words(search);
        (!words.is_empty()).then(|| Self { words, folded: super::fold::fold(search).trim().to_owned() })
    }

    /// The rows of `table`, under its alias `s`, in which all words are found.
    pub(super) fn push_condition(&self, query: &mut QueryBuilder<Sqlite>, table: &'static str) {
        query.push(table).push(" MATCH ").push_bind(self.index_query());
        self.push_comparison(query);
    }

    /// The same, without the index.
    pub(super) fn push_comparison(&self, query: &mut QueryBuilder<Sqlite>) {
        for word in &self.words {
            query.push(" AND instr(s.text, ").push_bind(word.needle()).push(") > 0");
        }
    }

    fn index_query(&self) -> String {
        let trigrams = self.words.iter().flat_map(|word| word.trigrams()).take(MAX_TRIGRAMS);
        trigrams.map(|trigram| format!("\"{}\"", trigram.replace('"', "\"\""))).collect::<Vec<_>>().join(" AND ")
    }
}

/// The people that a search finds: first those whose address starts with it, then the others, by address.
pub(super) async fn people(connection: &mut Connection, search: &Search) -> Result<FoundPeople, Fault> {
    let mut query = QueryBuilder::new(
        "SELECT p.n, p.user_id, p.email, p.name, p.checksum AS person_checksum \
         FROM people_search AS s CROSS JOIN people AS p ON p.n = s.rowid WHERE ",
    );
    search.push_condition(&mut query, "people_search");
    query.push(" ORDER BY instr(s.text, ").push_bind(&search.folded).push(") <> 1, p.email, p.n LIMIT ");
    query.push_bind(MAX_PEOPLE + 1);
    let mut people: Vec<Person> = query.build_query_as().fetch_all(&mut *connection).await?;
    let more = people.len() > MAX_PEOPLE as usize;
    people.truncate(MAX_PEOPLE as usize);
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
    name_teams(connection, &rows, &mut hits).await?;
    Ok(FoundPeople { hits, more, rows })
}

#[derive(sqlx::FromRow)]
struct TeamOfPerson {
    person: i64,
    team_count: u32,
    #[sqlx(flatten)]
    team: super::teams::Row,
}

async fn name_teams(connection: &mut Connection, rows: &[i64], hits: &mut [PersonHit]) -> Result<(), Fault> {
    let sql = "SELECT f.person, f.team_count, t.n, t.id, t.record, t.checksum FROM ( \
                 SELECT m.person, m.team, row_number() OVER (PARTITION BY m.person ORDER BY t.sort_name, t.id) AS place, \
                        count(*) OVER (PARTITION BY m.person) AS team_count \
                 FROM json_each($1) AS j CROSS JOIN members AS m ON m.person = j.value CROSS JOIN teams AS t ON t.n = m.team \
               ) AS f CROSS JOIN teams AS t ON t.n = f.team WHERE f.place <= $2 ORDER BY f.person, f.place";
    let query = sqlx::query_as(sql).bind(serde_json::to_string(rows)?).bind(NAMED_TEAMS);
    let found: Vec<TeamOfPerson> = query.fetch_all(connection).await?;
    for TeamOfPerson { person, team_count, team } in found {
        let place = rows.iter().position(|row| *row == person);
        if let Some(hit) = place.and_then(|place| hits.get_mut(place)) {
            let team = team.into_team()?;
            hit.teams.push(TeamRef { id: TeamId::new(team.id.as_str()), name: team.name });
            hit.team_count = team_count;
        }
    }
    Ok(())
}
