use jiff::SignedDuration;
use ollm_server::{Limits, Payments};
use serde_json::{Value, json};
use uuid::Uuid;

use crate::harness::{Answer, Person, TestServer, dollars};

async fn press(person: &Person, page: &str, button: &str) -> Answer {
    person.tell(&format!("{page}/{button}")).await
}

/// The path of a top-up's checkout page.
fn page(top_up: &Value, server: &TestServer) -> String {
    let url = top_up["checkout_url"].as_str().unwrap();
    url.strip_prefix(&server.server.url()).unwrap().to_owned()
}

#[tokio::test]
async fn an_instant_top_up_is_in_the_ledger_at_once() {
    let server = TestServer::start().await;
    let you = server.person("you@example.com").await;
    let team = you.team("Dev").await;
    let answer = you.top_up(&team, "12.5").await;
    assert_eq!(answer.status, 201);
    let top_up = answer.body;
    assert_eq!(top_up["amount"], json!({ "amount": "12.50", "currency": "USD" }));
    assert_eq!((&top_up["status"], &top_up["settled_at"]), (&json!("succeeded"), &top_up["created_at"]));
    assert!(top_up["failure"].is_null() && top_up["checkout_url"].is_null());
    assert_eq!(you.balance(&team).await, "12.50");
    let id = top_up["id"].as_str().unwrap();
    assert_eq!(you.get(&format!("/v1/teams/{team}/top-ups/{id}")).await.ok(), top_up);
    let ledger = you.get(&format!("/v1/teams/{team}/transactions")).await.ok();
    let entry = &ledger["data"][0];
    assert_eq!((&entry["kind"], &entry["top_up_id"]), (&json!("top_up"), &json!(id)));
    assert_eq!((&entry["amount"]["amount"], &entry["balance_after"]["amount"]), (&json!("12.50"), &json!("12.50")));
    let other = you.team("Other").await;
    you.get(&format!("/v1/teams/{other}/top-ups/{id}")).await.refused(404, "not_found");
}

#[tokio::test]
async fn amounts_that_are_not_amounts() {
    let server = TestServer::start().await;
    let you = server.person("you@example.com").await;
    let team = you.team("Dev").await;
    let path = format!("/v1/teams/{team}/top-ups");
    for amount in ["0.99", "10000.01", "-5", "5.001", "79228162514264337593543950335"] {
        you.top_up(&team, amount).await.refused(422, "invalid_request").names("amount");
    }
    for amount in [json!("ten"), json!(5), json!("1e1000"), json!(null)] {
        let body = json!({ "amount": { "amount": amount, "currency": "USD" } });
        you.post_once(&path, body, Uuid::new_v4()).await.refused(422, "invalid_request").names("amount.amount");
    }
    let euro = json!({ "amount": { "amount": "5.00", "currency": "EUR" } });
    you.post_once(&path, euro, Uuid::new_v4()).await.refused(422, "invalid_request").names("amount");
    you.post(&path, dollars("5.00")).await.refused(400, "idempotency_key_required");
    assert_eq!(you.balance(&team).await, "0.00");
    for amount in ["1", "10000.00", "12.50"] {
        you.top_up(&team, amount).await.ok();
    }
    assert_eq!(you.balance(&team).await, "10013.50");
}

#[tokio::test]
async fn a_checkout_is_paid_once_however_often_it_is_pressed() {
    let server = TestServer::start_with(Payments::Checkout, Limits::default()).await;
    let you = server.person("you@example.com").await;
    let browser = server.nobody();
    let team = you.team("<b>Dev</b>").await;
    let top_up = you.top_up(&team, "25.00").await.ok();
    assert_eq!((&top_up["status"], &top_up["settled_at"]), (&json!("pending"), &Value::Null));
    assert_eq!(you.balance(&team).await, "0.00");

    let page = page(&top_up, &server);
    let shown = browser.get(&page).await;
    let policy = shown.header("content-security-policy").unwrap();
    assert!(policy.contains("default-src 'none'") && policy.contains("form-action 'self'"), "{policy}");
    assert_eq!(shown.header("referrer-policy"), Some("no-referrer"));
    let html = shown.body.as_str().unwrap();
    assert!(html.contains("&lt;b&gt;Dev&lt;/b&gt;") && html.contains("$25.00") && !html.contains("<script"), "{html}");

    for _ in 0..2 {
        let answer = press(&browser, &page, "pay").await;
        assert_eq!((answer.status.as_u16(), answer.header("location")), (303, Some(page.as_str())));
    }
    press(&browser, &page, "decline").await;
    assert!(browser.get(&page).await.body.as_str().unwrap().contains("Paid"));
    assert_eq!(you.balance(&team).await, "25.00");
    let id = top_up["id"].as_str().unwrap();
    let settled = you.get(&format!("/v1/teams/{team}/top-ups/{id}")).await.ok();
    assert_eq!((&settled["status"], &settled["checkout_url"]), (&json!("succeeded"), &Value::Null));
}

