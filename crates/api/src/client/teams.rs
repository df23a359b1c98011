use super::paging::all_pages;
use super::request::Request;
use super::{Client, ClientError, IdempotencyKey, PageRequest};
use crate::{CreateTeam, Page, Team, TeamId, TeamName, TransferOwnership, UpdateTeam, UserId};

impl Client {
    /// `GET /v1/teams`: one page of the teams that the caller is in.
    ///
    /// # Errors
    /// As every read.
    pub async fn teams(&self, page: &PageRequest) -> Result<Page<Team>, ClientError> {
        self.call(Request::get(&["v1", "teams"])?.page(page)).await
    }

    /// `GET /v1/teams?include_total=true`: as [`Self::teams`], with how many there are in all.
    ///
    /// # Errors
    /// As every read.
    pub async fn teams_with_total(&self, page: &PageRequest) -> Result<Page<Team>, ClientError> {
        self.call(Request::get(&["v1", "teams"])?.query("include_total", Some("true")).page(page)).await
    }

    /// Every team that the caller is in.
    ///
    /// # Errors
    /// As every read, and [`ClientError::EndlessList`].
    pub async fn all_teams(&self) -> Result<Vec<Team>, ClientError> {
        all_pages(|page| async move { self.teams(&page).await }).await
    }

    /// `POST /v1/teams`: a new team, of which the caller becomes the owner.
    ///
    /// # Errors
    /// As every write.
    pub async fn create_team(&self, name: &TeamName, key: &IdempotencyKey) -> Result<Team, ClientError> {
        let body = CreateTeam { name: name.as_str().to_owned() };
        self.call(Request::post(&["v1", "teams"])?.idempotency_key(key).json(&body)).await
    }

    /// `GET /v1/teams/{id}`.
    ///
    /// # Errors
    /// As every read.
    pub async fn team(&self, team: &TeamId) -> Result<Team, ClientError> {
        self.call(Request::get(&["v1", "teams", team.as_str()])?).await
    }

    /// `PATCH /v1/teams/{id}`: renames it or sets its threshold. With `if_match` only if it still has that version.
    ///
    /// # Errors
    /// As every write; 412 `version_mismatch`.
    pub async fn update_team(
        &self,
        team: &TeamId,
        change: &UpdateTeam,
        if_match: Option<u32>,
    ) -> Result<Team, ClientError> {
        self.call(Request::patch(&["v1", "teams", team.as_str()])?.if_match(if_match).json(change)).await
    }

    /// `DELETE /v1/teams/{id}`: for good, with its balance. With `if_match` only if it still has that version.
    ///
    /// # Errors
    /// As every write; 412 `version_mismatch`.
    pub async fn delete_team(&self, team: &TeamId, if_match: Option<u32>) -> Result<(), ClientError> {
        self.call_empty(Request::delete(&["v1", "teams", team.as_str()])?.if_match(if_match)).await
    }

    /// `POST /v1/teams/{id}/ownership`: hands the team over; the caller becomes an admin.
    ///
    /// # Errors
    /// As every write.
    pub async fn transfer_ownership(
        &self,
        team: &TeamId,
        to: &UserId,
        key: &IdempotencyKey,
    ) -> Result<Team, ClientError> {
        let body = TransferOwnership { user_id: to.clone() };
        self.call(Request::post(&["v1", "teams", team.as_str(), "ownership"])?.idempotency_key(key).json(&body)).await
    }
}
