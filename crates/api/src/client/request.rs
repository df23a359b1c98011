use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, utf8_percent_encode};
use reqwest::Method;
use serde::Serialize;

use super::{ClientError, IdempotencyKey, PageRequest, ServerUrl};

/// RFC 3986's unreserved characters stay as they are; all else, slashes above all, can not leave its segment.
const SEGMENT: &AsciiSet = &NON_ALPHANUMERIC.remove(b'-').remove(b'.').remove(b'_').remove(b'~');

/// One request as data, before anything is sent.
#[derive(Clone, Debug)]
pub(super) struct Request {
    pub(super) method: Method,
    pub(super) path: String,
    pub(super) query: Vec<(&'static str, String)>,
    pub(super) body: Option<serde_json::Value>,
    pub(super) idempotency_key: Option<IdempotencyKey>,
    pub(super) if_match: Option<u32>,
}

impl Request {
    pub(super) fn get(segments: &[&str]) -> Result<Self, ClientError> {
        Self::new(Method::GET, segments)
    }

    pub(super) fn post(segments: &[&str]) -> Result<Self, ClientError> {
        Self::new(Method::POST, segments)
    }

    pub(super) fn patch(segments: &[&str]) -> Result<Self, ClientError> {
        Self::new(Method::PATCH, segments)
    }

    pub(super) fn delete(segments: &[&str]) -> Result<Self, ClientError> {
        Self::new(Method::DELETE, segments)
    }

    fn new(method: Method, segments: &[&str]) -> Result<Self, ClientError> {
        let mut path = String::new();
        for segment in segments {
            // A URL has no way to write these as a name: even `%2E%2E` climbs (WHATWG URL, 'double-dot path segment').
            if matches!(*segment, "" | "." | "..") {
                return Err(ClientError::InvalidId);
            }
            path.push('/');
            path.extend(utf8_percent_encode(segment, SEGMENT));
        }
        Ok(Self { method, path, query: Vec::new(), body: None, idempotency_key: None, if_match: None })
    }

    pub(super) fn page(mut self, page: &PageRequest) -> Self {
        self.query.extend(page.limit.map(|limit| ("limit", limit.to_string())));
        self.query.extend(page.cursor.clone().map(|cursor| ("cursor", cursor)));
        self
    }

    pub(super) fn query(mut self, name: &'static str, value: Option<&str>) -> Self {
        self.query.extend(value.map(|value| (name, value.to_owned())));
        self
    }

    /// Takes a body of the contract. Those are plain structs of strings, so that turning one into JSON can not fail.
    pub(super) fn json(mut self, body: &impl Serialize) -> Self {
        self.body = serde_json::to_value(body).ok();
        self
    }

    pub(super) fn idempotency_key(mut self, key: &IdempotencyKey) -> Self {
        self.idempotency_key = Some(*key);
        self
    }

    pub(super) fn if_match(mut self, version: Option<u32>) -> Self {
        self.if_match = version;
        self
    }

    /// Reads change nothing, so that sending one again is safe.
    pub(super) fn is_read(&self) -> bool {
        self.method == Method::GET
    }

    pub(super) fn url(&self, server: &ServerUrl) -> String {
        format!("{server}{}", self.path)
    }
}
