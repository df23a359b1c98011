use std::sync::atomic::{AtomicUsize, Ordering};

use ollm_api::client::{ClientError, PageRequest};
use ollm_api::{InvitationStatus, Role, TeamId, TeamMember};
use serde_json::json;
use wiremock::matchers::{any, query_param, query_param_is_missing};
use wiremock::{Mock, MockServer, ResponseTemplate};

use crate::support::{client, page, team};

#[tokio::test]
async fn all_pages_are_walked_in_order() {
    let server = MockServer::start().await;
    let pages = [(None, "a", Some("2")), (Some("2"), "b", Some("3")), (Some("3"), "c", None)];
    for (cursor, id, next) in pages {
        let body = ResponseTemplate::new(200).set_body_json(page(vec![team(id)], next));
        let given = Mock::given(query_param("limit", "200"));
        let given = match cursor {
            Some(cursor) => given.and(query_param("cursor", cursor)),
            None => given.and(query_param_is_missing("cursor")),
        };
        given.respond_with(body).expect(1).mount(&server).await;
    }
    let teams = client(&server.uri()).all_teams().await.unwrap();
    assert_eq!(teams.iter().map(|team| team.id.as_str()).collect::<Vec<_>>(), ["a", "b", "c"]);
}

#[tokio::test]
async fn a_filter_is_kept_on_every_page() {
    let server = MockServer::start().await;
    for (cursor, next) in [(None, Some("2")), (Some("2"), None)] {
        let given = Mock::given(query_param("status", "pending"));
        let given = match cursor {
            Some(cursor) => given.and(query_param("cursor", cursor)),
            None => given.and(query_param_is_missing("cursor")),
        };
        given.respond_with(ResponseTemplate::new(200).set_body_json(page(vec![], next))).expect(1).mount(&server).await;
    }
    client(&server.uri()).all_invitations(&TeamId::new("t"), Some(&InvitationStatus::Pending)).await.unwrap();
}

#[tokio::test]
async fn a_total_is_asked_for_and_absent_where_it_is_not() {
    let server = MockServer::start().await;
    let mut counted = page(vec![team("a")], Some("2"));
    counted["total"] = 2.into();
    let asked = Mock::given(query_param("include_total", "true")).and(query_param("cursor", "1"));
    asked.respond_with(ResponseTemplate::new(200).set_body_json(counted)).expect(1).mount(&server).await;
    let plain = Mock::given(query_param_is_missing("include_total"));
    plain.respond_with(ResponseTemplate::new(200).set_body_json(page(vec![], None))).expect(1).mount(&server).await;
    let client = client(&server.uri());
    let request = PageRequest { limit: None, cursor: Some("1".to_owned()) };
    assert_eq!(client.teams_with_total(&request).await.unwrap().total, Some(2));
    assert_eq!(client.teams(&request).await.unwrap().total, None);
}

#[tokio::test]
async fn members_across_teams_name_their_teams() {
    let server = MockServer::start().await;
    let member = json!({
        "team_id": "dev-1", "user_id": "u1", "email": "ana@example.com", "name": null, "role": "auditor",
        "joined_at": "2026-01-01T00:00:00Z", "shoe_size": 39
    });
    let mut broken = member.clone();
    broken["joined_at"] = json!("yesterday");
    for (path, body) in [("/v1/members", page(vec![member], None)), ("/broken/v1/members", page(vec![broken], None))] {
        let answer = ResponseTemplate::new(200).set_body_json(body);
        Mock::given(wiremock::matchers::path(path)).respond_with(answer).mount(&server).await;
    }
    let page = client(&server.uri()).members_across_teams(&PageRequest::default()).await.unwrap();
    let TeamMember { team_id, member } = &page.data[0];
    assert_eq!((team_id.as_str(), member.user_id.as_str()), ("dev-1", "u1"));
    assert_eq!(member.role, Role::Other("auditor".to_owned()));
    let broken = client(&format!("{}/broken", server.uri()));
    let error = broken.members_across_teams(&PageRequest::default()).await.err().unwrap();
    assert!(matches!(error, ClientError::UnexpectedBody { .. }), "{error:?}");
}

#[tokio::test]
async fn a_cursor_that_comes_again_ends_the_walk() {
    for cycle in [vec!["x"], vec!["x", "y"]] {
        let server = MockServer::start().await;
        let turn = AtomicUsize::new(0);
        let length = cycle.len();
        let answer = move |_: &wiremock::Request| {
            let next = cycle[turn.fetch_add(1, Ordering::SeqCst) % cycle.len()];
            ResponseTemplate::new(200).set_body_json(page(vec![team("a")], Some(next)))
        };
        Mock::given(any()).respond_with(answer).mount(&server).await;
        let error = client(&server.uri()).all_teams().await.err().unwrap();
        assert!(matches!(error, ClientError::EndlessList), "{error:?}");
        assert_eq!(server.received_requests().await.unwrap().len(), length + 1);
    }
}

#[tokio::test]
async fn ever_new_cursors_end_too() {
    let server = MockServer::start().await;
    let turn = AtomicUsize::new(0);
    let answer = move |_: &wiremock::Request| {
        let next = turn.fetch_add(1, Ordering::SeqCst).to_string();
        ResponseTemplate::new(200).set_body_json(page(vec![], Some(&next)))
    };
    Mock::given(any()).respond_with(answer).mount(&server).await;
    let error = client(&server.uri()).all_members(&TeamId::new("t")).await.err().unwrap();
    assert!(matches!(error, ClientError::EndlessList), "{error:?}");
}
