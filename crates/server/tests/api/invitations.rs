use jiff::SignedDuration;
use serde_json::{Value, json};

use crate::harness::{Person, TestServer};

async fn status(asker: &Person, team: &str, id: &str) -> Value {
    let all = asker.get(&format!("/v1/teams/{team}/invitations")).await.ok();
    all["data"].as_array().unwrap().iter().find(|invitation| invitation["id"] == id).unwrap()["status"].clone()
}

#[tokio::test]
async fn from_invited_to_member() {
    let server = TestServer::start().await;
    let you = server.person("you@example.com").await;
    let guest = server.person("guest@example.com").await;
    let team = you.team("Dev").await;
    let body = json!({ "email": " Guest@Example.COM ", "role": "member" });
    let made = you.post(&format!("/v1/teams/{team}/invitations"), body).await.ok();
    assert_eq!(made["email"], "guest@example.com");
    assert_eq!((&made["team_name"], &made["invited_by"]), (&json!("Dev"), &json!("you@example.com")));
    assert_eq!(made["created_at"], "2026-03-02T12:00:00Z");
    assert_eq!(made["expires_at"], "2026-03-09T12:00:00Z");
    assert_eq!(you.get(&format!("/v1/teams/{team}")).await.ok()["pending_invitation_count"], 1);

    let mine = guest.get("/v1/me/invitations").await.ok();
    assert_eq!(mine["data"], json!([made]));
    let path = format!("/v1/invitations/{}/accept", made["id"].as_str().unwrap());
    you.tell(&path).await.refused(404, "not_found");
    assert_eq!(guest.tell(&path).await.ok()["status"], "accepted");
    guest.tell(&path).await.refused(409, "invitation_not_pending");
    let team = guest.get(&format!("/v1/teams/{team}")).await.ok();
    assert_eq!((&team["role"], &team["member_count"]), (&json!("member"), &json!(2)));
    assert_eq!(team["pending_invitation_count"], 0);
    assert_eq!(guest.get("/v1/me/invitations").await.ok()["data"], json!([]));
}

#[tokio::test]
async fn who_can_not_be_invited() {
    let server = TestServer::start().await;
    let you = server.person("you@example.com").await;
    let team = you.team("Dev").await;
    let path = format!("/v1/teams/{team}/invitations");
    let invite = async |email: &str, role: &str| you.post(&path, json!({ "email": email, "role": role })).await;
    for email in ["", "guest", "guest@", "a@b.example\nbcc: c@d.example", "a\u{0}@example.com"] {
        invite(email, "member").await.refused(422, "invalid_request").names("email");
    }
    for role in ["owner", "billing", ""] {
        invite("guest@example.com", role).await.refused(422, "invalid_request").names("role");
    }
    invite("YOU@example.com", "viewer").await.refused(409, "already_member");
    invite("guest@example.com", "viewer").await.ok();
    invite("Guest@example.com", "admin").await.refused(409, "invitation_pending");
}

#[tokio::test]
async fn an_invitation_lives_seven_days() {
    let server = TestServer::start().await;
    let you = server.person("you@example.com").await;
    let guest = server.person("guest@example.com").await;
    let team = you.team("Dev").await;
    let id = you.invite(&team, &guest.email, "viewer").await;
    server.clock.advance(SignedDuration::from_hours(7 * 24) - SignedDuration::from_secs(1));
    assert_eq!(status(&you, &team, &id).await, "pending");
    server.clock.advance(SignedDuration::from_secs(1));
    guest.tell(&format!("/v1/invitations/{id}/accept")).await.refused(409, "invitation_not_pending");
    assert_eq!(status(&you, &team, &id).await, "expired");
    assert_eq!(guest.get("/v1/me/invitations").await.ok()["data"], json!([]));
    assert_eq!(you.get(&format!("/v1/teams/{team}")).await.ok()["pending_invitation_count"], 0);
    let events = you.get(&format!("/v1/teams/{team}/events?limit=1")).await.ok();
    assert_eq!(
        (&events["data"][0]["action"], &events["data"][0]["actor"]),
        (&json!("invitation.expired"), &json!("system"))
    );
    you.invite(&team, &guest.email, "viewer").await;
}

#[tokio::test]
async fn sent_again_it_lives_seven_more_days_at_most_once_a_minute() {
    let server = TestServer::start().await;
    let you = server.person("you@example.com").await;
    let team = you.team("Dev").await;
    let id = you.invite(&team, "guest@example.com", "viewer").await;
    let path = format!("/v1/invitations/{id}/resend");
    server.clock.advance(SignedDuration::from_hours(24));
    assert_eq!(you.tell(&path).await.ok()["expires_at"], "2026-03-10T12:00:00Z");
    server.clock.advance(SignedDuration::from_millis(20_500));
    let soon = you.tell(&path).await;
    soon.refused(429, "rate_limited");
    assert_eq!(soon.header("retry-after"), Some("40"));
    server.clock.advance(SignedDuration::from_secs(40));
    you.tell(&path).await.ok();
}

#[tokio::test]
async fn what_ended_can_not_be_used_but_asked_anew() {
    let server = TestServer::start().await;
    let you = server.person("you@example.com").await;
    let guest = server.person("guest@example.com").await;
    let team = you.team("Dev").await;
    let declined = you.invite(&team, &guest.email, "viewer").await;
    assert_eq!(guest.tell(&format!("/v1/invitations/{declined}/decline")).await.ok()["status"], "declined");
    let revoked = you.invite(&team, &guest.email, "viewer").await;
    assert_eq!(you.delete(&format!("/v1/invitations/{revoked}")).await.status, 204);
    for id in [&declined, &revoked] {
        guest.tell(&format!("/v1/invitations/{id}/accept")).await.refused(409, "invitation_not_pending");
        guest.tell(&format!("/v1/invitations/{id}/decline")).await.refused(409, "invitation_not_pending");
        you.tell(&format!("/v1/invitations/{id}/resend")).await.refused(409, "invitation_not_pending");
        you.delete(&format!("/v1/invitations/{id}")).await.refused(409, "invitation_not_pending");
    }
    you.invite(&team, &guest.email, "admin").await;
    for (filter, expected) in [("?status=pending", 1), ("?status=declined", 1), ("", 3)] {
        let list = you.get(&format!("/v1/teams/{team}/invitations{filter}")).await.ok();
        assert_eq!(list["data"].as_array().unwrap().len(), expected, "{filter}");
    }
    let path = format!("/v1/teams/{team}/invitations?status=lost");
    you.get(&path).await.refused(422, "invalid_request").names("status");
}

#[tokio::test]
async fn with_the_team_its_invitations_end() {
    let server = TestServer::start().await;
    let you = server.person("you@example.com").await;
    let guest = server.person("guest@example.com").await;
    let team = you.team("Dev").await;
    let id = you.invite(&team, &guest.email, "viewer").await;
    you.delete(&format!("/v1/teams/{team}")).await.ok();
    assert_eq!(guest.get("/v1/me/invitations").await.ok()["data"], json!([]));
    guest.tell(&format!("/v1/invitations/{id}/accept")).await.refused(409, "invitation_not_pending");
}
