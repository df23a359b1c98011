use super::request::Request;
use super::{Client, ClientError, PageRequest};
use crate::{Page, TeamId, Transaction, TransactionKind};

impl Client {
    /// `GET /v1/teams/{id}/transactions`: one page of a team's ledger, newest first, of every kind or of one.
    ///
    /// # Errors
    /// As every read.
    pub async fn transactions(
        &self,
        team: &TeamId,
        kind: Option<&TransactionKind>,
        page: &PageRequest,
    ) -> Result<Page<Transaction>, ClientError> {
        let request = Request::get(&["v1", "teams", team.as_str(), "transactions"])?;
        self.call(request.query("kind", kind.map(TransactionKind::as_str)).page(page)).await
    }
}
