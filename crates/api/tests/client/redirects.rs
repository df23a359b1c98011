use ollm_api::client::ClientError;
use ollm_api::{TeamId, UpdateTeam};
use wiremock::matchers::any;
use wiremock::{Mock, MockServer, ResponseTemplate};

use crate::support::{client, user};

#[tokio::test]
async fn no_redirect_is_followed_and_the_token_stays() {
    for status in [301, 302, 303, 307, 308] {
        let elsewhere = MockServer::start().await;
        Mock::given(any()).respond_with(ResponseTemplate::new(200).set_body_json(user())).mount(&elsewhere).await;
        let server = MockServer::start().await;
        let target = format!("{}/login?secret=1", elsewhere.uri());
        let template = ResponseTemplate::new(status).insert_header("location", target.as_str());
        Mock::given(any()).respond_with(template.insert_header("x-request-id", "req-3")).mount(&server).await;

        let client = client(&server.uri());
        let team = TeamId::new("t");
        for error in [
            client.me().await.err().unwrap(),
            client.update_team(&team, &UpdateTeam::default(), None).await.err().unwrap(),
            client.delete_team(&team, None).await.err().unwrap(),
        ] {
            assert_eq!(error.request_id(), Some("req-3"));
            let ClientError::Redirected { status: told, to, .. } = error else { panic!("{error:?}") };
            assert_eq!((told, to.as_deref()), (status, Some(elsewhere.uri().as_str())), "only the origin is kept");
        }
        assert_eq!(server.received_requests().await.unwrap().len(), 3);
        assert!(elsewhere.received_requests().await.unwrap().is_empty(), "status {status}");
    }
}

#[tokio::test]
async fn a_redirect_to_nowhere_is_told_as_such() {
    let server = MockServer::start().await;
    Mock::given(any()).respond_with(ResponseTemplate::new(302)).mount(&server).await;
    let error = client(&server.uri()).me().await.err().unwrap();
    assert!(matches!(error, ClientError::Redirected { status: 302, to: None, .. }), "{error:?}");
}
