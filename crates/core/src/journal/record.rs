//! What is written into the journal and read from it. Every change names the state before: of two windows that want to
//! make the same change, one does.

use std::path::Path;

use jiff::{SignedDuration, Timestamp};
use ollm_api::client::IdempotencyKey;
use ollm_api::{Currency, Money, TeamId, TopUpId};
use rust_decimal::Decimal;
use sqlx::{Sqlite, Transaction};
use tokio::sync::watch;

use super::store::{Store, unavailable};
use super::{Attempt, Told};
use crate::news::next_revision;
use crate::{Account, AccountId, AppError, ErrorCode, TopUpFailure, TopUpState};

/// A second top-up of the same team and amount within this time is likely to be a mistake.
const REPEATS_WITHIN: SignedDuration = SignedDuration::from_mins(10);

/// The journal, opened at its first use.
pub(crate) struct Journal {
    store: Store,
    revision: watch::Sender<u32>,
    /// How often all attempts of an account were read.
    #[cfg(test)]
    pub(super) reads: std::sync::atomic::AtomicU32,
}

/// Why a new attempt was not written down.
#[derive(Debug)]
pub(crate) enum Refusal {
    /// One of the team has no end yet.
    Open(TopUpState),
    /// One of the team and amount was, a short while ago.
    Repeats(Timestamp),
    /// The journal does not work.
    Unavailable(AppError),
}

#[derive(sqlx::FromRow)]
struct Row {
    key: String,
    team_id: String,
    team_name: String,
    amount: String,
    currency: String,
    state: String,
    top_up_id: Option<String>,
    checkout_host: Option<String>,
    failure: Option<String>,
    failure_words: Option<String>,
    prepared_at: i64,
    sent_at: Option<i64>,
    settled_at: Option<i64>,
    may_dismiss: bool,
}

macro_rules! attempts {
    ($rest:literal) => {
        concat!(
            "SELECT key, team_id, team_name, amount, currency, state, top_up_id, checkout_host, failure, \
             failure_words, prepared_at, sent_at, settled_at, may_dismiss FROM attempts WHERE ",
            $rest
        )
    };
}

impl Journal {
    /// The journal of all accounts whose app keeps its files in `data_dir`.
    pub(crate) fn new(data_dir: &Path) -> Self {
        Self {
            store: Store::new(data_dir.join("payments.db")),
            revision: watch::Sender::new(1),
            #[cfg(test)]
            reads: std::sync::atomic::AtomicU32::new(0),
        }
    }

    /// Waits for what is being written and closes the file. Nothing is tried with money any more.
    pub(crate) async fn close(&self) {
        self.store.close().await;
    }

    /// Another number whenever anything in it may be something else.
    pub(super) fn revision(&self) -> watch::Receiver<u32> {
        self.revision.subscribe()
    }

    /// Writes a new attempt down, as 'prepared'.
    pub(crate) async fn prepare(
        &self,
        account: &Account,
        (team, name): (&TeamId, &str),
        amount: &Money,
        repeats: bool,
        now: Timestamp,
    ) -> Result<Attempt, Refusal> {
        let mut tx = self.store.write().await?;
        self.store.is_there().await?;
        let sql = attempts!(
            "account = $1 AND team_id = $2 AND state IN ('prepared', 'sent', 'pending', 'unknown') AND is_seen = 0"
        );
        let open: Option<Row> = sqlx::query_as(sql)
            .bind(account.id.as_str())
            .bind(team.as_str())
            .fetch_optional(&mut *tx)
            .await
            .map_err(unavailable)?;
        if let Some(open) = open {
            return Err(Refusal::Open(attempt(open)?.state));
        }
        let sql = "SELECT MAX(prepared_at) FROM attempts WHERE account = $1 AND team_id = $2 AND amount = $3 \
                   AND currency = $4 AND state = 'succeeded'";
        let last: Option<i64> = sqlx::query_scalar(sql)
            .bind(account.id.as_str())
            .bind(team.as_str())
            .bind(amount.amount.to_string())
            .bind(amount.currency.as_str())
            .fetch_one(&mut *tx)
            .await
            .map_err(unavailable)?;
        let last = last.map(time).transpose()?;
        if let Some(last) = last.filter(|last| !repeats && now.duration_since(*last) < REPEATS_WITHIN) {
            return Err(Refusal::Repeats(last));
        }
        let key = IdempotencyKey::new();
        let sql = "INSERT INTO attempts (key, account, server, team_id, team_name, amount, currency, state, prepared_at) \
                   VALUES ($1, $2, $3, $4, $5, $6, $7, 'prepared', $8)";
        sqlx::query(sql)
            .bind(key.to_string())
            .bind(account.id.as_str())
            .bind(&account.server)
            .bind(team.as_str())
            .bind(name)
            .bind(amount.amount.to_string())
            .bind(amount.currency.as_str())
            .bind(now.as_microsecond())
            .execute(&mut *tx)
            .await
            .map_err(unavailable)?;
        note(&mut tx, &key, TopUpState::Prepared, now).await?;
        tx.commit().await.map_err(unavailable)?;
        self.has_changed();
        Ok(Attempt {
            key,
            team_id: team.clone(),
            team_name: name.to_owned(),
            amount: amount.clone(),
            state: TopUpState::Prepared,
            top_up_id: None,
            checkout_host: None,
            failure: None,
            prepared_at: now,
            sent_at: None,
            settled_at: None,
            may_dismiss: false,
        })
    }

