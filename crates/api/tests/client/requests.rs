use ollm_api::client::{Client, ClientError, IdempotencyKey, PageRequest, ServerUrl, TransactionFilter};
use ollm_api::{ApiKeyId, InvitationStatus, TeamId, TeamName, TransactionKind, UpdateTeam, UsageInterval, UserId};
use proptest::prelude::*;
use proptest::test_runner::TestRunner;
use secrecy::SecretString;
use serde_json::{Value, json};
use wiremock::matchers::any;
use wiremock::{Mock, MockServer, Request, ResponseTemplate};

use crate::support::{client, page, team};

async fn serving(body: Value) -> MockServer {
    let server = MockServer::start().await;
    Mock::given(any()).respond_with(ResponseTemplate::new(200).set_body_json(body)).mount(&server).await;
    server
}

async fn last(server: &MockServer) -> Request {
    server.received_requests().await.unwrap().pop().unwrap()
}

fn header<'a>(request: &'a Request, name: &str) -> Option<&'a str> {
    request.headers.get(name).map(|value| value.to_str().unwrap())
}

#[tokio::test]
async fn a_write_carries_who_what_and_which_intention() {
    let server = serving(team("t")).await;
    let key = IdempotencyKey::new();
    client(&server.uri()).create_team(&TeamName::parse(" Research ").unwrap(), &key).await.unwrap();
    let request = last(&server).await;
    assert_eq!((request.method.as_str(), request.url.path()), ("POST", "/v1/teams"));
    assert_eq!(header(&request, "authorization"), Some("Bearer a-token"));
    assert_eq!(header(&request, "idempotency-key"), Some(key.to_string().as_str()));
    assert_eq!(header(&request, "user-agent"), Some(concat!("ollm-teams/", env!("CARGO_PKG_VERSION"))));
    assert_eq!(header(&request, "content-type"), Some("application/json"));
    assert_eq!(serde_json::from_slice::<Value>(&request.body).unwrap(), json!({"name": "Research"}));
}

#[tokio::test]
async fn a_version_is_sent_as_a_strong_etag() {
    let server = serving(team("t")).await;
    let client = client(&server.uri());
    client.delete_team(&TeamId::new("t"), Some(7)).await.unwrap();
    assert_eq!(header(&last(&server).await, "if-match"), Some("\"7\""));
    client.update_team(&TeamId::new("t"), &UpdateTeam::default(), None).await.unwrap();
    assert_eq!(header(&last(&server).await, "if-match"), None);
}

#[tokio::test]
async fn a_threshold_is_left_set_or_cleared() {
    let server = serving(team("t")).await;
    let client = client(&server.uri());
    let five = ollm_api::Money::usd(5.into());
    for (threshold, expected) in [
        (None, json!({})),
        (Some(None), json!({"low_balance_threshold": null})),
        (Some(Some(five)), json!({"low_balance_threshold": {"amount": "5.00", "currency": "USD"}})),
    ] {
        let change = UpdateTeam { name: None, low_balance_threshold: threshold };
        client.update_team(&TeamId::new("t"), &change, None).await.unwrap();
        assert_eq!(serde_json::from_slice::<Value>(&last(&server).await.body).unwrap(), expected);
    }
}

#[tokio::test]
async fn the_health_check_shows_nobody_the_token() {
    let server = serving(json!({})).await;
    client(&server.uri()).health().await.unwrap();
    let request = last(&server).await;
    assert_eq!(request.url.path(), "/health");
    assert_eq!(header(&request, "authorization"), None);
}

