//! Reads the whole copy and compares everything in it with everything else.

use futures::TryStreamExt;
use ollm_api::{Team, TeamId};

use super::checksum::check;
use super::fault::Fault;
use super::people::Person;
use super::store::{Connection, Store, Tx};
use super::teams::{Derived, Row};
use super::{OfflineCopy, Result, activity, invitations, lost, people, position, samples};

/// What is there of what `sums` keeps count of.
const SUMS: &str = "SELECT name, sum, CASE name \
    WHEN 'teams' THEN (SELECT sum(checksum) FROM teams) \
    WHEN 'people' THEN (SELECT sum(checksum) FROM people) \
    WHEN 'members' THEN (SELECT sum(checksum) FROM members) \
    WHEN 'invitations' THEN (SELECT sum(checksum) FROM invitations) \
    WHEN 'my_invitations' THEN (SELECT sum(checksum) FROM my_invitations) \
    WHEN 'balance_samples' THEN (SELECT sum(checksum) FROM balance_samples) \
    WHEN 'lost_teams' THEN (SELECT sum(checksum) FROM lost_teams) \
    WHEN 'people_known' THEN (SELECT sum(people_known) FROM teams) \
    WHEN 'low_balance_news' THEN (SELECT sum(low_balance_news) FROM teams) END FROM sums";
/// How many there are.
const SUM_COUNT: usize = 9;

impl OfflineCopy {
    /// Reads the whole copy in the background and sets it aside where anything in it is damaged. Says whether it was.
    pub(crate) async fn verify(&self) -> Result<bool> {
        let store = self.store().await?;
        match check_all(&store).await {
            Ok(()) | Err(Fault::Closed) => Ok(false),
            Err(fault) => {
                let is_damaged = matches!(fault, Fault::Damaged(_));
                self.recover(&store, fault).await?;
                Ok(is_damaged)
            }
        }
    }
}

async fn check_all(store: &Store) -> std::result::Result<(), Fault> {
    let Some(afresh) = store.afresh().await? else {
        return check_read(store.read().await?).await;
    };
    let verdict = match afresh.begin().await {
        Ok(tx) => check_read(tx).await,
        Err(error) => Err(error.into()),
    };
    afresh.close().await;
    verdict
}

async fn check_read(mut tx: Tx) -> std::result::Result<(), Fault> {
    let verdict: String = sqlx::query_scalar("PRAGMA integrity_check(1)").fetch_one(&mut *tx).await?;
    if verdict != "ok" {
        return Err(Fault::Damaged(verdict));
    }
    if schema(&mut tx).await? != schema(&mut *Store::in_memory(None).await?.read().await?).await? {
        return Err(Fault::damaged("the schema is another one"));
    }
    let sums: Vec<(String, i64, Option<i64>)> = sqlx::query_as(SUMS).fetch_all(&mut *tx).await?;
    for (name, written, found) in &sums {
        if *written != found.unwrap_or_default() {
            return Err(Fault::damaged(format_args!("{name}: something is missing or came back")));
        }
    }
    if sums.len() != SUM_COUNT {
        return Err(Fault::damaged("a sum is missing"));
    }
    position::read(&mut tx).await?;
    check_teams(&mut tx).await?;
    check_people(&mut tx).await?;
    check_members(&mut tx).await?;
    check_rest(&mut tx).await
}

/// The statements that make the schema: text that no checksum covers, and that SQLite reads leniently.
async fn schema(connection: &mut Connection) -> std::result::Result<Vec<(String, Option<String>)>, Fault> {
    let sql = "SELECT name, sql FROM sqlite_schema ORDER BY name";
    Ok(sqlx::query_as(sql).fetch_all(connection).await?)
}

#[derive(sqlx::FromRow)]
struct WholeTeam {
    #[sqlx(flatten)]
    row: Row,
    #[sqlx(flatten)]
    derived: Derived,
    searched: Option<String>,
}

async fn check_teams(connection: &mut Connection) -> std::result::Result<(), Fault> {
    let sql = "SELECT t.*, s.text AS searched FROM teams AS t LEFT JOIN team_search AS s ON s.rowid = t.n";
    let mut rows = sqlx::query_as::<_, WholeTeam>(sql).fetch(connection);
    while let Some(WholeTeam { row, derived, searched }) = rows.try_next().await? {
        let team: Team = row.into_team()?;
        if derived != Derived::of(&team) || searched != Some(derived.text) {
            return Err(Fault::damaged("what is derived of a team is wrong"));
        }
    }
    Ok(())
}

#[derive(sqlx::FromRow)]
struct WholePerson {
    #[sqlx(flatten)]
    person: Person,
    text: String,
    searched: Option<String>,
}

async fn check_people(connection: &mut Connection) -> std::result::Result<(), Fault> {
    let sql = "SELECT p.n, p.user_id, p.email, p.name, p.checksum AS person_checksum, p.text, s.text AS searched \
               FROM people AS p LEFT JOIN people_search AS s ON s.rowid = p.n";
    let mut rows = sqlx::query_as::<_, WholePerson>(sql).fetch(connection);
    while let Some(WholePerson { person, text, searched }) = rows.try_next().await? {
        let person = person.checked()?;
        if text != people::search_text(&person.email, person.name.as_deref()) || searched != Some(text) {
            return Err(Fault::damaged("what is derived of a person is wrong"));
        }
    }
    Ok(())
}

async fn check_members(connection: &mut Connection) -> std::result::Result<(), Fault> {
    type Member = (String, String, String, String, i64);
    let sql = "SELECT t.id, p.user_id, m.role, m.joined_at, m.checksum FROM members AS m \
               LEFT JOIN teams AS t ON t.n = m.team LEFT JOIN people AS p ON p.n = m.person";
    let mut rows = sqlx::query_as::<_, Member>(sql).fetch(connection);
    while let Some((team, user, role, joined_at, expected)) = rows.try_next().await? {
        check("a member", &[&team, &user, &role, &joined_at], expected)?;
    }
    Ok(())
}

async fn check_rest(connection: &mut Connection) -> std::result::Result<(), Fault> {
    let sql = "SELECT DISTINCT t.n, t.id FROM invitations AS i LEFT JOIN teams AS t ON t.n = i.team";
    let invited: Vec<(i64, String)> = sqlx::query_as(sql).fetch_all(&mut *connection).await?;
    for (n, id) in invited {
        invitations::of_team(connection, n, &TeamId::new(id)).await?;
    }
    invitations::mine(connection).await?;
    let sql = "SELECT t.id FROM balance_samples AS s LEFT JOIN teams AS t ON t.n = s.team";
    let sampled: Vec<String> = sqlx::query_scalar(sql).fetch_all(&mut *connection).await?;
    for id in sampled {
        samples::get(connection, &TeamId::new(id)).await?;
    }
    activity::get(connection).await?;
    lost::all(connection).await?;
    Ok(())
}