    /// Says that a prepared attempt is about to leave. `false` where somebody else has found that it never did.
    pub(crate) async fn mark_sent(&self, key: &IdempotencyKey, now: Timestamp) -> Result<bool, AppError> {
        let mut tx = self.store.write().await?;
        let sql = "UPDATE attempts SET state = 'sent', sent_at = $2 WHERE key = $1 AND state = 'prepared'";
        let query = sqlx::query(sql).bind(key.to_string()).bind(now.as_microsecond());
        if query.execute(&mut *tx).await.map_err(unavailable)?.rows_affected() == 0 {
            return Ok(false);
        }
        note(&mut tx, key, TopUpState::Sent, now).await?;
        self.store.is_there().await?;
        tx.commit().await.map_err(unavailable)?;
        self.has_changed();
        Ok(true)
    }

    /// Writes down what became of an attempt that was in the state `before`. `false` where it was not any more, or where
    /// nothing changes.
    pub(crate) async fn change(
        &self,
        key: &IdempotencyKey,
        before: TopUpState,
        told: &Told,
        now: Timestamp,
    ) -> Result<bool, AppError> {
        let mut tx = self.store.write().await?;
        let sql = "UPDATE attempts SET state = $3, failure = $4, may_dismiss = $5, settled_at = $6, \
                   failure_words = $7 WHERE key = $1 AND state = $2 \
                   AND NOT (state IS $3 AND failure IS $4 AND may_dismiss IS $5 AND failure_words IS $7)";
        let (failure, words) = written(told.failure.as_ref());
        let settled = told.state.is_end().then(|| now.as_microsecond());
        let query = sqlx::query(sql)
            .bind(key.to_string())
            .bind(before.as_str())
            .bind(told.state.as_str())
            .bind(failure)
            .bind(told.may_dismiss)
            .bind(settled)
            .bind(words);
        if query.execute(&mut *tx).await.map_err(unavailable)?.rows_affected() == 0 {
            return Ok(false);
        }
        if told.state != before {
            note(&mut tx, key, told.state, now).await?;
        }
        tx.commit().await.map_err(unavailable)?;
        self.has_changed();
        Ok(true)
    }

    /// Writes down which top-up of the server an attempt is, and where it is paid.
    pub(crate) async fn name(&self, key: &IdempotencyKey, id: &TopUpId, host: Option<&str>) -> Result<(), AppError> {
        let sql = "UPDATE attempts SET top_up_id = $2, checkout_host = COALESCE($3, checkout_host) WHERE key = $1";
        let query = sqlx::query(sql).bind(key.to_string()).bind(id.as_str()).bind(host);
        query.execute(self.store.pool().await?).await.map_err(unavailable)?;
        self.has_changed();
        Ok(())
    }

    /// The user knows how it ended, or closes what nobody can find out. `false` where there is no such attempt.
    pub(crate) async fn acknowledge(&self, account: &AccountId, key: &IdempotencyKey) -> Result<bool, AppError> {
        let sql = "UPDATE attempts SET is_seen = 1 WHERE key = $1 AND account = $2 \
                   AND (state IN ('succeeded', 'failed', 'expired') OR may_dismiss = 1)";
        let query = sqlx::query(sql).bind(key.to_string()).bind(account.as_str());
        let done = query.execute(self.store.pool().await?).await.map_err(unavailable)?;
        if done.rows_affected() == 0 {
            return Ok(false);
        }
        self.has_changed();
        Ok(true)
    }

