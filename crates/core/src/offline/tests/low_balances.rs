//! Of a balance that falls below its threshold somebody is told once.

use ollm_api::{Money, Team};

use super::fixture::*;
use crate::offline::{Listing, OfflineCopy};

fn with(balance: Option<&str>, threshold: &str, version: u32) -> Team {
    let dollars = |amount: &str| -> Money { money(amount, "USD") };
    let low_balance_threshold = Some(dollars(threshold));
    Team { balance: balance.map(dollars), low_balance_threshold, version, ..team("dev-1", "Dev") }
}

async fn told(copy: &OfflineCopy) -> Vec<String> {
    let news = copy.take_low_balance_news().await.unwrap();
    assert!(!copy.verify().await.unwrap());
    news.into_iter().map(|team| team.balance.unwrap().amount.to_string()).collect()
}

/// The feed says what a team is now.
async fn becomes(copy: &OfflineCopy, team: &Team) {
    let cursor = copy.position().await.unwrap().unwrap().cursor;
    let changes = [upsert("team", "dev-1", "dev-1", team)];
    copy.apply(&cursor, &changes, &format!("{cursor}+"), at(20)).await.unwrap();
}

#[tokio::test]
async fn each_fall_is_told_once() {
    let (folder, copy) = copy_of(vec![with(Some("10"), "5", 1), team("ops-2", "Ops")]).await;
    assert!(told(&copy).await.is_empty());
    becomes(&copy, &with(Some("4"), "5", 2)).await;
    becomes(&copy, &with(Some("3"), "5", 3)).await;
    copy.close().await;
    let copy = open(&folder.path().join("offline"));
    assert_eq!(told(&copy).await, ["3"], "it was not told before the end, so it is now, as it is");
    assert!(told(&copy).await.is_empty());
    becomes(&copy, &with(Some("2"), "5", 4)).await;
    copy.close().await;
    let copy = open(&folder.path().join("offline"));
    assert!(told(&copy).await.is_empty(), "further down is no other fall, and neither is a start");
    becomes(&copy, &with(Some("5"), "5", 5)).await;
    becomes(&copy, &with(Some("4.999999"), "5", 6)).await;
    assert_eq!(told(&copy).await, ["4.999999"], "above and below again");
}

#[tokio::test]
async fn a_fall_that_is_over_is_no_news() {
    let (_folder, copy) = copy_of(vec![with(Some("10"), "5", 1)]).await;
    becomes(&copy, &with(Some("4"), "5", 2)).await;
    becomes(&copy, &with(Some("10"), "5", 3)).await;
    assert!(told(&copy).await.is_empty());
    becomes(&copy, &with(Some("4"), "5", 4)).await;
    copy.remove_team(&with(None, "5", 4).id).await.unwrap();
    assert!(told(&copy).await.is_empty(), "a team that is gone");
}

#[tokio::test]
async fn what_was_found_low_tells_nothing() {
    let (_folder, copy) = copy_of(vec![with(Some("4"), "5", 1)]).await;
    assert!(told(&copy).await.is_empty(), "the first listing");
    let replaces = Some("c1".to_owned());
    copy.replace_teams(&Listing { replaces, ..listing(vec![with(Some("3"), "5", 2)]) }).await.unwrap();
    assert!(told(&copy).await.is_empty(), "and another one");
}

#[tokio::test]
async fn a_listing_tells_of_a_fall_while_nobody_looked() {
    let (_folder, copy) = copy_of(vec![with(Some("10"), "5", 1)]).await;
    let replaces = Some("c1".to_owned());
    copy.replace_teams(&Listing { replaces, ..listing(vec![with(Some("3"), "5", 2)]) }).await.unwrap();
    assert_eq!(told(&copy).await, ["3"]);
}

#[tokio::test]
async fn a_threshold_above_the_balance_is_no_fall() {
    let (_folder, copy) = copy_of(vec![with(Some("10"), "5", 1)]).await;
    copy.put_team(&with(Some("10"), "20", 2)).await.unwrap();
    assert!(told(&copy).await.is_empty());
    becomes(&copy, &with(Some("9"), "20", 3)).await;
    assert!(told(&copy).await.is_empty());
}

#[tokio::test]
async fn of_two_windows_one_tells() {
    let (folder, copy) = copy_of(vec![with(Some("10"), "5", 1)]).await;
    let other = open(&folder.path().join("offline"));
    becomes(&copy, &with(Some("4"), "5", 2)).await;
    let (one, two) = tokio::join!(copy.take_low_balance_news(), other.take_low_balance_news());
    assert_eq!(one.unwrap().len() + two.unwrap().len(), 1);
}
