//! What is no news is not told as such.

use jiff::Timestamp;
use ollm_teams_core::{ErrorCode, TopUpState};
use wiremock::ResponseTemplate;

use crate::counter::{Counter, refused, top_up};
use crate::support::shown;

#[tokio::test]
async fn a_question_that_is_refused_is_news_once() {
    let counter = Counter::new().await;
    let app = counter.window().await;
    let session = shown(&app).await;
    let pending = || ResponseTemplate::new(201).set_body_json(top_up(None, "25.00", "pending", Timestamp::now()));
    let (_selling, telling) = (counter.sells(pending()).await, counter.tells(pending()).await);
    let attempt = session.top_up(&counter.team, "25", false).await.unwrap();
    assert_eq!(attempt.state, TopUpState::Pending);
    drop(telling);
    for (status, code) in [(403, "forbidden"), (404, "not_found")] {
        let _telling = counter.tells(refused(status, code)).await;
        assert!(session.check_top_up(&attempt.key).await.unwrap().may_dismiss);
        let before = session.top_ups(0).await.unwrap().revision;
        for _ in 0..3 {
            session.check_top_up(&attempt.key).await.unwrap();
        }
        assert_eq!(session.top_ups(0).await.unwrap().revision, before, "{status}");
    }
    let _telling = counter.tells(pending()).await;
    let told = session.check_top_up(&attempt.key).await.unwrap();
    assert_eq!((told.state, told.may_dismiss), (TopUpState::Pending, false), "the server tells of it again");
    let before = session.top_ups(0).await.unwrap().revision;
    assert_eq!(session.acknowledge_top_up(&attempt.key).await.unwrap_err().code, ErrorCode::TopUpUnsettled);
    assert_eq!(session.top_ups(0).await.unwrap().revision, before);
}
