use super::request::Request;
use super::{Client, ClientError};
use crate::ChangePage;

impl Client {
    /// `GET /v1/changes`: what changed for the caller since a point; without one, where 'now' is.
    ///
    /// # Errors
    /// As every read; 410 `cursor_expired` means to list everything again.
    pub async fn changes(&self, since: Option<&str>) -> Result<ChangePage, ClientError> {
        self.call(Request::get(&["v1", "changes"])?.query("since", since)).await
    }
}
