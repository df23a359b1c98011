//! POST requests that may be sent again (draft-ietf-httpapi-idempotency-key-header).
//!
//! The first answer is recorded in the transaction that has the effect. A crash at any point therefore leaves both
//! or neither: a request that is sent again either finds the answer or starts afresh, and never books twice. Keys
//! whose first request is running are held in memory alone, because a crash ends the running too.
//!
//! A refusal (4xx) changes nothing, so it is not recorded: the same key may be sent again once its reason is gone.

use axum::body::Body;
use axum::extract::{FromRequest, Request};
use axum::http::header::{CONTENT_TYPE, ETAG};
use axum::http::{HeaderMap, StatusCode};
use axum::response::{IntoResponse, Response};
use jiff::Timestamp;
use serde::Serialize;
use serde::de::DeserializeOwned;
use sha2::{Digest, Sha256};
use uuid::Uuid;

use crate::auth::Caller;
use crate::error::{ApiError, Result};
use crate::extract::RawBody;
use crate::operations::UnitOfWork;
use crate::state::{App, AppState, RunningKeys};
use crate::store::idempotency::Record;
use crate::store::{self, Tx};
use crate::token;

const KEY_HEADER: &str = "idempotency-key";
const REPLAYED_HEADER: &str = "idempotent-replayed";

/// A POST request: its body, and what tells it from others.
pub(crate) struct Post {
    body: RawBody,
    key: Option<Uuid>,
    fingerprint: String,
}

impl FromRequest<App> for Post {
    type Rejection = ApiError;

    async fn from_request(request: Request, app: &App) -> Result<Self> {
        let key = key(request.headers())?;
        let start = format!("{}\n{}\n", request.method(), request.uri());
        let body = RawBody::from_request(request, app).await?;
        let digest = Sha256::new().chain_update(start).chain_update(&body.bytes).finalize();
        Ok(Self { body, key, fingerprint: token::hex(&digest) })
    }
}

/// How a POST request goes on.
pub(crate) enum Begun {
    /// It is the first of its key, or has none.
    Fresh(Write),
    /// It was answered before.
    Answered(Record),
}

/// An open transaction that will be the effect of a POST request.
pub(crate) struct Write {
    tx: Tx,
    now: Timestamp,
    recording: Option<Recording>,
}

struct Recording {
    key: Uuid,
    fingerprint: String,
    _running: RunningKey,
}

impl Post {
    pub(crate) fn json<T: DeserializeOwned>(&self) -> Result<T> {
        self.body.json()
    }

    /// The key; a request without one is refused.
    pub(crate) fn require_key(&self) -> Result<String> {
        self.key.map(|key| key.to_string()).ok_or(ApiError::IdempotencyKeyRequired)
    }

    /// Opens the transaction, or finds the first answer.
    pub(crate) async fn begin(&self, app: &AppState, caller: &Caller) -> Result<Begun> {
        let Some(key) = self.key else {
            return Ok(Begun::Fresh(Write { tx: app.store.write().await?, now: app.now(), recording: None }));
        };
        let running = RunningKey::enter(&app.running_keys, caller, key)?;
        let mut tx = app.store.write().await?;
        match store::idempotency::get(&mut tx, &caller.user.id, &key.to_string()).await? {
            None => {
                let recording = Recording { key, fingerprint: self.fingerprint.clone(), _running: running };
                Ok(Begun::Fresh(Write { tx, now: app.now(), recording: Some(recording) }))
            }
            Some(record) if record.fingerprint == self.fingerprint => Ok(Begun::Answered(record)),
            Some(_) => Err(ApiError::IdempotencyKeyReused("this idempotency key came with another request before")),
        }
    }
}

impl Write {
    pub(crate) fn connection(&mut self) -> &mut Tx {
        &mut self.tx
    }

    pub(crate) fn work<'a>(&'a mut self, caller: &'a Caller) -> UnitOfWork<'a> {
        UnitOfWork { connection: &mut self.tx, now: self.now, actor: &caller.user.email }
    }

