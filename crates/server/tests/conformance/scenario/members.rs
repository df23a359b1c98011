use ollm_api::client::PageRequest;
use ollm_api::{ErrorCode, Role, UserId};

use super::{new_team_of_four, refused};
use crate::stage::Stage;

pub(super) async fn play(stage: &Stage) {
    let team = new_team_of_four(stage, "People").await;
    let all = stage.viewer.all_members(&team.id).await.unwrap();
    assert_eq!(all.len(), 4);
    let page = stage.viewer.members(&team.id, &PageRequest { limit: Some(3), cursor: None }).await.unwrap();
    assert_eq!((&page.data[..], page.next_cursor.is_some()), (&all[..3], true));
    refused(stage.stranger.members(&team.id, &PageRequest::default()).await, 404, ErrorCode::NotFound);

    let across = stage.viewer.members_across_teams(&PageRequest { limit: Some(200), cursor: None }).await.unwrap();
    let of_team: Vec<_> = across.data.into_iter().filter(|found| found.team_id == team.id).collect();
    assert_eq!(of_team.into_iter().map(|found| found.member).collect::<Vec<_>>(), all);
    let page = stage.viewer.members_across_teams(&PageRequest { limit: Some(1), cursor: None }).await.unwrap();
    let next = PageRequest { limit: Some(1), cursor: page.next_cursor };
    assert_ne!(stage.viewer.members_across_teams(&next).await.unwrap().data, page.data);
    assert_eq!(stage.stranger.members_across_teams(&PageRequest::default()).await.unwrap().data, []);
    refused(stage.nobody.members_across_teams(&PageRequest::default()).await, 401, ErrorCode::Unauthorized);

    let id = |email: &str| all.iter().find(|member| member.email == email).unwrap().user_id.clone();
    let (owner, admin, member, viewer) = (id(Stage::OWNER), id(Stage::ADMIN), id(Stage::MEMBER), id(Stage::VIEWER));
    let changed = stage.admin.change_role(&team.id, &viewer, &Role::Member).await.unwrap();
    assert_eq!(changed.role, Role::Member);
    refused(stage.admin.change_role(&team.id, &viewer, &Role::Owner).await, 403, ErrorCode::Forbidden);
    refused(stage.admin.change_role(&team.id, &owner, &Role::Viewer).await, 403, ErrorCode::Forbidden);
    refused(stage.member.change_role(&team.id, &viewer, &Role::Viewer).await, 403, ErrorCode::Forbidden);
    refused(stage.owner.change_role(&team.id, &owner, &Role::Admin).await, 409, ErrorCode::LastOwner);
    let nobody = UserId::new("nobody");
    refused(stage.owner.change_role(&team.id, &nobody, &Role::Admin).await, 404, ErrorCode::NotFound);

    refused(stage.owner.remove_member(&team.id, &owner).await, 409, ErrorCode::LastOwner);
    refused(stage.admin.remove_member(&team.id, &owner).await, 403, ErrorCode::Forbidden);
    refused(stage.member.remove_member(&team.id, &viewer).await, 403, ErrorCode::Forbidden);
    refused(stage.stranger.remove_member(&team.id, &viewer).await, 404, ErrorCode::NotFound);
    stage.member.remove_member(&team.id, &member).await.unwrap();
    stage.admin.remove_member(&team.id, &viewer).await.unwrap();
    stage.owner.remove_member(&team.id, &admin).await.unwrap();
    refused(stage.owner.remove_member(&team.id, &admin).await, 404, ErrorCode::NotFound);
    refused(stage.admin.members(&team.id, &PageRequest::default()).await, 404, ErrorCode::NotFound);
}
