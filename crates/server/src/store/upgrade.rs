//! A database of an earlier version keeps what is in it.

use ollm_api::UserId;
use sqlx::migrate::Migrator;
use sqlx::{ConnectOptions, Connection};

use super::*;
use crate::store::changes::Side;

const ROWS_OF_0001: &str = "
    INSERT INTO users VALUES ('u', 'you@example.com', NULL, 0);
    INSERT INTO teams (id, name, version, created_at, updated_at)
        VALUES ('a', 'Younger', 1, 20, 20), ('b', 'Older', 1, 10, 10);
    INSERT INTO members VALUES ('a', 'u', 'owner', 20), ('b', 'u', 'viewer', 30);
    INSERT INTO feed VALUES (1, 'feed', 0);
    INSERT INTO changes VALUES (1, 0, 'team', 'a', 'a', NULL), (2, 0, 'team', 'a', 'a', 'u'), (3, 0, 'team', 'a', 'a', NULL),
        (4, 0, 'member', 'a', 'u', NULL), (5, 0, 'team', 'b', 'b', NULL), (6, 0, 'team', 'b', 'b', NULL);
    UPDATE sequence SET value = 6";

#[tokio::test]
async fn what_was_in_it_stays() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("teams.db");
    let mut connection = SqliteConnectOptions::new().filename(&file).create_if_missing(true).connect().await.unwrap();
    let all = sqlx::migrate!().migrations.to_vec();
    let first = Migrator::with_migrations(all[..1].to_vec());
    first.run(&mut connection).await.unwrap();
    sqlx::raw_sql(ROWS_OF_0001).execute(&mut connection).await.unwrap();
    connection.close().await.unwrap();

    let store = Store::open(&file).await.unwrap();
    let mut tx = store.read().await.unwrap();
    let user = UserId::new("u");
    let listed = teams::list(&mut tx, &user, &(i64::MIN, String::new()), 10).await.unwrap();
    assert_eq!(listed.iter().map(|team| team.name.as_str()).collect::<Vec<_>>(), ["Older", "Younger"]);
    for side in [Side::Changes, Side::Teams] {
        let changed = changes::list(&mut tx, &user, 0, 10, side).await.unwrap();
        assert_eq!(changed.iter().map(|record| record.seq).collect::<Vec<_>>(), [3, 4, 6], "{side:?}");
    }
    let kept: i64 = sqlx::query_scalar("SELECT COUNT(*) FROM changes").fetch_one(&mut *tx).await.unwrap();
    assert_eq!(kept, 4);
}
