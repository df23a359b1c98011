use reqwest::header::LOCATION;
use reqwest::{Response, StatusCode, Url};
use secrecy::{ExposeSecret, SecretString};
use serde::de::DeserializeOwned;
use serde_json::error::Category;

use super::api_error::request_id;
use super::{ApiError, BodyProblem, ClientError};

/// The most bytes of a success that are read.
const MAX_BODY: usize = 8 * 1024 * 1024;
/// The most bytes of an error that are read: it holds a sentence.
const MAX_ERROR_BODY: usize = 64 * 1024;

/// Lets a success through and turns everything else into its error. `token` is the one that was sent.
pub(super) async fn accept(response: Response, token: Option<&SecretString>) -> Result<Response, ClientError> {
    let status = response.status();
    if status.is_success() {
        return Ok(response);
    }
    if status.is_redirection() {
        return Err(ClientError::Redirected {
            status: status.as_u16(),
            to: redirect_origin(&response),
            request_id: request_id(response.headers()),
        });
    }
    let headers = response.headers().clone();
    // The status says enough where the body can not be read.
    let body = read(response, MAX_ERROR_BODY).await.unwrap_or_default();
    let mut body = String::from_utf8_lossy(&body).into_owned();
    // Some servers repeat a token that they do not know.
    if let Some(token) = token {
        body = body.replace(token.expose_secret(), "[token]");
    }
    Err(ApiError::new(status, &headers, &body).into())
}

/// Reads the body of a success as JSON of the contract's shape.
pub(super) async fn decode<T: DeserializeOwned>(response: Response) -> Result<T, ClientError> {
    let status = response.status();
    let request_id = request_id(response.headers());
    let body = read(response, MAX_BODY).await?;
    parse(&body).map_err(|(path, problem)| unexpected(status, path, problem, request_id))
}

fn unexpected(status: StatusCode, path: String, problem: BodyProblem, request_id: Option<String>) -> ClientError {
    ClientError::UnexpectedBody { status: status.as_u16(), path, problem, request_id }
}

/// Only the origin: a path may hold the secret of somebody's login page.
fn redirect_origin(response: &Response) -> Option<String> {
    let location = response.headers().get(LOCATION)?.to_str().ok()?;
    let target: Url = response.url().join(location).ok()?;
    Some(target.origin().ascii_serialization())
}

/// Counts while it reads: `Content-Length` may be absent or a lie.
async fn read(mut response: Response, limit: usize) -> Result<Vec<u8>, ClientError> {
    let too_large = ClientError::TooLarge { limit, request_id: request_id(response.headers()) };
    if response.content_length().is_some_and(|length| length > limit as u64) {
        return Err(too_large);
    }
    let mut body = Vec::new();
    while let Some(chunk) = response.chunk().await.map_err(ClientError::from_transport)? {
        if body.len() + chunk.len() > limit {
            return Err(too_large);
        }
        body.extend_from_slice(&chunk);
    }
    Ok(body)
}

fn parse<T: DeserializeOwned>(body: &[u8]) -> Result<T, (String, BodyProblem)> {
    let mut json = serde_json::Deserializer::from_slice(body);
    let value = serde_path_to_error::deserialize(&mut json).map_err(|error| {
        let path = error.path().to_string();
        locate(path, error.inner())
    })?;
    json.end().map_err(|error| locate(".".to_owned(), &error))?;
    Ok(value)
}

/// The field at fault. Of a missing field serde names the struct in the path and the field in the message alone.
fn locate(path: String, error: &serde_json::Error) -> (String, BodyProblem) {
    match error.classify() {
        Category::Syntax | Category::Io => (path, BodyProblem::Syntax),
        Category::Eof => (path, BodyProblem::Truncated),
        Category::Data => {
            let message = error.to_string();
            let missing = message.strip_prefix("missing field `").and_then(|rest| rest.split('`').next());
            match missing {
                Some(field) if path == "." => (field.to_owned(), BodyProblem::Missing),
                Some(field) => (format!("{path}.{field}"), BodyProblem::Missing),
                None => (path, BodyProblem::Mismatch),
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{Page, Team, User};

    fn fault<T: DeserializeOwned>(body: &str) -> (String, BodyProblem) {
        parse::<T>(body.as_bytes()).err().unwrap()
    }

    #[test]
    fn the_field_at_fault_is_named() {
        assert_eq!(fault::<User>("<html>"), (".".into(), BodyProblem::Syntax));
        assert_eq!(fault::<User>(r#"{"id":"u"#), ("id".into(), BodyProblem::Truncated));
        assert_eq!(fault::<User>(r#"{"id":"u","name":null}"#), ("email".into(), BodyProblem::Missing));
        assert_eq!(fault::<User>(r#"{"id":7}"#), ("id".into(), BodyProblem::Mismatch));
        assert_eq!(fault::<User>(r#"{"id":"u","email":"e","name":null} x"#), (".".into(), BodyProblem::Syntax));
        assert_eq!(fault::<Page<Team>>(r#"{"data":[{}]}"#), ("data[0].id".into(), BodyProblem::Missing));
    }
}