#[tokio::test]
async fn a_declined_checkout_fails_and_an_unpaid_one_expires() {
    let server = TestServer::start_with(Payments::Checkout, Limits::default()).await;
    let you = server.person("you@example.com").await;
    let browser = server.nobody();
    let team = you.team("Dev").await;
    let declined = you.top_up(&team, "25").await.ok();
    press(&browser, &page(&declined, &server), "decline").await;
    server.clock.advance(SignedDuration::from_secs(1));
    let unpaid = you.top_up(&team, "50").await.ok();
    server.clock.advance(SignedDuration::from_hours(24));
    // Paying too late is like not paying.
    press(&browser, &page(&unpaid, &server), "pay").await;
    let list = you.get(&format!("/v1/teams/{team}/top-ups")).await.ok();
    let states: Vec<_> = list["data"].as_array().unwrap().iter().map(|top_up| &top_up["status"]).collect();
    assert_eq!(states, ["expired", "failed"]);
    assert!(list["data"][1]["failure"].as_str().unwrap().contains("declined"));
    assert_eq!(you.balance(&team).await, "0.00");
    assert!(browser.get(&page(&unpaid, &server)).await.body.as_str().unwrap().contains("expired"));
    browser.get("/checkout/unknown").await.refused(404, "not_found");
    browser.tell("/checkout/unknown/pay").await.refused(404, "not_found");
}

#[tokio::test]
async fn a_checkout_of_a_deleted_team_can_not_be_paid() {
    let server = TestServer::start_with(Payments::Checkout, Limits::default()).await;
    let you = server.person("you@example.com").await;
    let team = you.team("Dev").await;
    let top_up = you.top_up(&team, "25").await.ok();
    you.delete(&format!("/v1/teams/{team}")).await.ok();
    let page = page(&top_up, &server);
    press(&server.nobody(), &page, "pay").await;
    assert!(!server.nobody().get(&page).await.body.as_str().unwrap().contains("Paid"));
}

#[tokio::test]
async fn a_key_books_once_however_late_it_comes_again() {
    let server = TestServer::start().await;
    let you = server.person("you@example.com").await;
    let team = you.team("Dev").await;
    let (path, key) = (format!("/v1/teams/{team}/top-ups"), Uuid::new_v4());
    let first = you.post_once(&path, dollars("5.00"), key).await.ok();
    server.clock.advance(SignedDuration::from_hours(24 * 30));
    let again = you.post_once(&path, dollars("5.00"), key).await;
    assert_eq!((&again.body["id"], again.header("idempotent-replayed")), (&first["id"], Some("true")));
    you.post_once(&path, dollars("6.00"), key).await.refused(422, "idempotency_key_reused");
    assert_eq!(you.balance(&team).await, "5.00");
}

#[tokio::test]
async fn a_canceled_checkout_can_not_be_paid() {
    let server = TestServer::start_with(Payments::Checkout, Limits::default()).await;
    let you = server.person("you@example.com").await;
    let team = you.team("Dev").await;
    let top_up = you.top_up(&team, "25").await.ok();
    let path = format!("/v1/teams/{team}/top-ups/{}/expire", top_up["id"].as_str().unwrap());
    assert_eq!(you.post(&path, json!({})).await.ok()["status"], "expired");
    press(&server.nobody(), &page(&top_up, &server), "pay").await;
    assert_eq!(you.balance(&team).await, "0.00");
    let paid = you.top_up(&team, "30").await.ok();
    press(&server.nobody(), &page(&paid, &server), "pay").await;
    let path = format!("/v1/teams/{team}/top-ups/{}/expire", paid["id"].as_str().unwrap());
    assert_eq!(you.post(&path, json!({})).await.ok()["status"], "succeeded");
    assert_eq!(you.balance(&team).await, "30.00");
}
