//! Rows, one or many at once. Where there is an order number, the caller took it.

use jiff::Timestamp;
use ollm_api::{Event, Invitation, TopUpId, User};
use sqlx::{QueryBuilder, Sqlite};

use super::entries::NewEntry;
use super::members::NewMember;
use super::teams::NewTeam;
use super::top_ups::StoredTopUp;
use super::usage::UsageRecord;
use super::{Connection, Moment};

/// Rows in one statement; SQLite takes 32766 parameters.
const CHUNK: usize = 500;

/// Adds people. Whose address is known already stays as they are.
pub(crate) async fn users(connection: &mut Connection, users: &[User], now: Timestamp) -> sqlx::Result<()> {
    for chunk in users.chunks(CHUNK) {
        let mut query = QueryBuilder::<Sqlite>::new("INSERT INTO users (id, email, name, created_at) ");
        query.push_values(chunk, |mut row, user| {
            row.push_bind(user.id.as_str()).push_bind(&user.email).push_bind(&user.name).push_bind(Moment::from(now));
        });
        query.push(" ON CONFLICT (email) DO NOTHING");
        query.build().execute(&mut *connection).await?;
    }
    Ok(())
}

pub(crate) async fn teams(connection: &mut Connection, teams: &[NewTeam]) -> sqlx::Result<()> {
    for chunk in teams.chunks(CHUNK) {
        let sql = "INSERT INTO teams (id, name, low_balance_threshold, version, created_at, updated_at) ";
        let mut query = QueryBuilder::<Sqlite>::new(sql);
        query.push_values(chunk, |mut row, team| {
            row.push_bind(team.id.as_str())
                .push_bind(team.name.as_str())
                .push_bind(team.low_balance_threshold)
                .push_bind(team.version)
                .push_bind(Moment::from(team.created_at))
                .push_bind(Moment::from(team.updated_at));
        });
        query.build().execute(&mut *connection).await?;
    }
    Ok(())
}

pub(crate) async fn members(connection: &mut Connection, members: &[NewMember]) -> sqlx::Result<()> {
    for chunk in members.chunks(CHUNK) {
        let sql = "INSERT INTO members (team_id, user_id, role, joined_at, team_created_at) ";
        let mut query = QueryBuilder::<Sqlite>::new(sql);
        query.push_values(chunk, |mut row, member| {
            row.push_bind(member.team.as_str())
                .push_bind(member.user.as_str())
                .push_bind(member.role.as_str())
                .push_bind(Moment::from(member.joined_at))
                .push("(SELECT created_at FROM teams WHERE id = ")
                .push_bind_unseparated(member.team.as_str())
                .push_unseparated(")");
        });
        query.build().execute(&mut *connection).await?;
    }
    Ok(())
}

pub(crate) async fn invitations(connection: &mut Connection, invitations: &[Invitation]) -> sqlx::Result<()> {
    for chunk in invitations.chunks(CHUNK) {
        let sql = "INSERT INTO invitations (id, team_id, email, role, status, invited_by, created_at, expires_at) ";
        let mut query = QueryBuilder::<Sqlite>::new(sql);
        query.push_values(chunk, |mut row, invitation| {
            row.push_bind(invitation.id.as_str())
                .push_bind(invitation.team_id.as_str())
                .push_bind(&invitation.email)
                .push_bind(invitation.role.as_str())
                .push_bind(invitation.status.as_str())
                .push_bind(&invitation.invited_by)
                .push_bind(Moment::from(invitation.created_at))
                .push_bind(Moment::from(invitation.expires_at));
        });
        query.build().execute(&mut *connection).await?;
    }
    Ok(())
}

pub(crate) async fn top_ups(connection: &mut Connection, top_ups: &[StoredTopUp]) -> sqlx::Result<()> {
    for chunk in top_ups.chunks(CHUNK) {
        let sql = "INSERT INTO top_ups (id, team_id, amount, status, failure, checkout_token, created_by, \
                   idempotency_key, created_at, expires_at, settled_at) ";
        let mut query = QueryBuilder::<Sqlite>::new(sql);
        query.push_values(chunk, |mut row, top_up| {
            row.push_bind(top_up.id.as_str())
                .push_bind(top_up.team.as_str())
                .push_bind(top_up.amount)
                .push_bind(top_up.status.as_str())
                .push_bind(&top_up.failure)
                .push_bind(&top_up.checkout_token)
                .push_bind(&top_up.created_by)
                .push_bind(&top_up.idempotency_key)
                .push_bind(Moment::from(top_up.created_at))
                .push_bind(Moment::from(top_up.expires_at))
                .push_bind(top_up.settled_at.map(Moment::from));
        });
        query.build().execute(&mut *connection).await?;
    }
    Ok(())
}

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
