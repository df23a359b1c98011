use ollm_api::client::PageRequest;
use ollm_api::{ChangeKind, ChangeOp, ChangeRecord, ErrorCode};

use super::{new_team, refused};
use crate::stage::Stage;

pub(super) async fn play(stage: &Stage) {
    let start = stage.owner.changes(None).await.unwrap();
    assert_eq!((start.data.len(), start.has_more), (0, false));
    let team = new_team(stage, "Watched").await;
    let news = stage.owner.changes(Some(&start.next_cursor)).await.unwrap();
    let change = news.data.iter().find(|change| change.kind == ChangeKind::Team).unwrap();
    assert_eq!((&change.op, &change.team_id), (&ChangeOp::Upsert, &team.id));
    assert_eq!(change.record().unwrap(), Some(ChangeRecord::Team(team.clone())));

    let page = PageRequest::default();
    let events = stage.owner.events(&team.id, &page).await.unwrap().data;
    assert_eq!(events.iter().map(|event| event.action.as_str()).collect::<Vec<_>>(), ["team.created"]);
    refused(stage.stranger.events(&team.id, &page).await, 404, ErrorCode::NotFound);

    stage.owner.delete_team(&team.id, None).await.unwrap();
    let news = stage.owner.changes(Some(&news.next_cursor)).await.unwrap();
    let change = news.data.iter().find(|change| change.kind == ChangeKind::Team).unwrap();
    assert_eq!((&change.op, &change.data), (&ChangeOp::Delete, &None));
    refused(stage.nobody.changes(None).await, 401, ErrorCode::Unauthorized);
    let error = refused(stage.owner.changes(Some("nonsense")).await, 422, ErrorCode::InvalidRequest);
    assert_eq!(error.param.as_deref(), Some("since"));
    stage.clock.advance_seconds(31 * 24 * 3600);
    refused(stage.owner.changes(Some(&start.next_cursor)).await, 410, ErrorCode::CursorExpired);
}