    /// The attempts of an account that have no end, or one that the user has not seen; the oldest first.
    pub(crate) async fn unseen(&self, account: &AccountId) -> Result<Vec<Attempt>, AppError> {
        #[cfg(test)]
        self.reads.fetch_add(1, std::sync::atomic::Ordering::Relaxed);
        let sql = attempts!("account = $1 AND is_seen = 0 ORDER BY prepared_at, key");
        let rows: Vec<Row> = sqlx::query_as(sql)
            .bind(account.as_str())
            .fetch_all(self.store.pool().await?)
            .await
            .map_err(unavailable)?;
        rows.into_iter().map(attempt).collect()
    }

    /// One attempt of an account.
    pub(crate) async fn get(&self, account: &AccountId, key: &IdempotencyKey) -> Result<Attempt, AppError> {
        let sql = attempts!("account = $1 AND key = $2");
        let row: Option<Row> = sqlx::query_as(sql)
            .bind(account.as_str())
            .bind(key.to_string())
            .fetch_optional(self.store.pool().await?)
            .await
            .map_err(unavailable)?;
        attempt(row.ok_or_else(|| AppError::new(ErrorCode::NotFound, "there is no such top-up"))?)
    }

    /// Where an account paid a top-up of the server, if it was by a page that this computer knows of.
    pub(crate) async fn paid_at(&self, account: &AccountId, id: &TopUpId) -> Result<Option<String>, AppError> {
        let sql = "SELECT checkout_host FROM attempts WHERE account = $1 AND top_up_id = $2";
        let query = sqlx::query_scalar(sql).bind(account.as_str()).bind(id.as_str());
        let host: Option<Option<String>> = query.fetch_optional(self.store.pool().await?).await.map_err(unavailable)?;
        Ok(host.flatten())
    }

    fn has_changed(&self) {
        self.revision.send_modify(|revision| *revision = next_revision(*revision));
    }
}

async fn note(
    tx: &mut Transaction<'static, Sqlite>,
    key: &IdempotencyKey,
    state: TopUpState,
    at: Timestamp,
) -> Result<(), AppError> {
    let sql = "INSERT INTO states (attempt, state, at) VALUES ($1, $2, $3)";
    let query = sqlx::query(sql).bind(key.to_string()).bind(state.as_str()).bind(at.as_microsecond());
    query.execute(&mut **tx).await.map_err(unavailable)?;
    Ok(())
}

fn attempt(row: Row) -> Result<Attempt, AppError> {
    let amount: Decimal = row.amount.parse().map_err(unavailable)?;
    Ok(Attempt {
        key: IdempotencyKey::parse(&row.key).map_err(unavailable)?,
        team_id: TeamId::new(row.team_id),
        team_name: row.team_name,
        amount: Money { amount, currency: Currency::from(row.currency.as_str()) },
        state: TopUpState::parse(&row.state).ok_or_else(|| unavailable("a state that no attempt has"))?,
        top_up_id: row.top_up_id.map(TopUpId::new),
        checkout_host: row.checkout_host,
        failure: read(row.failure.as_deref(), row.failure_words)?,
        prepared_at: time(row.prepared_at)?,
        sent_at: row.sent_at.map(time).transpose()?,
        settled_at: row.settled_at.map(time).transpose()?,
        may_dismiss: row.may_dismiss,
    })
}

/// The word for a failure in the journal, and what was said.
fn written(failure: Option<&TopUpFailure>) -> (Option<&'static str>, Option<&str>) {
    match failure {
        None => (None, None),
        Some(TopUpFailure::NeverSent) => (Some("never_sent"), None),
        Some(TopUpFailure::NeverArrived) => (Some("never_arrived"), None),
        Some(TopUpFailure::Said { words }) => (Some("said"), Some(words)),
    }
}

fn read(failure: Option<&str>, words: Option<String>) -> Result<Option<TopUpFailure>, AppError> {
    Ok(Some(match (failure, words) {
        (None, _) => return Ok(None),
        (Some("never_sent"), _) => TopUpFailure::NeverSent,
        (Some("never_arrived"), _) => TopUpFailure::NeverArrived,
        (Some("said"), Some(words)) => TopUpFailure::Said { words },
        (Some(_), _) => return Err(unavailable("a failure that no attempt has")),
    }))
}

fn time(microseconds: i64) -> Result<Timestamp, AppError> {
    Timestamp::from_microsecond(microseconds).map_err(unavailable)
}

impl From<AppError> for Refusal {
    fn from(error: AppError) -> Self {
        Self::Unavailable(error)
    }
}
