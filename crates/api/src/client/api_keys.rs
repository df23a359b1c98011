use super::request::Request;
use super::{Client, ClientError, IdempotencyKey, PageRequest};
use crate::{ApiKey, ApiKeyId, CreateApiKey, CreatedApiKey, Page, TeamId};

impl Client {
    /// `GET /v1/teams/{id}/api-keys`: one page of a team's keys, without their secrets.
    ///
    /// # Errors
    /// As every read.
    pub async fn api_keys(&self, team: &TeamId, page: &PageRequest) -> Result<Page<ApiKey>, ClientError> {
        self.call(Request::get(&["v1", "teams", team.as_str(), "api-keys"])?.page(page)).await
    }

    /// `POST /v1/teams/{id}/api-keys`: a new key. The answer is the only one that ever holds its secret.
    ///
    /// # Errors
    /// As every write.
    pub async fn create_api_key(
        &self,
        team: &TeamId,
        name: &str,
        key: &IdempotencyKey,
    ) -> Result<CreatedApiKey, ClientError> {
        let body = CreateApiKey { name: name.to_owned() };
        self.call(Request::post(&["v1", "teams", team.as_str(), "api-keys"])?.idempotency_key(key).json(&body)).await
    }

    /// `DELETE /v1/teams/{id}/api-keys/{key_id}`: what uses the key stops working.
    ///
    /// # Errors
    /// As every write.
    pub async fn revoke_api_key(&self, team: &TeamId, key: &ApiKeyId) -> Result<(), ClientError> {
        self.call_empty(Request::delete(&["v1", "teams", team.as_str(), "api-keys", key.as_str()])?).await
    }
}
