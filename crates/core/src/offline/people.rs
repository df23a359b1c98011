use std::collections::{BTreeMap, HashSet};

use ollm_api::{Member, Role, TeamId, UserId};
use serde_json::json;

use super::checksum::{check, checksum};
use super::fault::Fault;
use super::store::Connection;
use super::words::indexed;
use super::{People, invitations, teams};

/// Somebody, as a row.
#[derive(sqlx::FromRow)]
pub(super) struct Person {
    pub(super) n: i64,
    pub(super) user_id: String,
    pub(super) email: String,
    pub(super) name: Option<String>,
    person_checksum: i64,
}

impl Person {
    pub(super) fn checked(self) -> Result<Self, Fault> {
        let expected = self.person_checksum;
        check("a person", &fields(&self.user_id, &self.email, self.name.as_deref()), expected)?;
        Ok(self)
    }
}

/// Somebody in a team, as a row.
#[derive(sqlx::FromRow)]
struct MemberRow {
    #[sqlx(flatten)]
    person: Person,
    role: String,
    joined_at: String,
    checksum: i64,
}

impl MemberRow {
    fn into_member(self, team: &TeamId) -> Result<Member, Fault> {
        let person = self.person.checked()?;
        check("a member", &[team.as_str(), &person.user_id, &self.role, &self.joined_at], self.checksum)?;
        Ok(Member {
            user_id: UserId::new(person.user_id),
            email: person.email,
            name: person.name,
            role: Role::from(self.role.as_str()),
            joined_at: self.joined_at.parse().map_err(Fault::damaged)?,
        })
    }
}

fn fields<'a>(user_id: &'a str, email: &'a str, name: Option<&'a str>) -> [&'a str; 4] {
    [user_id, email, name.map_or("unnamed", |_| "named"), name.unwrap_or_default()]
}

/// What a search finds a person by.
pub(super) fn search_text(email: &str, name: Option<&str>) -> String {
    indexed(&[email, name.unwrap_or_default()])
}

/// Writes members of teams. Rows that are the same stay untouched, members of unknown teams are left out.
pub(super) async fn upsert(connection: &mut Connection, members: &[(&TeamId, &Member)]) -> Result<(), Fault> {
    let ids: Vec<&TeamId> = members.iter().map(|(team, _)| *team).collect();
    let known = teams::known(connection, &ids).await?;
    let mut people = BTreeMap::new();
    let mut rows = Vec::with_capacity(members.len());
    for (team, member) in members.iter().filter(|(team, _)| known.contains(team)) {
        let user_id = member.user_id.as_str();
        let (role, joined_at) = (member.role.as_str(), member.joined_at.to_string());
        let row = json!([team, user_id, role, joined_at, checksum(&[team.as_str(), user_id, role, &joined_at])]);
        rows.push(row);
        people.insert(user_id, *member);
    }
    put_people_rows(connection, people.into_values()).await?;
    let sql = "INSERT INTO members (team, person, role, joined_at, checksum) \
               SELECT t.n, p.n, j.value ->> 2, j.value ->> 3, j.value ->> 4 FROM json_each($1) AS j \
               CROSS JOIN teams AS t ON t.id = j.value ->> 0 CROSS JOIN people AS p ON p.user_id = j.value ->> 1 \
               WHERE TRUE \
               ON CONFLICT (team, person) DO UPDATE \
               SET (role, joined_at, checksum) = (excluded.role, excluded.joined_at, excluded.checksum) \
               WHERE (role, joined_at) <> (excluded.role, excluded.joined_at)";
    sqlx::query(sql).bind(serde_json::to_string(&rows)?).execute(connection).await?;
    Ok(())
}

async fn put_people_rows(connection: &mut Connection, people: impl Iterator<Item = &Member>) -> Result<(), Fault> {
    let people: Vec<_> =
        people.map(|person| (person.user_id.as_str(), person.email.as_str(), person.name.as_deref())).collect();
    // Most people of a page were on one before.
    let sql = "SELECT json_group_array(p.user_id) FROM json_each($1) AS j \
               CROSS JOIN people AS p ON p.user_id = j.value ->> 0 \
               WHERE p.email = j.value ->> 1 AND p.name IS j.value ->> 2";
    let query = sqlx::query_scalar(sql).bind(serde_json::to_string(&people)?);
    let same: String = query.fetch_one(&mut *connection).await?;
    let same: HashSet<String> = serde_json::from_str(&same)?;
    let changed = people.into_iter().filter(|(user_id, ..)| !same.contains(*user_id));
    let rows: Vec<_> = changed
        .map(|(user_id, email, name)| {
            json!([user_id, email, name, checksum(&fields(user_id, email, name)), search_text(email, name)])
        })
        .collect();
    if rows.is_empty() {
        return Ok(());
    }
    let rows = serde_json::to_string(&rows)?;
    let sql = "INSERT INTO people (user_id, email, name, checksum, text) \
               SELECT j.value ->> 0, j.value ->> 1, j.value ->> 2, j.value ->> 3, j.value ->> 4 \
               FROM json_each($1) AS j WHERE TRUE \
               ON CONFLICT (user_id) DO UPDATE \
               SET (email, name, checksum, text) = (excluded.email, excluded.name, excluded.checksum, excluded.text)";
    sqlx::query(sql).bind(&rows).execute(&mut *connection).await?;
    let sql = "INSERT OR REPLACE INTO people_search (rowid, text) \
               SELECT p.n, p.text FROM json_each($1) AS j CROSS JOIN people AS p ON p.user_id = j.value ->> 0 \
               LEFT JOIN people_search AS s ON s.rowid = p.n WHERE s.text IS NOT p.text";
    sqlx::query(sql).bind(&rows).execute(connection).await?;
    Ok(())
}

