use std::time::{Duration, Instant};

use ollm_api::TeamId;
use ollm_teams_core::{Connection, ErrorCode, ListRequest, SessionView, Source};

use crate::place::{Place, reader, until, until_live, until_offline};
use crate::support::{found, list, settled, shown, teams};

#[tokio::test]
async fn what_the_server_said_is_there_when_it_is_not_and_says_how_old_it_is() {
    let mut place = Place::new().await;
    let team = place.team("Development").await;
    let app = place.signed_in().await;
    let open = reader(&app).await;
    let live = until_live(&open).await;
    assert_eq!(list(&open).await.source, Source::Live);
    open.team_people(&team).await.unwrap();
    open.activity().await.unwrap();
    open.team_trend(&team).await.unwrap();
    place.stop().await;
    open.sync_now().await;
    let offline = until_offline(&open).await;
    assert_eq!(offline.error.unwrap().code, ErrorCode::Unreachable);
    app.close().await;

    let app = place.machine.start();
    let open = reader(&app).await;
    until_offline(&open).await;
    let cached = list(&open).await;
    assert_eq!((cached.source, cached.data.ids), (Source::Cached, vec![team.clone()]));
    assert!(cached.fetched_at >= live.synced_at.unwrap(), "it was heard last before the server went");
    assert_eq!(found(&open, "devel").await.len(), 1, "what is shown can be searched");
    assert!(found(&open, "nowhere").await.is_empty());
    let people = open.team_people(&team).await.unwrap();
    assert_eq!((people.source, people.data.members.len()), (Source::Cached, 1));
    assert_eq!(open.activity().await.unwrap().data[0].event.action, "team.created");
    assert_eq!(open.team_trend(&team).await.unwrap().data.points.len(), 14);
    assert_eq!(shown(&app).await.rename_team(&team, "Research").await.unwrap_err().code, ErrorCode::Unreachable);
    assert_eq!(teams(&open).await[0].team.name, "Development", "nothing is queued and nothing is made up");
}

#[tokio::test]
async fn the_list_is_there_before_the_server_is_asked() {
    let place = Place::new().await;
    let team = place.team("Development").await;
    let app = place.signed_in().await;
    until_live(&reader(&app).await).await;
    app.close().await;

    // Nothing has run on the restarted app but the question who is signed in: no sync is there yet.
    let app = place.machine.start();
    let SessionView::Restoring { account, has_copy: true, .. } = app.session().await else { panic!("not restoring") };
    let open = app.reader_of(&account.id).unwrap();
    assert_eq!(open.sync_state(0).await.connection, Connection::SigningIn);
    let cached = open.list_teams(&ListRequest::default()).await.unwrap().unwrap();
    assert_eq!((cached.source, &cached.data.ids[..]), (Source::Pending, std::slice::from_ref(&team)));
    assert_eq!(open.activity().await.unwrap_err().code, ErrorCode::SignedOut, "nobody read it before");
    settled(&app).await;
    assert_eq!(until_live(&open).await.error, None);
}

#[tokio::test]
async fn a_server_that_is_back_is_noticed_within_five_seconds() {
    let mut place = Place::new().await;
    let app = place.signed_in().await;
    let open = reader(&app).await;
    until_live(&open).await;
    for away in [Duration::from_millis(100), Duration::from_secs(6)] {
        place.stop().await;
        open.sync_now().await;
        until_offline(&open).await;
        tokio::time::sleep(away).await;
        place.start_again().await;
        let back = Instant::now();
        until_live(&open).await;
        assert!(back.elapsed() < Duration::from_secs(5), "{:?}", back.elapsed());
    }
}

#[tokio::test]
async fn a_server_that_fails_is_not_one_that_is_gone() {
    let server = wiremock::MockServer::start().await;
    let me = serde_json::json!({"id": "u1", "email": "owner@example.com", "name": null});
    let ok = wiremock::ResponseTemplate::new(200).set_body_json(me);
    wiremock::Mock::given(wiremock::matchers::path("/v1/me")).respond_with(ok).mount(&server).await;
    let failing = wiremock::ResponseTemplate::new(500);
    wiremock::Mock::given(wiremock::matchers::path("/v1/changes")).respond_with(failing).mount(&server).await;
    let machine = crate::support::Machine::default();
    let app = machine.start();
    app.sign_in_with_token(&server.uri(), "sk-ollm-x".into()).await.unwrap();
    let open = reader(&app).await;
    let state = until(&open, "failing", |state| state.connection == Connection::Failing).await;
    assert_eq!(state.error.unwrap().code, ErrorCode::ServerError);
    assert_eq!(open.list_teams(&ListRequest::default()).await.unwrap(), None, "nothing is not an empty list");
    assert_eq!(open.team_people(&TeamId::new("x")).await.unwrap_err().code, ErrorCode::NotFound);
}

#[tokio::test]
async fn a_token_that_is_refused_is_said_to_be() {
    let server = wiremock::MockServer::start().await;
    let me = serde_json::json!({"id": "u1", "email": "owner@example.com", "name": null});
    let ok = wiremock::ResponseTemplate::new(200).set_body_json(me);
    wiremock::Mock::given(wiremock::matchers::path("/v1/me")).respond_with(ok).mount(&server).await;
    let body = serde_json::json!({"error": {"message": "no", "type": "authentication_error", "code": "unauthorized", "param": null}});
    let refused = wiremock::ResponseTemplate::new(401).set_body_json(body);
    wiremock::Mock::given(wiremock::matchers::path("/v1/changes")).respond_with(refused).mount(&server).await;
    let machine = crate::support::Machine::default();
    let app = machine.start();
    app.sign_in_with_token(&server.uri(), "sk-ollm-x".into()).await.unwrap();
    let state = until(&reader(&app).await, "refused", |state| state.connection == Connection::Refused).await;
    assert_eq!(state.error.unwrap().code, ErrorCode::Unauthorized);
}
