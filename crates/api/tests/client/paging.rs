use std::sync::atomic::{AtomicUsize, Ordering};

use ollm_api::client::ClientError;
use ollm_api::{InvitationStatus, TeamId};
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
