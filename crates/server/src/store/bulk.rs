//! Many rows at once, with order numbers that the caller took.

use ollm_api::{Event, TopUpId};
use sqlx::{QueryBuilder, Sqlite};

use super::entries::NewEntry;
use super::usage::UsageRecord;
use super::{Connection, Moment};

/// Rows in one statement; SQLite takes 32766 parameters.
const CHUNK: usize = 500;

pub(crate) async fn entries(connection: &mut Connection, entries: &[(i64, NewEntry)]) -> sqlx::Result<()> {
    for chunk in entries.chunks(CHUNK) {
        let sql =
            "INSERT INTO entries (seq, id, team_id, kind, amount, balance_after, description, top_up_id, created_at) ";
        let mut query = QueryBuilder::<Sqlite>::new(sql);
        query.push_values(chunk, |mut row, (seq, entry)| {
            row.push_bind(seq)
                .push_bind(entry.id.as_str())
                .push_bind(entry.team.as_str())
                .push_bind(entry.kind.as_str())
                .push_bind(entry.amount)
                .push_bind(entry.balance_after)
                .push_bind(&entry.description)
                .push_bind(entry.top_up.as_ref().map(TopUpId::as_str))
                .push_bind(Moment::from(entry.at));
        });
        query.build().execute(&mut *connection).await?;
    }
    Ok(())
}

pub(crate) async fn usage(connection: &mut Connection, usage: &[UsageRecord]) -> sqlx::Result<()> {
    for chunk in usage.chunks(CHUNK) {
        let sql =
            "INSERT INTO usage_records (entry_seq, team_id, at, model, cost, requests, input_tokens, output_tokens) ";
        let mut query = QueryBuilder::<Sqlite>::new(sql);
        query.push_values(chunk, |mut row, usage| {
            row.push_bind(usage.entry_seq)
                .push_bind(usage.team.as_str())
                .push_bind(Moment::from(usage.at))
                .push_bind(&usage.model)
                .push_bind(usage.cost)
                .push_bind(usage.requests)
                .push_bind(usage.input_tokens)
                .push_bind(usage.output_tokens);
        });
        query.build().execute(&mut *connection).await?;
    }
    Ok(())
}

pub(crate) async fn events(connection: &mut Connection, events: &[(i64, Event)]) -> sqlx::Result<()> {
    for chunk in events.chunks(CHUNK) {
        let sql = "INSERT INTO events (seq, id, team_id, at, actor, action, target, detail) ";
        let mut query = QueryBuilder::<Sqlite>::new(sql);
        query.push_values(chunk, |mut row, (seq, event)| {
            row.push_bind(seq)
                .push_bind(event.id.as_str())
                .push_bind(event.team_id.as_str())
                .push_bind(Moment::from(event.at))
                .push_bind(&event.actor)
                .push_bind(&event.action)
                .push_bind(&event.target)
                .push_bind(&event.detail);
        });
        query.build().execute(&mut *connection).await?;
    }
    Ok(())
}
