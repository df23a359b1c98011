use super::request::Request;
use super::{Client, ClientError, IdempotencyKey, PageRequest};
use crate::{CreateTopUp, Page, TeamId, TopUp, TopUpAmount, TopUpId};

impl Client {
    /// `POST /v1/teams/{id}/top-ups`: adds credits. The same key never charges twice.
    ///
    /// # Errors
    /// As every write.
    pub async fn create_top_up(
        &self,
        team: &TeamId,
        amount: TopUpAmount,
        key: &IdempotencyKey,
    ) -> Result<TopUp, ClientError> {
        let body = CreateTopUp { amount: amount.money() };
        self.call(Request::post(&["v1", "teams", team.as_str(), "top-ups"])?.idempotency_key(key).json(&body)).await
    }

    /// `GET /v1/teams/{id}/top-ups`: one page of a team's top-ups.
    ///
    /// # Errors
    /// As every read.
    pub async fn top_ups(&self, team: &TeamId, page: &PageRequest) -> Result<Page<TopUp>, ClientError> {
        self.call(Request::get(&["v1", "teams", team.as_str(), "top-ups"])?.page(page)).await
    }

    /// `GET /v1/teams/{id}/top-ups/{top_up_id}`: what became of one.
    ///
    /// # Errors
    /// As every read.
    pub async fn top_up(&self, team: &TeamId, top_up: &TopUpId) -> Result<TopUp, ClientError> {
        self.call(Request::get(&["v1", "teams", team.as_str(), "top-ups", top_up.as_str()])?).await
    }
}
