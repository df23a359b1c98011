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

    /// The same list, of the caller's top-up with that key alone. A server that does not know the filter leaves it out,
    /// and tells no keys in its answer.
    ///
    /// # Errors
    /// As every read.
    pub async fn top_ups_of_key(
        &self,
        team: &TeamId,
        key: &IdempotencyKey,
        page: &PageRequest,
    ) -> Result<Page<TopUp>, ClientError> {
        let request = Request::get(&["v1", "teams", team.as_str(), "top-ups"])?;
        self.call(request.query("idempotency_key", Some(&key.to_string())).page(page)).await
    }

    /// `POST /v1/teams/{id}/top-ups/{top_up_id}/expire`: a pending one can not be paid any more. One that has an end
    /// already stays as it is, and is the answer.
    ///
    /// # Errors
    /// As every write.
    pub async fn expire_top_up(&self, team: &TeamId, top_up: &TopUpId) -> Result<TopUp, ClientError> {
        self.call(Request::post(&["v1", "teams", team.as_str(), "top-ups", top_up.as_str(), "expire"])?).await
    }

    /// `GET /v1/teams/{id}/top-ups/{top_up_id}`: what became of one.
    ///
    /// # Errors
    /// As every read.
    pub async fn top_up(&self, team: &TeamId, top_up: &TopUpId) -> Result<TopUp, ClientError> {
        self.call(Request::get(&["v1", "teams", team.as_str(), "top-ups", top_up.as_str()])?).await
    }
}
