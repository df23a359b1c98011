use sqlx::{QueryBuilder, Sqlite};

/// Adds ` IN ($n, $n+1, …)`. The statement is not worth sending where there are no values.
pub(super) fn push_any_of(query: &mut QueryBuilder<Sqlite>, values: &[&str]) {
    query.push(" IN (");
    let mut list = query.separated(", ");
    for value in values {
        list.push_bind(*value);
    }
    query.push(")");
}
