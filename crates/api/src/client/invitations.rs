use super::paging::all_pages;
use super::request::Request;
use super::{Client, ClientError, IdempotencyKey, PageRequest};
use crate::{CreateInvitation, Email, Invitation, InvitationId, InvitationStatus, Page, Role, TeamId};

impl Client {
    /// `GET /v1/teams/{id}/invitations`: one page of a team's invitations, of every status or of one.
    ///
    /// # Errors
    /// As every read.
    pub async fn invitations(
        &self,
        team: &TeamId,
        status: Option<&InvitationStatus>,
        page: &PageRequest,
    ) -> Result<Page<Invitation>, ClientError> {
        let request = Request::get(&["v1", "teams", team.as_str(), "invitations"])?;
        self.call(request.query("status", status.map(InvitationStatus::as_str)).page(page)).await
    }

    /// All of a team's invitations, of every status or of one.
    ///
    /// # Errors
    /// As every read, and [`ClientError::EndlessList`].
    pub async fn all_invitations(
        &self,
        team: &TeamId,
        status: Option<&InvitationStatus>,
    ) -> Result<Vec<Invitation>, ClientError> {
        all_pages(|page| async move { self.invitations(team, status, &page).await }).await
    }

    /// `GET /v1/invitations`: one page of the invitations to all teams of the caller, of every status or of one. Those of
    /// one team stand together.
    ///
    /// # Errors
    /// As every read.
    pub async fn invitations_across_teams(
        &self,
        status: Option<&InvitationStatus>,
        page: &PageRequest,
    ) -> Result<Page<Invitation>, ClientError> {
        let request = Request::get(&["v1", "invitations"])?;
        self.call(request.query("status", status.map(InvitationStatus::as_str)).page(page)).await
    }

    /// All invitations to all teams of the caller, of every status or of one.
    ///
    /// # Errors
    /// As every read, and [`ClientError::EndlessList`].
    pub async fn all_invitations_across_teams(
        &self,
        status: Option<&InvitationStatus>,
    ) -> Result<Vec<Invitation>, ClientError> {
        all_pages(|page| async move { self.invitations_across_teams(status, &page).await }).await
    }

    /// `POST /v1/teams/{id}/invitations`: offers a role to an address.
    ///
    /// # Errors
    /// As every write; 409 `already_member`, 409 `invitation_pending`.
    pub async fn invite(
        &self,
        team: &TeamId,
        email: &Email,
        role: &Role,
        key: &IdempotencyKey,
    ) -> Result<Invitation, ClientError> {
        let body = CreateInvitation { email: email.as_str().to_owned(), role: role.clone() };
        self.call(Request::post(&["v1", "teams", team.as_str(), "invitations"])?.idempotency_key(key).json(&body)).await
    }

    /// `POST /v1/invitations/{id}/resend`: sends it again, for a new 7 days.
    ///
    /// # Errors
    /// As every write; 429 `rate_limited` within a minute of the last time.
    pub async fn resend_invitation(&self, invitation: &InvitationId) -> Result<Invitation, ClientError> {
        self.call(Request::post(&["v1", "invitations", invitation.as_str(), "resend"])?).await
    }

    /// `DELETE /v1/invitations/{id}`: takes it back.
    ///
    /// # Errors
    /// As every write; 409 `invitation_not_pending`.
    pub async fn revoke_invitation(&self, invitation: &InvitationId) -> Result<(), ClientError> {
        self.call_empty(Request::delete(&["v1", "invitations", invitation.as_str()])?).await
    }

    /// `GET /v1/me/invitations`: one page of the pending invitations that the caller got.
    ///
    /// # Errors
    /// As every read.
    pub async fn my_invitations(&self, page: &PageRequest) -> Result<Page<Invitation>, ClientError> {
        self.call(Request::get(&["v1", "me", "invitations"])?.page(page)).await
    }

    /// Every pending invitation that the caller got.
    ///
    /// # Errors
    /// As every read, and [`ClientError::EndlessList`].
    pub async fn all_my_invitations(&self) -> Result<Vec<Invitation>, ClientError> {
        all_pages(|page| async move { self.my_invitations(&page).await }).await
    }

    /// `POST /v1/invitations/{id}/accept`: joins the team.
    ///
    /// # Errors
    /// As every write; 409 `invitation_not_pending`.
    pub async fn accept_invitation(&self, invitation: &InvitationId) -> Result<Invitation, ClientError> {
        self.call(Request::post(&["v1", "invitations", invitation.as_str(), "accept"])?).await
    }

    /// `POST /v1/invitations/{id}/decline`: says no.
    ///
    /// # Errors
    /// As every write; 409 `invitation_not_pending`.
    pub async fn decline_invitation(&self, invitation: &InvitationId) -> Result<Invitation, ClientError> {
        self.call(Request::post(&["v1", "invitations", invitation.as_str(), "decline"])?).await
    }
}