/// Puts the members of some teams in place of those before: they are all there are.
pub(super) async fn replace(connection: &mut Connection, teams: &[(&TeamId, &[Member])]) -> Result<(), Fault> {
    let rows: Vec<_> =
        teams.iter().flat_map(|(team, members)| members.iter().map(move |member| (*team, member))).collect();
    upsert(connection, &rows).await?;
    remove_others(connection, teams).await?;
    let teams: Vec<&TeamId> = teams.iter().map(|(team, _)| *team).collect();
    let teams = serde_json::to_string(&teams)?;
    let sql = "UPDATE teams SET people_known = 1 WHERE id IN (SELECT value FROM json_each($1)) AND NOT people_known";
    sqlx::query(sql).bind(&teams).execute(connection).await?;
    Ok(())
}

/// Removes whoever is in one of these teams and not among the members that are listed, all of whom are there by now. So
/// there is somebody to look for in teams alone that have more.
async fn remove_others(connection: &mut Connection, teams: &[(&TeamId, &[Member])]) -> Result<(), Fault> {
    let counts: Vec<(&TeamId, usize)> = teams.iter().map(|(team, members)| (*team, members.len())).collect();
    let sql = "SELECT json_group_array(t.id) FROM json_each($1) AS j CROSS JOIN teams AS t ON t.id = j.value ->> 0 \
               WHERE (SELECT count(*) FROM members WHERE team = t.n) <> j.value ->> 1";
    let query = sqlx::query_scalar(sql).bind(serde_json::to_string(&counts)?);
    let larger: String = query.fetch_one(&mut *connection).await?;
    let larger: HashSet<TeamId> = serde_json::from_str(&larger)?;
    for (team, members) in teams.iter().filter(|(team, _)| larger.contains(team)) {
        let stay: Vec<&UserId> = members.iter().map(|member| &member.user_id).collect();
        let sql = "DELETE FROM members WHERE team = (SELECT n FROM teams WHERE id = $1) AND person NOT IN \
                   (SELECT p.n FROM json_each($2) AS j CROSS JOIN people AS p ON p.user_id = j.value)";
        let query = sqlx::query(sql).bind(team.as_str()).bind(serde_json::to_string(&stay)?);
        query.execute(&mut *connection).await?;
    }
    Ok(())
}

pub(super) async fn remove(connection: &mut Connection, team: &TeamId, user: &str) -> Result<(), Fault> {
    let sql = "DELETE FROM members WHERE team = (SELECT n FROM teams WHERE id = $1) \
               AND person = (SELECT n FROM people WHERE user_id = $2)";
    sqlx::query(sql).bind(team.as_str()).bind(user).execute(connection).await?;
    Ok(())
}

/// The listing of all people begins again.
pub(super) async fn forget_known(connection: &mut Connection) -> Result<(), Fault> {
    sqlx::query("UPDATE teams SET people_known = 0 WHERE people_known").execute(connection).await?;
    Ok(())
}

pub(super) async fn get(connection: &mut Connection, id: &TeamId) -> Result<Option<People>, Fault> {
    let sql = "SELECT n FROM teams WHERE id = $1 AND people_known";
    let team: Option<i64> = sqlx::query_scalar(sql).bind(id.as_str()).fetch_optional(&mut *connection).await?;
    let Some(team) = team else { return Ok(None) };
    let sql = "SELECT p.n, p.user_id, p.email, p.name, p.checksum AS person_checksum, m.role, m.joined_at, m.checksum \
               FROM members AS m LEFT JOIN people AS p ON p.n = m.person WHERE m.team = $1";
    let rows: Vec<MemberRow> = sqlx::query_as(sql).bind(team).fetch_all(&mut *connection).await?;
    let mut members = rows.into_iter().map(|row| row.into_member(id)).collect::<Result<Vec<_>, _>>()?;
    // As the server lists them.
    members.sort_by(|a, b| (a.joined_at, &a.user_id).cmp(&(b.joined_at, &b.user_id)));
    let invitations = invitations::of_team(connection, team, id).await?;
    Ok(Some(People { team_id: id.clone(), members, invitations }))
}

pub(super) async fn unknown(connection: &mut Connection, limit: u32) -> Result<Vec<TeamId>, Fault> {
    let sql = "SELECT id FROM teams WHERE people_known = 0 LIMIT $1";
    let ids: Vec<String> = sqlx::query_scalar(sql).bind(limit).fetch_all(connection).await?;
    Ok(ids.into_iter().map(TeamId::new).collect())
}

pub(super) async fn progress(connection: &mut Connection) -> Result<(u32, u32), Fault> {
    let sql = "SELECT all_teams - unknown, all_teams FROM (SELECT (SELECT count(*) FROM teams) AS all_teams, \
               (SELECT count(*) FROM teams WHERE people_known = 0) AS unknown)";
    Ok(sqlx::query_as(sql).fetch_one(connection).await?)
}
