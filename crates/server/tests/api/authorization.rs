//! Every role × every endpoint. The endpoints come from the OpenAPI document: a new one without a row fails.

use std::collections::BTreeSet;

use reqwest::Method;
use serde_json::{Value, json};
use uuid::Uuid;

use crate::harness::{Person, TestServer, dollars, send};

const ROLES: [&str; 6] = ["no token", "not a member", "viewer", "member", "admin", "owner"];

/// The expected statuses, in the order of [`ROLES`]. What destroys the world it is tested in comes last.
const TABLE: [(&str, [u16; 6]); 33] = [
    ("get_health", [200, 200, 200, 200, 200, 200]),
    ("get_openapi", [200, 200, 200, 200, 200, 200]),
    ("get_protected_resource", [404, 404, 404, 404, 404, 404]),
    ("get_me", [401, 200, 200, 200, 200, 200]),
    ("list_teams", [401, 200, 200, 200, 200, 200]),
    ("create_team", [401, 201, 201, 201, 201, 201]),
    ("get_team", [401, 404, 200, 200, 200, 200]),
    ("update_team", [401, 404, 403, 403, 403, 200]),
    ("list_members", [401, 404, 200, 200, 200, 200]),
    ("list_members_across_teams", [401, 200, 200, 200, 200, 200]),
    ("change_role", [401, 404, 403, 403, 200, 200]),
    ("remove_member", [401, 404, 403, 403, 204, 204]),
    ("list_invitations", [401, 404, 200, 200, 200, 200]),
    ("list_invitations_across_teams", [401, 200, 200, 200, 200, 200]),
    ("create_invitation", [401, 404, 403, 403, 201, 201]),
    ("resend_invitation", [401, 404, 403, 403, 200, 200]),
    ("revoke_invitation", [401, 404, 403, 403, 204, 204]),
    ("list_my_invitations", [401, 200, 200, 200, 200, 200]),
    // The invitation is of somebody who is not a member: whoever else answers it learns nothing.
    ("decline_invitation", [401, 200, 404, 404, 404, 404]),
    ("create_top_up", [401, 404, 403, 403, 403, 201]),
    ("expire_top_up", [401, 404, 403, 403, 403, 200]),
    ("list_top_ups", [401, 404, 200, 200, 200, 200]),
    ("get_top_up", [401, 404, 200, 200, 200, 200]),
    ("list_transactions", [401, 404, 200, 200, 200, 200]),
    ("get_usage", [401, 404, 200, 200, 200, 200]),
    ("list_api_keys", [401, 404, 200, 200, 200, 200]),
    ("create_api_key", [401, 404, 403, 201, 201, 201]),
    // Of somebody else; that one's own may be revoked is in `api_keys`.
    ("revoke_api_key", [401, 404, 403, 403, 204, 204]),
    ("list_events", [401, 404, 200, 200, 200, 200]),
    ("list_changes", [401, 200, 200, 200, 200, 200]),
    ("accept_invitation", [401, 200, 404, 404, 404, 404]),
    ("transfer_ownership", [401, 404, 403, 403, 403, 200]),
    ("delete_team", [401, 404, 403, 403, 403, 204]),
];

struct World {
    server: TestServer,
    /// In the order of [`ROLES`].
    people: Vec<Person>,
    team: String,
}

impl World {
    async fn new() -> Self {
        let server = TestServer::start().await;
        let owner = server.person("owner@example.com").await;
        let team = owner.team("Dev").await;
        let mut people = vec![server.nobody(), server.person("outsider@example.com").await];
        for role in ["viewer", "member", "admin"] {
            let person = server.person(&format!("{role}@example.com")).await;
            owner.bring(&team, &person, role).await;
            people.push(person);
        }
        people.push(owner);
        Self { server, people, team }
    }

    fn owner(&self) -> &Person {
        &self.people[5]
    }

