use super::request::Request;
use super::{Client, ClientError, PageRequest};
use crate::{Event, Page, TeamId};

impl Client {
    /// `GET /v1/teams/{id}/events`: one page of a team's activity, newest first.
    ///
    /// # Errors
    /// As every read.
    pub async fn events(&self, team: &TeamId, page: &PageRequest) -> Result<Page<Event>, ClientError> {
        self.call(Request::get(&["v1", "teams", team.as_str(), "events"])?.page(page)).await
    }
}
