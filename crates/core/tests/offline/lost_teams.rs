use ollm_api::client::IdempotencyKey;
use ollm_api::{Email, Role, TeamName};

use crate::place::{OWNER, Place, reader, until_live};
use crate::support::{shown, teams};

#[tokio::test]
async fn a_team_that_is_gone_is_said_to_be_until_the_user_knows() {
    let place = Place::new().await;
    let other = place.client("other@example.com").await;
    let theirs = other.create_team(&TeamName::parse("Theirs").unwrap(), &IdempotencyKey::new()).await.unwrap().id;
    let me = Email::parse(OWNER).unwrap();
    let invitation = other.invite(&theirs, &me, &Role::Member, &IdempotencyKey::new()).await.unwrap();
    place.client(OWNER).await.accept_invitation(&invitation.id).await.unwrap();
    let mine = place.team("Mine").await;
    let app = place.signed_in().await;
    let open = reader(&app).await;
    until_live(&open).await;
    assert_eq!(teams(&open).await.len(), 2);

    let my_id = place.client(OWNER).await.me().await.unwrap().id;
    other.remove_member(&theirs, &my_id).await.unwrap();
    open.sync_now().await;
    let lost = open.sync_state(0).await.lost_teams;
    assert_eq!((lost.len(), &lost[0].id, &*lost[0].name), (1, &theirs, "Theirs"));
    assert_eq!(teams(&open).await[0].team.id, mine);
    assert_eq!(open.team_people(&theirs).await.unwrap_err().code, ollm_teams_core::ErrorCode::NotFound);
    app.close().await;

    let app = place.machine.start();
    let open = reader(&app).await;
    assert_eq!(open.sync_state(0).await.lost_teams, lost, "nobody has read it yet");
    open.acknowledge_lost_teams(std::slice::from_ref(&theirs)).await.unwrap();
    assert!(open.sync_state(0).await.lost_teams.is_empty());

    // What the user does here needs no telling.
    let version = teams(&open).await[0].team.version;
    shown(&app).await.delete_team(&mine, version).await.unwrap();
    open.sync_now().await;
    assert!(open.sync_state(0).await.lost_teams.is_empty());
    app.close().await;
    assert!(reader(&place.machine.start()).await.sync_state(0).await.lost_teams.is_empty(), "it is said once");
}