    /// Records the answer, commits and answers.
    pub(crate) async fn finish(
        self,
        caller: &Caller,
        status: StatusCode,
        answer: &impl Serialize,
        etag: Option<String>,
    ) -> Result<Response> {
        let body = to_json(answer)?;
        self.commit(caller, status, body.clone(), etag.clone()).await?;
        Ok(respond(status, etag, body))
    }

    /// Like [`Self::finish`], but for an answer with a secret in it: `recorded` is stored in its place.
    pub(crate) async fn finish_without_secret(
        self,
        caller: &Caller,
        status: StatusCode,
        answer: &impl Serialize,
        recorded: String,
    ) -> Result<Response> {
        let body = to_json(answer)?;
        self.commit(caller, status, recorded, None).await?;
        Ok(respond(status, None, body))
    }

    async fn commit(mut self, caller: &Caller, status: StatusCode, body: String, etag: Option<String>) -> Result<()> {
        if let Some(recording) = &self.recording {
            let status = i64::from(status.as_u16());
            let record = Record { fingerprint: recording.fingerprint.clone(), status, etag, body };
            let key = recording.key.to_string();
            store::idempotency::insert(&mut self.tx, &caller.user.id, &key, &record, self.now).await?;
        }
        self.tx.commit().await?;
        Ok(())
    }
}

/// Answers with the first answer.
pub(crate) fn replay(record: Record) -> Response {
    let status = u16::try_from(record.status).ok().and_then(|status| StatusCode::from_u16(status).ok());
    replayed(respond(status.unwrap_or(StatusCode::OK), record.etag, record.body))
}

/// Marks an answer as one that was given before.
pub(crate) fn replayed(response: Response) -> Response {
    ([(REPLAYED_HEADER, "true")], response).into_response()
}

pub(crate) fn to_json(answer: &impl Serialize) -> Result<String> {
    serde_json::to_string(answer).map_err(|_| ApiError::Internal)
}

pub(crate) fn respond(status: StatusCode, etag: Option<String>, json: String) -> Response {
    let mut response = (status, [(CONTENT_TYPE, "application/json")], Body::from(json)).into_response();
    if let Some(etag) = etag.and_then(|etag| etag.parse().ok()) {
        response.headers_mut().insert(ETAG, etag);
    }
    response
}

/// The key of a request: a UUID, bare or, as the draft has it, in double quotes.
fn key(headers: &HeaderMap) -> Result<Option<Uuid>> {
    let mut values = headers.get_all(KEY_HEADER).iter();
    let (Some(value), None) = (values.next(), values.next()) else {
        return if headers.contains_key(KEY_HEADER) { Err(invalid_key()) } else { Ok(None) };
    };
    let text = value.to_str().map_err(|_| invalid_key())?.trim().trim_matches('"');
    Uuid::try_parse(text).map(Some).map_err(|_| invalid_key())
}

fn invalid_key() -> ApiError {
    ApiError::invalid("Idempotency-Key", "an idempotency key is one UUID")
}

/// A key whose first request is running. It is free again when this is dropped, however the request ends.
struct RunningKey {
    keys: RunningKeys,
    entry: (String, Uuid),
}

impl RunningKey {
    fn enter(keys: &RunningKeys, caller: &Caller, key: Uuid) -> Result<Self> {
        let entry = (caller.user.id.as_str().to_owned(), key);
        let mut running = keys.lock().unwrap_or_else(std::sync::PoisonError::into_inner);
        if running.insert(entry.clone()) {
            Ok(Self { keys: keys.clone(), entry })
        } else {
            Err(ApiError::IdempotencyInProgress)
        }
    }
}

impl Drop for RunningKey {
    fn drop(&mut self) {
        self.keys.lock().unwrap_or_else(std::sync::PoisonError::into_inner).remove(&self.entry);
    }
}