    /// Makes what the operation is done to, and returns the variables of the path and the body.
    async fn prepare(&self, operation: &str) -> (Vec<(&'static str, String)>, Option<Value>) {
        let fresh = format!("{}@example.org", Uuid::new_v4().simple());
        let outsider = &self.people[1];
        let team = ("team_id", self.team.clone());
        let invitation = async |email: &str| ("invitation_id", self.owner().invite(&self.team, email, "viewer").await);
        match operation {
            "create_team" | "update_team" => (vec![team], Some(json!({ "name": "Another" }))),
            "change_role" | "remove_member" | "transfer_ownership" => {
                let victim = self.server.person(&fresh).await;
                self.owner().bring(&self.team, &victim, "viewer").await;
                let body = match operation {
                    "change_role" => Some(json!({ "role": "member" })),
                    "transfer_ownership" => Some(json!({ "user_id": victim.id })),
                    _ => None,
                };
                (vec![team, ("user_id", victim.id)], body)
            }
            "create_invitation" => (vec![team], Some(json!({ "email": fresh, "role": "viewer" }))),
            "resend_invitation" | "revoke_invitation" => (vec![invitation(&fresh).await], None),
            "accept_invitation" | "decline_invitation" => {
                // Who accepted before is put out again; of whoever is not in, there is nobody to put out.
                self.owner().delete(&format!("/v1/teams/{}/members/{}", self.team, outsider.id)).await;
                let pending = outsider.get("/v1/me/invitations").await.ok();
                match pending["data"][0]["id"].as_str() {
                    Some(id) => (vec![("invitation_id", id.to_owned())], None),
                    None => (vec![invitation(&outsider.email).await], None),
                }
            }
            "create_top_up" => (vec![team], Some(dollars("5.00"))),
            "get_top_up" | "expire_top_up" => {
                let top_up = self.owner().top_up(&self.team, "5.00").await.ok();
                (vec![team, ("top_up_id", top_up["id"].as_str().unwrap().to_owned())], None)
            }
            "create_api_key" => (vec![team], Some(json!({ "name": "ci" }))),
            "revoke_api_key" => {
                let path = format!("/v1/teams/{}/api-keys", self.team);
                let key = self.owner().post(&path, json!({ "name": "ci" })).await.ok();
                (vec![team, ("api_key_id", key["id"].as_str().unwrap().to_owned())], None)
            }
            _ => (vec![team], None),
        }
    }
}

/// Operation, method and path of every endpoint of the document.
fn endpoints() -> Vec<(String, Method, String)> {
    let document = serde_json::to_value(ollm_server::openapi()).unwrap();
    let mut endpoints = Vec::new();
    for (path, item) in document["paths"].as_object().unwrap() {
        for (method, operation) in item.as_object().unwrap() {
            let id = operation["operationId"].as_str().unwrap().to_owned();
            endpoints.push((id, method.to_uppercase().parse().unwrap(), path.clone()));
        }
    }
    endpoints
}

#[tokio::test]
async fn every_role_at_every_endpoint() {
    let endpoints = endpoints();
    let documented: BTreeSet<_> = endpoints.iter().map(|(id, ..)| id.as_str()).collect();
    let stated: BTreeSet<_> = TABLE.iter().map(|(id, _)| *id).collect();
    assert_eq!(documented, stated, "the document and the table");

    let mut world = World::new().await;
    let mut wrong = Vec::new();
    for (operation, expected) in TABLE {
        if operation == "delete_team" {
            // The row before took the ownership away.
            world = World::new().await;
        }
        let (_, method, template) = endpoints.iter().find(|(id, ..)| id == operation).unwrap();
        for (index, role) in ROLES.iter().enumerate() {
            let (variables, body) = world.prepare(operation).await;
            let path = variables
                .iter()
                .fold(template.clone(), |path, (name, value)| path.replace(&format!("{{{name}}}"), value));
            let mut request = world.people[index].request(method.clone(), &path);
            if operation == "create_top_up" {
                request = request.header("Idempotency-Key", Uuid::new_v4().to_string());
            }
            if let Some(body) = &body {
                request = request.json(body);
            }
            let answer = send(request).await;
            if answer.status != expected[index] {
                wrong
                    .push(format!("{operation} as {role}: {} for {}: {}", answer.status, expected[index], answer.body));
            }
            let code = match answer.status.as_u16() {
                401 => "unauthorized",
                403 => "forbidden",
                404 => "not_found",
                _ => continue,
            };
            answer.refused(answer.status.as_u16(), code);
        }
    }
    assert!(wrong.is_empty(), "{wrong:#?}");
}
