//! Every method of the client, with what it gives and with the refusals that a caller meets, against a real server.

mod billing;
mod feed;
mod invitations;
mod members;
mod teams;

use std::fmt::Debug;

use ollm_api::client::{ApiError, Client, ClientError, IdempotencyKey};
use ollm_api::{Email, ErrorCode, Role, Team, TeamName};

use crate::stage::Stage;

/// Plays it from start to end; each part makes the team that it needs.
pub(crate) async fn play(stage: &Stage) {
    session(stage).await;
    teams::play(stage).await;
    invitations::play(stage).await;
    members::play(stage).await;
    billing::play(stage).await;
    feed::play(stage).await;
}

async fn session(stage: &Stage) {
    stage.owner.health().await.unwrap();
    let user = stage.owner.me().await.unwrap();
    assert_eq!(user.email, Stage::OWNER);
    let error = refused(stage.nobody.me().await, 401, ErrorCode::Unauthorized);
    assert!(error.request_id.is_some());
}

/// A new team of the owner's.
async fn new_team(stage: &Stage, name: &str) -> Team {
    stage.owner.create_team(&TeamName::parse(name).unwrap(), &IdempotencyKey::new()).await.unwrap()
}

/// A new team with the admin, the member and the viewer in it.
async fn new_team_of_four(stage: &Stage, name: &str) -> Team {
    let team = new_team(stage, name).await;
    join(stage, &team, &stage.admin, Stage::ADMIN, Role::Admin).await;
    join(stage, &team, &stage.member, Stage::MEMBER, Role::Member).await;
    join(stage, &team, &stage.viewer, Stage::VIEWER, Role::Viewer).await;
    team
}

async fn join(stage: &Stage, team: &Team, who: &Client, email: &str, role: Role) {
    let email = Email::parse(email).unwrap();
    let invitation = stage.owner.invite(&team.id, &email, &role, &IdempotencyKey::new()).await.unwrap();
    who.accept_invitation(&invitation.id).await.unwrap();
}

/// The error of a refusal, which must be this one.
#[track_caller]
fn refused<T: Debug>(outcome: Result<T, ClientError>, status: u16, code: ErrorCode) -> ApiError {
    match outcome {
        Err(ClientError::Api(error)) if error.status == status && error.code == code => error,
        other => panic!("not refused with {status} {code}: {other:?}"),
    }
}