#[tokio::test]
async fn a_cursor_and_a_time_survive_the_query() {
    let server = serving(page(vec![], None)).await;
    let client = client(&server.uri());
    let cursor = "a&limit=9 +/=%26ü".to_owned();
    let page = PageRequest { limit: Some(3), cursor: Some(cursor.clone()) };
    client.invitations(&TeamId::new("t"), Some(&InvitationStatus::Pending), &page).await.unwrap();
    let query: Vec<_> = last(&server).await.url.query_pairs().into_owned().collect();
    let expected = [("status", "pending"), ("limit", "3"), ("cursor", cursor.as_str())];
    assert_eq!(query, expected.map(|(name, value)| (name.to_owned(), value.to_owned())));

    let (from, to) = ("2026-01-01T00:00:00Z".parse().unwrap(), "2026-02-01T00:00:00Z".parse().unwrap());
    client.usage(&TeamId::new("t"), from, to, &UsageInterval::Day).await.unwrap();
    let query: Vec<_> = last(&server).await.url.query_pairs().into_owned().collect();
    assert!(query.contains(&("from".to_owned(), "2026-01-01T00:00:00Z".to_owned())), "{query:?}");
    assert!(query.contains(&("bucket".to_owned(), "day".to_owned())), "{query:?}");
    assert!(!query.iter().any(|(name, _)| name == "group_by"), "{query:?}");
    client.usage_by_model(&TeamId::new("t"), from, to, &UsageInterval::Day).await.unwrap();
    let query: Vec<_> = last(&server).await.url.query_pairs().into_owned().collect();
    assert!(query.contains(&("group_by".to_owned(), "model".to_owned())), "{query:?}");

    let filter = TransactionFilter { kind: Some(TransactionKind::TopUp), from: Some(from), to: Some(to) };
    client.transactions(&TeamId::new("t"), &filter, &PageRequest::default()).await.unwrap();
    let query: Vec<_> = last(&server).await.url.query_pairs().into_owned().collect();
    let expected = [("kind", "top_up"), ("from", "2026-01-01T00:00:00Z"), ("to", "2026-02-01T00:00:00Z")];
    assert_eq!(query, expected.map(|(name, value)| (name.to_owned(), value.to_owned())));
    client.transactions(&TeamId::new("t"), &TransactionFilter::default(), &PageRequest::default()).await.unwrap();
    assert_eq!(last(&server).await.url.query(), None, "everything");
}

#[tokio::test]
async fn an_identifier_can_not_leave_its_segment() {
    let server = serving(json!({})).await;
    let client = client(&format!("{}/prefix/v1", server.uri()));
    for (id, path) in [
        ("../x", "/prefix/v1/teams/..%2Fx"),
        ("a/b", "/prefix/v1/teams/a%2Fb"),
        ("a\\b", "/prefix/v1/teams/a%5Cb"),
        ("%2e%2e", "/prefix/v1/teams/%252e%252e"),
        ("a?x=1#y", "/prefix/v1/teams/a%3Fx%3D1%23y"),
        ("...", "/prefix/v1/teams/..."),
        (".\t.", "/prefix/v1/teams/.%09."),
        ("日本", "/prefix/v1/teams/%E6%97%A5%E6%9C%AC"),
        ("a b", "/prefix/v1/teams/a%20b"),
    ] {
        client.delete_team(&TeamId::new(id), None).await.unwrap();
        assert_eq!(last(&server).await.url.path(), path, "{id:?}");
    }
}

#[tokio::test]
async fn an_identifier_that_no_path_can_hold_is_never_sent() {
    let server = serving(json!({})).await;
    let client = client(&server.uri());
    for id in ["", ".", ".."] {
        let team = client.delete_team(&TeamId::new(id), None).await;
        let member = client.remove_member(&TeamId::new(id), &UserId::new("u")).await;
        let key = client.revoke_api_key(&TeamId::new("t"), &ApiKeyId::new(id)).await;
        for outcome in [team, member, key] {
            assert!(matches!(outcome, Err(ClientError::InvalidId)), "{id:?}");
        }
    }
    assert!(server.received_requests().await.unwrap().is_empty());
}

#[test]
fn a_token_is_checked_before_it_is_sent() {
    let server = ServerUrl::parse("https://api.example.com").unwrap();
    let new = |token: &str| Client::new(server.clone(), SecretString::from(token));
    for token in ["", "  ", "a b", "a\nb", "a\r\nx-evil: 1", "tökén", "a\u{0}b", "a\u{200b}b"] {
        assert!(matches!(new(token), Err(ClientError::InvalidToken)), "{token:?}");
    }
    assert!(new(" sk-ollm-0123~._-+/=\n").is_ok());
}

/// Whatever the identifier is, the server gets exactly it, in one segment.
#[test]
fn any_identifier_arrives_as_it_is() {
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
    let server = runtime.block_on(serving(json!({})));
    let client = client(&server.uri());
    let ids = "\\PC{1,20}|[./\\\\%?#;:@ \t\n]{1,6}";
    TestRunner::default()
        .run(&ids.prop_filter("no path can hold it", |id| id != "." && id != ".."), |id| {
            let path = runtime.block_on(async {
                client.delete_team(&TeamId::new(id.as_str()), None).await.unwrap();
                last(&server).await.url.path().to_owned()
            });
            let segments: Vec<_> = path.split('/').collect();
            prop_assert_eq!(segments.len(), 4, "{}", &path);
            let decoded = percent_encoding::percent_decode_str(segments[3]).decode_utf8().unwrap();
            prop_assert_eq!(decoded, id);
            Ok(())
        })
        .unwrap();
}
