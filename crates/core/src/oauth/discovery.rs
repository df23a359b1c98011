//! Which authorization server a team API trusts (RFC 9728), and where its endpoints are (RFC 8414, OpenID Connect
//! Discovery).

use oauth2::HttpResponse;
use oauth2::http::header::CONTENT_TYPE;
use ollm_api::client::{ServerUrl, is_loopback};
use serde::Deserialize;
use serde::de::DeserializeOwned;
use url::Url;

use super::http::{self, HttpError};
use super::provider::Provider;
use super::token_service::TokenService;
use crate::error::with_causes;
use crate::{AppError, ErrorCode};

/// What there is to ask for: who the user is, and to stay signed in.
const SCOPES: [&str; 3] = ["openid", "email", "offline_access"];

/// The authorization server of a team API, or `None` where it names none.
pub(crate) async fn discover(server: &ServerUrl) -> Result<Option<Provider>, AppError> {
    let base = Url::parse(server.as_str()).map_err(|_| Fault::Malformed)?;
    let places = [inserted(&base, "oauth-protected-resource"), appended(&base, "oauth-protected-resource")];
    let resource: Option<ResourceMetadata> = first_of(&places).await.map_err(|error| match error {
        DocumentError::Http(error) => AppError::retryable(ErrorCode::Unreachable, with_causes(&error)),
        DocumentError::Malformed => Fault::Malformed.into(),
    })?;
    let Some(resource) = resource else { return Ok(None) };
    let Some(issuer) = resource.authorization_servers.first() else { return Ok(None) };
    let issuer_url = endpoint(issuer, server)?;
    let places = [inserted(&issuer_url, "oauth-authorization-server"), appended(&issuer_url, "openid-configuration")];
    let metadata: Option<ServerMetadata> = first_of(&places).await.map_err(|error| match error {
        DocumentError::Http(error) => {
            AppError::retryable(ErrorCode::AuthorizationServerUnreachable, with_causes(&error))
        }
        DocumentError::Malformed => Fault::Malformed.into(),
    })?;
    Ok(Some(provider(server, &resource, issuer, &metadata.ok_or(Fault::NoMetadata)?)?))
}

/// RFC 9728, section 2.
#[derive(Deserialize)]
struct ResourceMetadata {
    resource: String,
    #[serde(default)]
    authorization_servers: Vec<String>,
    scopes_supported: Option<Vec<String>>,
}

/// RFC 8414, section 2, and RFC 9207, section 3.
#[derive(Deserialize)]
struct ServerMetadata {
    issuer: String,
    authorization_endpoint: String,
    token_endpoint: String,
    revocation_endpoint: Option<String>,
    code_challenge_methods_supported: Option<Vec<String>>,
    #[serde(default)]
    authorization_response_iss_parameter_supported: bool,
    scopes_supported: Option<Vec<String>>,
}

/// What makes a sign-in impossible, although there is an authorization server.
#[derive(Debug, PartialEq, Eq, thiserror::Error)]
enum Fault {
    #[error("what the server says about its authorization server can not be read")]
    Malformed,
    #[error("the server describes itself as {0}, which is another address")]
    OtherResource(String),
    #[error("the authorization server does not describe itself")]
    NoMetadata,
    #[error("the authorization server calls itself {0}, and the server knows it under another name")]
    OtherIssuer(String),
    #[error("the authorization server does not support PKCE with S256")]
    NoPkce,
    #[error("an address of the authorization server is not one that tokens may be sent to")]
    Insecure,
}

impl From<Fault> for AppError {
    fn from(fault: Fault) -> Self {
        Self::new(ErrorCode::SignInFailed, fault.to_string())
    }
}

fn provider(
    server: &ServerUrl,
    resource: &ResourceMetadata,
    issuer: &str,
    metadata: &ServerMetadata,
) -> Result<Provider, Fault> {
    // Whoever names another resource wants this app to fetch tokens for it.
    if !ServerUrl::parse(&resource.resource).is_ok_and(|resource| resource == *server) {
        return Err(Fault::OtherResource(resource.resource.clone()));
    }
    if metadata.issuer != issuer {
        return Err(Fault::OtherIssuer(metadata.issuer.clone()));
    }
    if !names(metadata.code_challenge_methods_supported.as_deref(), "S256") {
        return Err(Fault::NoPkce);
    }
    let is_known = |scope: &&str| {
        names(resource.scopes_supported.as_deref(), scope) && names(metadata.scopes_supported.as_deref(), scope)
    };
    let revocation = metadata.revocation_endpoint.as_deref().map(|url| endpoint(url, server)).transpose()?;
    Ok(Provider {
        issuer: issuer.to_owned(),
        authorization_endpoint: endpoint(&metadata.authorization_endpoint, server)?,
        token_service: TokenService {
            endpoint: endpoint(&metadata.token_endpoint, server)?,
            revocation,
            resource: resource.resource.clone(),
        },
        iss_in_response: metadata.authorization_response_iss_parameter_supported,
        scopes: SCOPES.iter().filter(|scope| is_known(scope)).map(|scope| (*scope).to_owned()).collect(),
    })
}

/// Whether a list that may be left out names something: left out, it says nothing against it.
fn names(list: Option<&[String]>, name: &str) -> bool {
    list.is_none_or(|list| list.iter().any(|item| item == name))
}

/// An address that codes and tokens may be sent to: HTTPS, or on this machine where the server is, too. A server
/// elsewhere has no business with what listens here.
fn endpoint(text: &str, server: &ServerUrl) -> Result<Url, Fault> {
    let url = Url::parse(text).map_err(|_| Fault::Malformed)?;
    let is_fit = match url.scheme() {
        "https" => true,
        "http" => server.is_loopback() && is_loopback(&url),
        _ => false,
    };
    if is_fit && url.username().is_empty() && url.password().is_none() { Ok(url) } else { Err(Fault::Insecure) }
}

