use jiff::Timestamp;
use ollm_api::{ChangeKind, TeamId, UserId};

use super::{Connection, Moment, sequence};

/// That a record changed; what it is now is read elsewhere.
#[derive(Clone, Debug, sqlx::FromRow)]
pub(crate) struct ChangedRecord {
    /// The number of its last change.
    pub(crate) seq: i64,
    pub(crate) kind: String,
    pub(crate) team_id: String,
    pub(crate) record_id: String,
}

/// Where the feed begins.
#[derive(Clone, Debug, sqlx::FromRow)]
pub(crate) struct Feed {
    pub(crate) feed_id: String,
    /// Changes up to and including this number are forgotten.
    pub(crate) floor: i64,
}

/// Gives the feed its identity, once in the life of a database.
pub(crate) async fn create_feed(connection: &mut Connection, feed_id: &str) -> sqlx::Result<()> {
    let sql = "INSERT INTO feed (id, feed_id, floor) VALUES (1, $1, 0) ON CONFLICT (id) DO NOTHING";
    sqlx::query(sql).bind(feed_id).execute(connection).await?;
    Ok(())
}

pub(crate) async fn feed(connection: &mut Connection) -> sqlx::Result<Feed> {
    sqlx::query_as("SELECT feed_id, floor FROM feed WHERE id = 1").fetch_one(connection).await
}

/// Notes a change in the place of the one before to the same record for the same audience.
macro_rules! change {
    ($same:literal) => {
        concat!(
            "INSERT INTO changes (seq, at, kind, team_id, record_id, audience) VALUES ($1, $2, $3, $4, $5, $6) \
             ON CONFLICT (team_id, kind, record_id",
            $same,
            " DO UPDATE SET seq = excluded.seq, at = excluded.at"
        )
    };
}

/// Notes that a record changed, for one user or (`None`) for whoever is in the team.
pub(crate) async fn insert(
    connection: &mut Connection,
    kind: &ChangeKind,
    team: &TeamId,
    record_id: &str,
    audience: Option<&UserId>,
    now: Timestamp,
) -> sqlx::Result<()> {
    let sql = match audience {
        None => change!(") WHERE audience IS NULL"),
        Some(_) => change!(", audience) WHERE audience IS NOT NULL"),
    };
    let seq = sequence::next(connection).await?;
    sqlx::query(sql)
        .bind(seq)
        .bind(Moment::from(now))
        .bind(kind.as_str())
        .bind(team.as_str())
        .bind(record_id)
        .bind(audience.map(UserId::as_str))
        .execute(connection)
        .await?;
    Ok(())
}

/// How many records changed after number `since`, but no more than `most`.
pub(crate) async fn count_after(connection: &mut Connection, since: i64, most: i64) -> sqlx::Result<i64> {
    let sql = "SELECT COUNT(*) FROM (SELECT 1 FROM changes WHERE seq > $1 LIMIT $2) AS some";
    sqlx::query_scalar(sql).bind(since).bind(most).fetch_one(connection).await
}

/// Which end the feed is read from. Both give the same.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Side {
    /// Every change after the point, leaving out those that are not the user's.
    Changes,
    /// Every team of the user's, looking for changes after the point.
    Teams,
}

/// A change is the user's if it is for them alone, or for whoever is in a team that they are in. Of the two that a record
/// can have, the later counts. The walk is in the order of the feed and ends with the page; that the audience is hidden in
/// `COALESCE` keeps it from being looked up by the audience, and sorted.
const FROM_CHANGES: &str = "SELECT c.seq, c.kind, c.team_id, c.record_id FROM changes c \
    LEFT JOIN members m ON m.team_id = c.team_id AND m.user_id = $1 \
    WHERE c.seq > $2 AND COALESCE(c.audience, $1) = $1 AND (c.audience IS NOT NULL OR m.user_id IS NOT NULL) \
      AND NOT EXISTS (SELECT 1 FROM changes later WHERE later.team_id = c.team_id AND later.kind = c.kind \
        AND later.record_id = c.record_id AND later.seq > c.seq \
        AND c.audience IS NULL AND later.audience = $1) \
      AND NOT EXISTS (SELECT 1 FROM changes later WHERE later.team_id = c.team_id AND later.kind = c.kind \
        AND later.record_id = c.record_id AND later.seq > c.seq \
        AND c.audience IS NOT NULL AND later.audience IS NULL AND m.user_id IS NOT NULL) \
    ORDER BY c.seq LIMIT $3";

const FROM_TEAMS: &str = "SELECT MAX(seq) AS seq, kind, team_id, record_id FROM ( \
      SELECT c.seq, c.kind, c.team_id, c.record_id FROM members m JOIN changes c ON c.team_id = m.team_id \
        WHERE m.user_id = $1 AND c.audience IS NULL AND c.seq > $2 \
      UNION ALL \
      SELECT seq, kind, team_id, record_id FROM changes WHERE audience = $1 AND seq > $2 \
    ) AS visible GROUP BY kind, team_id, record_id ORDER BY 1 LIMIT $3";

