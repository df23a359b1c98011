//! What the server says of itself to who wants an access token (RFC 9728).

use std::collections::BTreeSet;

use reqwest::Method;
use serde_json::json;

use super::World;
use crate::harness::{TestServer, send};

const PATH: &str = "/.well-known/oauth-protected-resource";

#[tokio::test]
async fn it_names_itself_and_the_issuer() {
    let world = World::new().await;
    let body = world.server.nobody().get(PATH).await.ok();
    let expected = json!({
        "resource": world.server.server.url(),
        "authorization_servers": [world.issuer.url],
        "bearer_methods_supported": ["header"],
        "scopes_supported": ["openid", "email", "offline_access"],
    });
    assert_eq!(body, expected);
    assert_eq!(world.issuer.fetches(), 0, "the issuer is not needed for it");
}

#[tokio::test]
async fn it_is_absent_where_there_is_no_issuer() {
    let server = TestServer::start().await;
    server.nobody().get(PATH).await.refused(404, "not_found");
    assert_eq!(server.nobody().get("/v1/me").await.header("www-authenticate"), Some("Bearer"));
}

#[tokio::test]
async fn a_refusal_says_where_it_is() {
    let world = World::new().await;
    let metadata = format!(r#"resource_metadata="{}{PATH}""#, world.server.server.url());
    let missing = world.server.nobody().get("/v1/me").await;
    assert_eq!(missing.header("www-authenticate"), Some(format!("Bearer {metadata}").as_str()));
    let invalid = format!(r#"Bearer error="invalid_token", {metadata}"#);
    for token in ["sk-ollm-0", "a.b.c", ""] {
        assert_eq!(world.ask(token).await.header("www-authenticate"), Some(invalid.as_str()), "{token}");
    }
    let basic = world.server.nobody().request(Method::GET, "/v1/me").header("Authorization", "Basic eW91OnB3");
    assert_eq!(send(basic).await.header("www-authenticate"), Some(format!("Bearer {metadata}").as_str()));
}

#[test]
fn the_document_has_what_the_server_says() {
    let document = serde_json::to_value(ollm_server::openapi()).unwrap();
    let schema = &document["components"]["schemas"]["ProtectedResource"];
    let properties: BTreeSet<_> = schema["properties"].as_object().unwrap().keys().map(String::as_str).collect();
    let all = ["authorization_servers", "bearer_methods_supported", "resource", "scopes_supported"];
    assert_eq!(properties, BTreeSet::from(all));
    assert_eq!(schema["required"].as_array().unwrap().len(), all.len());
}