/// RFC 8414, section 3.1: before the path.
fn inserted(base: &Url, name: &str) -> Url {
    let mut url = base.clone();
    url.set_path(&format!("/.well-known/{name}{}", base.path().trim_end_matches('/')));
    url.set_query(None);
    url
}

/// OpenID Connect Discovery, section 4: after the path. A server behind a proxy that gives it a path answers there, too.
fn appended(base: &Url, name: &str) -> Url {
    let mut url = base.clone();
    url.set_path(&format!("{}/.well-known/{name}", base.path().trim_end_matches('/')));
    url.set_query(None);
    url
}

enum DocumentError {
    Http(HttpError),
    Malformed,
}

/// The document at the first place that has one.
async fn first_of<T: DeserializeOwned>(places: &[Url; 2]) -> Result<Option<T>, DocumentError> {
    for place in places {
        let answer = http::get(place).await.map_err(DocumentError::Http)?;
        if is_document(&answer) {
            return serde_json::from_slice(answer.body()).map(Some).map_err(|_| DocumentError::Malformed);
        }
    }
    Ok(None)
}

/// Some servers answer what they do not know with a page or a redirect to one.
fn is_document(answer: &HttpResponse) -> bool {
    let kind = answer.headers().get(CONTENT_TYPE).and_then(|kind| kind.to_str().ok()).unwrap_or_default();
    answer.status().is_success() && kind.to_ascii_lowercase().starts_with("application/json")
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::{Value, json};

    const SERVER: &str = "https://api.example.com/teams";
    const ISSUER: &str = "https://login.example.com/tenant";

    fn resource() -> Value {
        json!({"resource": SERVER, "authorization_servers": [ISSUER], "scopes_supported": ["openid", "email", "other"]})
    }

    fn metadata() -> Value {
        json!({"issuer": ISSUER, "authorization_endpoint": "https://login.example.com/auth",
            "token_endpoint": "https://login.example.com/token", "code_challenge_methods_supported": ["plain", "S256"],
            "authorization_response_iss_parameter_supported": true})
    }

    fn read(server: &str, resource: Value, metadata: Value) -> Result<Provider, Fault> {
        let server = ServerUrl::parse(server).unwrap();
        let resource = serde_json::from_value(resource).unwrap();
        provider(&server, &resource, ISSUER, &serde_json::from_value(metadata).unwrap())
    }

    fn with(mut document: Value, name: &str, value: impl Into<Value>) -> Value {
        document[name] = value.into();
        document
    }

    #[test]
    fn metadata_names_where_to_ask_and_for_what() {
        let provider = read(SERVER, resource(), metadata()).unwrap();
        assert_eq!(provider.scopes, ["openid", "email"]);
        assert!(provider.iss_in_response && provider.token_service.revocation.is_none());
        assert_eq!(provider.token_service.resource, SERVER);
        let without = with(metadata(), "code_challenge_methods_supported", Value::Null);
        assert!(read(SERVER, resource(), without).is_ok(), "a list that is left out says nothing");
        let slash = with(resource(), "resource", format!("{SERVER}/"));
        assert_eq!(read(SERVER, slash, metadata()).unwrap().token_service.resource, format!("{SERVER}/"));
    }

    #[test]
    fn metadata_of_somebody_else_is_refused() {
        for other in ["https://api.example.com", "https://evil.example.com/teams", "http://api.example.com/teams"] {
            let refused = read(SERVER, with(resource(), "resource", other), metadata());
            assert_eq!(refused, Err(Fault::OtherResource(other.to_owned())));
        }
        for other in ["https://login.example.com/tenant/", "https://evil.example.com"] {
            let refused = read(SERVER, resource(), with(metadata(), "issuer", other));
            assert_eq!(refused, Err(Fault::OtherIssuer(other.to_owned())));
        }
        let plain = with(metadata(), "code_challenge_methods_supported", json!(["plain"]));
        assert_eq!(read(SERVER, resource(), plain), Err(Fault::NoPkce));
    }

    #[test]
    fn codes_and_tokens_go_over_https_or_stay_on_this_machine() {
        for endpoint in ["authorization_endpoint", "token_endpoint", "revocation_endpoint"] {
            for (url, from_here, from_elsewhere) in [
                ("https://login.example.com/x", true, true),
                ("http://127.0.0.1:4000/x", true, false),
                ("http://login.example.com/x", false, false),
                ("file:///etc/passwd", false, false),
                ("https://user@login.example.com/x", false, false),
            ] {
                let here = "http://127.0.0.1:3000";
                let read_here = read(here, with(resource(), "resource", here), with(metadata(), endpoint, url));
                assert_eq!(read_here.is_ok(), from_here, "{endpoint} {url}");
                let read_elsewhere = read(SERVER, resource(), with(metadata(), endpoint, url));
                assert_eq!(read_elsewhere.is_ok(), from_elsewhere, "{endpoint} {url}");
            }
        }
    }

    #[test]
    fn well_known_places_of_an_address_with_a_path() {
        let base = Url::parse("https://login.example.com/tenant/").unwrap();
        assert_eq!(inserted(&base, "x").as_str(), "https://login.example.com/.well-known/x/tenant");
        assert_eq!(appended(&base, "x").as_str(), "https://login.example.com/tenant/.well-known/x");
        let base = Url::parse("https://login.example.com").unwrap();
        assert_eq!(inserted(&base, "x"), appended(&base, "x"));
    }
}