/// The records that changed for somebody after number `since`, each once, in the order of their last changes.
pub(crate) async fn list(
    connection: &mut Connection,
    user: &UserId,
    since: i64,
    limit: i64,
    side: Side,
) -> sqlx::Result<Vec<ChangedRecord>> {
    let sql = match side {
        Side::Changes => FROM_CHANGES,
        Side::Teams => FROM_TEAMS,
    };
    sqlx::query_as(sql).bind(user.as_str()).bind(since).bind(limit).fetch_all(connection).await
}

/// Forgets what changed before `before` and moves the floor.
pub(crate) async fn prune(connection: &mut Connection, before: Timestamp) -> sqlx::Result<()> {
    let sql = "UPDATE feed SET floor = COALESCE((SELECT MAX(seq) FROM changes WHERE at < $1), floor) WHERE id = 1";
    sqlx::query(sql).bind(Moment::from(before)).execute(&mut *connection).await?;
    sqlx::query("DELETE FROM changes WHERE seq <= (SELECT floor FROM feed WHERE id = 1)").execute(connection).await?;
    Ok(())
}

#[cfg(test)]
mod tests {
    use ollm_api::{Email, Role, TeamName};
    use rand::rngs::StdRng;
    use rand::{RngExt, SeedableRng};

    use super::*;
    use crate::operations::{SYSTEM, UnitOfWork, teams, users};
    use crate::store::{self, query_plan};

    #[tokio::test]
    async fn the_feed_is_walked_and_not_sorted() {
        let steps = [
            "c USING INDEX sqlite_autoindex_changes_1 (seq>?)",
            "later USING INDEX changes_once (",
            "later USING INDEX changes_once_for_user (",
        ];
        query_plan::walks(FROM_CHANGES, &steps).await;
    }

    /// Changes to few records for random audiences, among them people who are not in the team.
    async fn change_at_random(connection: &mut Connection, teams: &[TeamId], people: &[UserId], rng: &mut StdRng) {
        let kinds = [ChangeKind::Team, ChangeKind::Member, ChangeKind::Invitation];
        let (kind, team) = (&kinds[rng.random_range(0..3)], &teams[rng.random_range(0..teams.len())]);
        let record = if *kind == ChangeKind::Team { team.to_string() } else { rng.random_range(0..3).to_string() };
        let audience = rng.random_bool(0.5).then(|| &people[rng.random_range(0..people.len())]);
        insert(connection, kind, team, &record, audience, Timestamp::UNIX_EPOCH).await.unwrap();
    }

    #[tokio::test]
    async fn from_either_side_the_feed_is_the_same() {
        let folder = tempfile::tempdir().unwrap();
        let database = crate::Database::open(&folder.path().join("teams.db")).await.unwrap();
        let now = Timestamp::UNIX_EPOCH;
        let mut tx = database.store.write().await.unwrap();
        let (mut people, mut ids) = (Vec::new(), Vec::new());
        for name in ["ana", "ben", "cho"] {
            let email = Email::parse(&format!("{name}@example.com")).unwrap();
            people.push(users::ensure(&mut tx, &email, now).await.unwrap().id);
        }
        for index in 0..4_usize {
            let mut work = UnitOfWork { connection: &mut tx, now, actor: SYSTEM };
            let name = TeamName::parse("Dev").unwrap();
            let team = teams::create(&mut work, &people[index % 2], &name, || index as u32).await.unwrap();
            if index < 2 {
                store::members::insert(&mut tx, &team, &people[2], &Role::Viewer, now).await.unwrap();
            }
            ids.push(team);
        }
        let mut rng = StdRng::seed_from_u64(3);
        let mut most = 0;
        for _ in 0..60 {
            for _ in 0..rng.random_range(1..8) {
                change_at_random(&mut tx, &ids, &people, &mut rng).await;
            }
            let head = sequence::last(&mut tx).await.unwrap();
            for user in &people {
                let (since, limit) = (rng.random_range(0..=head), rng.random_range(1..30));
                let mut seen = Vec::new();
                for side in [Side::Changes, Side::Teams] {
                    let records = list(&mut tx, user, since, limit, side).await.unwrap();
                    seen.push(records.into_iter().map(|r| (r.seq, r.kind, r.team_id, r.record_id)).collect::<Vec<_>>());
                }
                assert_eq!(seen[0], seen[1], "{user} since {since}, {limit}");
                most = most.max(seen[0].len());
            }
        }
        assert!(most > 15, "the feed had something in it: {most}");
        let kept: i64 = sqlx::query_scalar("SELECT COUNT(*) FROM changes").fetch_one(&mut *tx).await.unwrap();
        assert!(kept <= 4 * 7 * 4, "a record is there once an audience: {kept}");
    }
}
