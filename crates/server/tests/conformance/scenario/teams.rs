use ollm_api::client::{IdempotencyKey, PageRequest};
use ollm_api::{ErrorCode, Money, Role, TeamId, TeamName, UpdateTeam};

use super::{new_team, new_team_of_four, refused};
use crate::stage::Stage;

pub(super) async fn play(stage: &Stage) {
    create(stage).await;
    list(stage).await;
    update(stage).await;
    delete(stage).await;
    transfer(stage).await;
}

async fn create(stage: &Stage) {
    let key = IdempotencyKey::new();
    let name = TeamName::parse("Équipe 研究").unwrap();
    let team = stage.owner.create_team(&name, &key).await.unwrap();
    assert_eq!((team.name.as_str(), &team.role, team.member_count), (name.as_str(), &Role::Owner, 1));
    assert_eq!(team.balance, Some(Money::usd(0.into())));

    let again = stage.owner.create_team(&name, &key).await.unwrap();
    assert_eq!(again, team, "the same intention makes one team");
    let other = TeamName::parse("Another").unwrap();
    refused(stage.owner.create_team(&other, &key).await, 422, ErrorCode::IdempotencyKeyReused);

    assert_eq!(stage.owner.team(&team.id).await.unwrap(), team);
    refused(stage.stranger.team(&team.id).await, 404, ErrorCode::NotFound);
    refused(stage.owner.team(&TeamId::new("../me")).await, 404, ErrorCode::NotFound);
    refused(stage.nobody.team(&team.id).await, 401, ErrorCode::Unauthorized);
}

async fn list(stage: &Stage) {
    new_team(stage, "Second").await;
    let all = stage.owner.all_teams().await.unwrap();
    let first = stage.owner.teams(&PageRequest { limit: Some(1), cursor: None }).await.unwrap();
    let second = stage.owner.teams(&PageRequest { limit: Some(1), cursor: first.next_cursor }).await.unwrap();
    assert_eq!([&first.data[..], &second.data[..]].concat(), all[..2]);
    assert_eq!(first.total, None);
    let counted = stage.owner.teams_with_total(&PageRequest { limit: Some(1), cursor: None }).await.unwrap();
    assert_eq!((&counted.data, counted.total.unwrap() as usize), (&first.data, all.len()));
    assert_eq!(stage.stranger.teams(&PageRequest::default()).await.unwrap().data, []);
    let bad = PageRequest { limit: None, cursor: Some("nonsense".to_owned()) };
    let error = refused(stage.owner.teams(&bad).await, 422, ErrorCode::InvalidRequest);
    assert_eq!(error.param.as_deref(), Some("cursor"));
}

async fn update(stage: &Stage) {
    let team = new_team_of_four(stage, "Before").await;
    let rename = UpdateTeam { name: Some("After".to_owned()), low_balance_threshold: None };
    let version = stage.owner.team(&team.id).await.unwrap().version;
    let renamed = stage.owner.update_team(&team.id, &rename, Some(version)).await.unwrap();
    assert_eq!((renamed.name.as_str(), &renamed.id), ("After", &team.id));
    assert!(renamed.version > version);
    refused(stage.owner.update_team(&team.id, &rename, Some(version)).await, 412, ErrorCode::VersionMismatch);
    refused(stage.admin.update_team(&team.id, &rename, None).await, 403, ErrorCode::Forbidden);
    refused(stage.stranger.update_team(&team.id, &rename, None).await, 404, ErrorCode::NotFound);

    let five = Money::usd(5.into());
    for threshold in [Some(five), None] {
        let change = UpdateTeam { name: None, low_balance_threshold: Some(threshold.clone()) };
        let changed = stage.owner.update_team(&team.id, &change, None).await.unwrap();
        assert_eq!((changed.name.as_str(), changed.low_balance_threshold), ("After", threshold));
    }
    let bad = UpdateTeam { name: Some("one\ntwo".to_owned()), low_balance_threshold: None };
    let error = refused(stage.owner.update_team(&team.id, &bad, None).await, 422, ErrorCode::InvalidRequest);
    assert_eq!(error.param.as_deref(), Some("name"));
}

async fn delete(stage: &Stage) {
    let team = new_team_of_four(stage, "Doomed").await;
    refused(stage.admin.delete_team(&team.id, None).await, 403, ErrorCode::Forbidden);
    refused(stage.stranger.delete_team(&team.id, None).await, 404, ErrorCode::NotFound);
    let version = stage.owner.team(&team.id).await.unwrap().version;
    refused(stage.owner.delete_team(&team.id, Some(version + 1)).await, 412, ErrorCode::VersionMismatch);
    stage.owner.delete_team(&team.id, Some(version)).await.unwrap();
    refused(stage.owner.delete_team(&team.id, None).await, 404, ErrorCode::NotFound);
}

async fn transfer(stage: &Stage) {
    let team = new_team_of_four(stage, "Handed over").await;
    let (heir, key) = (stage.admin.me().await.unwrap().id, IdempotencyKey::new());
    refused(stage.admin.transfer_ownership(&team.id, &heir, &key).await, 403, ErrorCode::Forbidden);
    let stranger = stage.stranger.me().await.unwrap().id;
    let error =
        refused(stage.owner.transfer_ownership(&team.id, &stranger, &key).await, 422, ErrorCode::InvalidRequest);
    assert_eq!(error.param.as_deref(), Some("user_id"));
    let handed = stage.owner.transfer_ownership(&team.id, &heir, &key).await.unwrap();
    assert_eq!(handed.role, Role::Admin);
    assert_eq!(stage.admin.team(&team.id).await.unwrap().role, Role::Owner);
}
