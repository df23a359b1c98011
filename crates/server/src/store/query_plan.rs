//! What SQLite makes of a statement. A walk along indexes costs what it gives; sorting or scanning costs what there is.

use sqlx::{AssertSqlSafe, Row};

/// Checks that a statement sorts nothing and scans nothing, and that each of these steps is in its plan.
pub(super) async fn walks(sql: &str, steps: &[&str]) {
    let folder = tempfile::tempdir().unwrap();
    let database = crate::Database::open(&folder.path().join("teams.db")).await.unwrap();
    let mut tx = database.store.read().await.unwrap();
    let rows = sqlx::query(AssertSqlSafe(format!("EXPLAIN QUERY PLAN {sql}"))).fetch_all(&mut *tx).await.unwrap();
    let plan: Vec<String> = rows.iter().map(|row| row.get("detail")).collect();
    assert!(!plan.iter().any(|step| step.starts_with("SCAN") || step.contains("TEMP B-TREE")), "{plan:#?}");
    for expected in steps {
        assert!(plan.iter().any(|step| step.contains(expected)), "{expected}: {plan:#?}");
    }
}
