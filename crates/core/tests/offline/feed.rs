use std::collections::BTreeSet;

use ollm_api::client::IdempotencyKey;
use ollm_api::{Email, Role, TeamName, TopUpAmount, UpdateTeam};
use ollm_teams_core::{Connection, Reader, SyncStep};

use crate::place::{OWNER, Place, reader, until, until_live};
use crate::support::{found, teams};

async fn names(reader: &Reader) -> BTreeSet<String> {
    teams(reader).await.into_iter().map(|view| view.team.name).collect()
}

fn set<const N: usize>(names: [&str; N]) -> BTreeSet<String> {
    names.map(str::to_owned).into()
}

#[tokio::test]
async fn what_others_change_comes_with_the_feed() {
    let place = Place::new().await;
    let (dev, gone) = (place.team("Development").await, place.team("Gone").await);
    let app = place.signed_in().await;
    let open = reader(&app).await;
    until_live(&open).await;
    assert_eq!(names(&open).await, set(["Development", "Gone"]));

    let owner = place.client(OWNER).await;
    let rename = UpdateTeam { name: Some("Research".into()), ..UpdateTeam::default() };
    owner.update_team(&dev, &rename, None).await.unwrap();
    let twenty = TopUpAmount::parse("20").unwrap();
    owner.create_top_up(&dev, twenty, &IdempotencyKey::new()).await.unwrap();
    owner.delete_team(&gone, None).await.unwrap();
    let new = owner.create_team(&TeamName::parse("New").unwrap(), &IdempotencyKey::new()).await.unwrap().id;
    let guest = Email::parse("guest@example.com").unwrap();
    let invitation = owner.invite(&new, &guest, &Role::Viewer, &IdempotencyKey::new()).await.unwrap();
    place.client("guest@example.com").await.accept_invitation(&invitation.id).await.unwrap();

    open.sync_now().await;
    assert_eq!(names(&open).await, set(["New", "Research"]));
    let research = teams(&open).await.into_iter().find(|view| view.team.id == dev).unwrap();
    assert_eq!(research.team.balance.unwrap().amount.to_string(), "20.00");
    let mut seen = 0;
    while found(&open, "guest@example.com").await.is_empty() {
        seen = open.sync_state(seen).await.revision;
    }
    assert_eq!(found(&open, "guest@").await[0].team.id, new);
}

#[tokio::test]
async fn an_invitation_to_oneself_comes_and_goes() {
    let place = Place::new().await;
    let app = place.signed_in().await;
    let open = reader(&app).await;
    until_live(&open).await;
    assert!(open.my_invitations().await.unwrap().is_empty());
    let other = place.client("other@example.com").await;
    let team = other.create_team(&TeamName::parse("Theirs").unwrap(), &IdempotencyKey::new()).await.unwrap().id;
    let me = Email::parse(OWNER).unwrap();
    let invitation = other.invite(&team, &me, &Role::Member, &IdempotencyKey::new()).await.unwrap();
    open.sync_now().await;
    assert_eq!(open.my_invitations().await.unwrap()[0].id, invitation.id);
    other.revoke_invitation(&invitation.id).await.unwrap();
    open.sync_now().await;
    assert!(open.my_invitations().await.unwrap().is_empty());
}

#[tokio::test]
async fn the_people_of_teams_that_nobody_opened_come_in_the_background() {
    let place = Place::new().await;
    let owner = place.client(OWNER).await;
    let everybody: Vec<_> = (0..12).map(|number| format!("person-{number}@example.com")).collect();
    for number in 0..30 {
        let team = place.team(&format!("Team {number}")).await;
        for email in everybody.iter().skip(number % 5).step_by(3) {
            let address = Email::parse(email).unwrap();
            let invitation = owner.invite(&team, &address, &Role::Member, &IdempotencyKey::new()).await.unwrap();
            place.client(email).await.accept_invitation(&invitation.id).await.unwrap();
        }
    }
    let app = place.signed_in().await;
    let open = reader(&app).await;
    let live = until(&open, "live", |state| state.connection == Connection::Live).await;
    assert_eq!(teams(&open).await.len(), 30, "the list waits for nobody");
    assert!(live.progress.is_none_or(|progress| progress.step == SyncStep::People));
    let mut seen = 0;
    let expected = |email: &str| {
        let place = everybody.iter().position(|other| other == email).unwrap();
        (0..30).filter(|number| place >= number % 5 && (place - number % 5).is_multiple_of(3)).count()
    };
    for email in &everybody {
        while found(&open, email).await.len() < expected(email) {
            seen = open.sync_state(seen).await.revision;
        }
        assert_eq!(found(&open, email).await.len(), expected(email), "{email}");
    }
}
