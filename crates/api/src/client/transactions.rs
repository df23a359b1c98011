use jiff::Timestamp;

use super::request::Request;
use super::{Client, ClientError, PageRequest};
use crate::{Page, TeamId, Transaction, TransactionKind};

/// Which entries of a ledger are asked for; by default all.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct TransactionFilter {
    /// Of one kind alone.
    pub kind: Option<TransactionKind>,
    /// Not before this time.
    pub from: Option<Timestamp>,
    /// Before this time.
    pub to: Option<Timestamp>,
}

impl Client {
    /// `GET /v1/teams/{id}/transactions`: one page of what a filter finds in a team's ledger, newest first.
    ///
    /// # Errors
    /// As every read.
    pub async fn transactions(
        &self,
        team: &TeamId,
        filter: &TransactionFilter,
        page: &PageRequest,
    ) -> Result<Page<Transaction>, ClientError> {
        let TransactionFilter { kind, from, to } = filter;
        let time = |time: &Option<Timestamp>| time.map(|time| time.to_string());
        let request = Request::get(&["v1", "teams", team.as_str(), "transactions"])?
            .query("kind", kind.as_ref().map(TransactionKind::as_str))
            .query("from", time(from).as_deref())
            .query("to", time(to).as_deref());
        self.call(request.page(page)).await
    }
}
