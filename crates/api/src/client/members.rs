use super::paging::all_pages;
use super::request::Request;
use super::{Client, ClientError, PageRequest};
use crate::{ChangeRole, Member, Page, Role, TeamId, TeamMember, UserId};

impl Client {
    /// `GET /v1/teams/{id}/members`: one page of the people in a team.
    ///
    /// # Errors
    /// As every read.
    pub async fn members(&self, team: &TeamId, page: &PageRequest) -> Result<Page<Member>, ClientError> {
        self.call(Request::get(&["v1", "teams", team.as_str(), "members"])?.page(page)).await
    }

    /// Everybody in a team.
    ///
    /// # Errors
    /// As every read, and [`ClientError::EndlessList`].
    pub async fn all_members(&self, team: &TeamId) -> Result<Vec<Member>, ClientError> {
        all_pages(|page| async move { self.members(team, &page).await }).await
    }

    /// `GET /v1/members`: one page of the people in all teams of the caller. Those of one team stand together.
    ///
    /// # Errors
    /// As every read.
    pub async fn members_across_teams(&self, page: &PageRequest) -> Result<Page<TeamMember>, ClientError> {
        self.call(Request::get(&["v1", "members"])?.page(page)).await
    }

    /// `PATCH /v1/teams/{id}/members/{user_id}`: gives a member another role.
    ///
    /// # Errors
    /// As every write; 409 `last_owner`.
    pub async fn change_role(&self, team: &TeamId, user: &UserId, role: &Role) -> Result<Member, ClientError> {
        let body = ChangeRole { role: role.clone() };
        self.call(Request::patch(&["v1", "teams", team.as_str(), "members", user.as_str()])?.json(&body)).await
    }

    /// `DELETE /v1/teams/{id}/members/{user_id}`: removes a member; the caller's own ID means to leave.
    ///
    /// # Errors
    /// As every write; 409 `last_owner`.
    pub async fn remove_member(&self, team: &TeamId, user: &UserId) -> Result<(), ClientError> {
        self.call_empty(Request::delete(&["v1", "teams", team.as_str(), "members", user.as_str()])?).await
    }
}
