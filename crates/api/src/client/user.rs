use super::request::Request;
use super::{Client, ClientError};
use crate::User;

impl Client {
    /// `GET /v1/me`: the caller.
    ///
    /// # Errors
    /// As every read.
    pub async fn me(&self) -> Result<User, ClientError> {
        self.call(Request::get(&["v1", "me"])?).await
    }
}
