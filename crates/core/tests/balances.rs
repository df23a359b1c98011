//! The balances at a glance follow the account that is shown.
#![expect(
    clippy::unwrap_used,
    clippy::expect_used,
    reason = "clippy knows tests by their attribute, not their helpers"
)]

mod support;

use std::time::Duration;

use ollm_api::client::IdempotencyKey;
use ollm_api::{TeamName, TopUpAmount};
use ollm_server::Payments;
use ollm_teams_core::{App, BalanceWatch, Balances, Preferences};
use support::{Machine, client, shown, start_server, synced, token};

/// What is at a glance now or in a moment.
async fn next(watch: &mut BalanceWatch, app: &App) -> Option<Balances> {
    tokio::time::timeout(Duration::from_secs(20), watch.next(app)).await.expect("something changes").unwrap()
}

/// What is at a glance once it is this. The copy may change for other reasons meanwhile.
async fn until(watch: &mut BalanceWatch, app: &App, total: &str, lowest: &str) {
    loop {
        let Some(balances) = next(watch, app).await else { continue };
        let amount = balances.totals.first().map(|total| total.amount.to_string()).unwrap_or_default();
        let team = balances.lowest.first().map(|team| format!("{} {}", team.team_name, team.balance.amount));
        if (&*amount, &*team.unwrap_or_default()) == (total, lowest) {
            return;
        }
    }
}

#[tokio::test]
async fn they_are_those_of_the_account_that_is_shown() {
    let folder = tempfile::tempdir().unwrap();
    let server = start_server(folder.path().to_owned(), Payments::Instant).await;
    let owner = client(&server, "owner@example.com").await;
    for (name, amount) in [("Development", "25"), ("Research", "10.50")] {
        let team = owner.create_team(&TeamName::parse(name).unwrap(), &IdempotencyKey::new()).await.unwrap();
        let amount = TopUpAmount::parse(amount).unwrap();
        owner.create_top_up(&team.id, amount, &IdempotencyKey::new()).await.unwrap();
    }
    let machine = Machine::default();
    let app = machine.start();
    let mut watch = app.watch_balances();
    assert_eq!(next(&mut watch, &app).await, None, "nobody is shown");

    app.sign_in_with_token(&server.url(), token(&server, "owner@example.com").await).await.unwrap();
    until(&mut watch, &app, "35.50", "Research 10.50").await;
    let session = shown(&app).await;
    let first = session.account_id().clone();
    let research = owner.all_teams().await.unwrap().into_iter().find(|team| team.name == "Research").unwrap();
    session.top_up(&research.id, "100", false).await.unwrap();
    synced(&app).await;
    until(&mut watch, &app, "135.50", "Development 25.00").await;

    app.sign_in_with_token(&server.url(), token(&server, "other@example.com").await).await.unwrap();
    synced(&app).await;
    while next(&mut watch, &app).await != Some(Balances::default()) {}
    app.switch_account(&first).await.unwrap();
    until(&mut watch, &app, "135.50", "Development 25.00").await;

    // What the user set is news, too: the words may be of another language.
    app.set_preferences(Preferences { tray: false, ..app.preferences() }).unwrap();
    until(&mut watch, &app, "135.50", "Development 25.00").await;
    app.sign_out_all().await.unwrap();
    while next(&mut watch, &app).await.is_some() {}
}
