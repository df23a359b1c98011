use jiff::{SignedDuration, Timestamp};
use ollm_api::client::{IdempotencyKey, PageRequest, TransactionFilter};
use ollm_api::{ErrorCode, Money, Team, TopUp, TopUpAmount, TopUpId, TopUpStatus, TransactionKind, UsageInterval};

use super::{new_team_of_four, refused};
use crate::stage::{Press, Stage, check_out};

pub(super) async fn play(stage: &Stage) {
    let team = new_team_of_four(stage, "Spending").await;
    top_up(stage, &team).await;
    spend(stage, &team).await;
    keys(stage, &team).await;
}

async fn top_up(stage: &Stage, team: &Team) {
    let (amount, key) = (TopUpAmount::parse("12.50").unwrap(), IdempotencyKey::new());
    let top_up = stage.owner.create_top_up(&team.id, amount, &key).await.unwrap();
    assert_eq!((&top_up.status, &top_up.amount), (&TopUpStatus::Pending, &amount.money()));
    let again = stage.owner.create_top_up(&team.id, amount, &key).await.unwrap();
    assert_eq!(again, top_up, "the same intention charges once");
    let more = TopUpAmount::parse("13").unwrap();
    refused(stage.owner.create_top_up(&team.id, more, &key).await, 422, ErrorCode::IdempotencyKeyReused);
    refused(stage.admin.create_top_up(&team.id, amount, &key).await, 403, ErrorCode::Forbidden);
    refused(stage.stranger.create_top_up(&team.id, amount, &key).await, 404, ErrorCode::NotFound);

    check_out(&top_up, Press::Pay).await;
    let paid = stage.viewer.top_up(&team.id, &top_up.id).await.unwrap();
    assert_eq!((&paid.status, paid.settled_at.is_some()), (&TopUpStatus::Succeeded, true));
    assert_eq!(stage.owner.team(&team.id).await.unwrap().balance, Some(amount.money()));
    refused(stage.viewer.top_up(&team.id, &TopUpId::new("none")).await, 404, ErrorCode::NotFound);
    by_key(stage, team, &paid, &key).await;
    unpaid(stage, team, more).await;
}

/// Whoever sent a key finds its top-up by it, and nobody else is told the key.
async fn by_key(stage: &Stage, team: &Team, paid: &TopUp, key: &IdempotencyKey) {
    let page = PageRequest::default();
    let found = stage.owner.top_ups_of_key(&team.id, key, &page).await.unwrap().data;
    assert_eq!(found.iter().map(|top_up| &top_up.id).collect::<Vec<_>>(), [&paid.id]);
    assert_eq!(found[0].idempotency_key, Some(key.to_string()));
    assert_eq!(stage.viewer.top_up(&team.id, &paid.id).await.unwrap().idempotency_key, None);
    assert_eq!(stage.admin.top_ups_of_key(&team.id, key, &page).await.unwrap().data, []);
    let ended = stage.owner.expire_top_up(&team.id, &paid.id).await.unwrap();
    assert_eq!(ended.status, TopUpStatus::Succeeded, "an end stays");
    refused(stage.admin.expire_top_up(&team.id, &paid.id).await, 403, ErrorCode::Forbidden);
    refused(stage.owner.expire_top_up(&team.id, &TopUpId::new("none")).await, 404, ErrorCode::NotFound);
    let amount = TopUpAmount::parse("14").unwrap();
    let pending = stage.owner.create_top_up(&team.id, amount, &IdempotencyKey::new()).await.unwrap();
    let canceled = stage.owner.expire_top_up(&team.id, &pending.id).await.unwrap();
    assert_eq!((&canceled.status, canceled.checkout_url), (&TopUpStatus::Expired, None));
    stage.clock.advance_seconds(1);
}

async fn unpaid(stage: &Stage, team: &Team, amount: TopUpAmount) {
    let declined = stage.owner.create_top_up(&team.id, amount, &IdempotencyKey::new()).await.unwrap();
    check_out(&declined, Press::Decline).await;
    let declined = stage.owner.top_up(&team.id, &declined.id).await.unwrap();
    assert_eq!((&declined.status, declined.failure.is_some()), (&TopUpStatus::Failed, true));
    let forgotten = stage.owner.create_top_up(&team.id, amount, &IdempotencyKey::new()).await.unwrap();
    stage.clock.advance_seconds(25 * 3600);
    let forgotten = stage.owner.top_up(&team.id, &forgotten.id).await.unwrap();
    assert_eq!(forgotten.status, TopUpStatus::Expired);

    let page = |cursor| PageRequest { limit: Some(2), cursor };
    let first = stage.owner.top_ups(&team.id, &page(None)).await.unwrap();
    let last = stage.owner.top_ups(&team.id, &page(first.next_cursor.clone())).await.unwrap();
    assert_eq!((first.data, last.data.len(), last.next_cursor), (vec![forgotten, declined], 2, None));
    refused(stage.stranger.top_ups(&team.id, &page(None)).await, 404, ErrorCode::NotFound);
}

async fn spend(stage: &Stage, team: &Team) {
    stage.book_usage(&team.id, "0.012345").await;
    let page = PageRequest::default();
    let everything = TransactionFilter::default();
    let all = stage.viewer.transactions(&team.id, &everything, &page).await.unwrap().data;
    assert_eq!(all.len(), 2);
    let by: Vec<_> = all.iter().map(|entry| entry.created_by.as_deref()).collect();
    assert_eq!(by, [None, Some(stage.owner.me().await.unwrap().email.as_str())]);
    assert_eq!(all[0].balance_after, Money::usd("12.487655".parse().unwrap()));
    let of_usage = TransactionFilter { kind: Some(TransactionKind::Usage), ..everything.clone() };
    let usage = stage.viewer.transactions(&team.id, &of_usage, &page).await.unwrap().data;
    assert_eq!(usage, all[..1]);
    assert_eq!(usage[0].amount, Money::usd("-0.012345".parse().unwrap()));
    let since = |from, to| TransactionFilter { from: Some(from), to: Some(to), ..everything.clone() };
    let (booked, moment) = (all[0].created_at, SignedDuration::from_micros(1));
    let then = stage.viewer.transactions(&team.id, &since(booked, booked + moment), &page).await.unwrap().data;
    assert_eq!(then, all[..1]);
    let backwards = stage.viewer.transactions(&team.id, &since(booked, booked - moment), &page).await;
    assert_eq!(refused(backwards, 422, ErrorCode::InvalidRequest).param.as_deref(), Some("from"));
    refused(stage.stranger.transactions(&team.id, &everything, &page).await, 404, ErrorCode::NotFound);

    let now = stage.clock.time();
    let days = async |from: Timestamp, to: Timestamp| stage.viewer.usage(&team.id, from, to, &UsageInterval::Day).await;
    let buckets = days(now - SignedDuration::from_hours(72), now + SignedDuration::from_hours(1)).await.unwrap();
    assert_eq!(buckets.iter().map(|bucket| bucket.requests).sum::<u64>(), 1);
    let hours = (now - SignedDuration::from_hours(2), now + SignedDuration::from_hours(1));
    let buckets = stage.viewer.usage(&team.id, hours.0, hours.1, &UsageInterval::Hour).await.unwrap();
    assert!(buckets.len() >= 3);
    let models = stage.viewer.usage_by_model(&team.id, hours.0, hours.1, &UsageInterval::Hour).await.unwrap();
    assert_eq!(models.iter().map(|bucket| bucket.requests).collect::<Vec<_>>(), [1]);
    let error = refused(days(now, now - SignedDuration::from_hours(1)).await, 422, ErrorCode::InvalidRequest);
    assert_eq!(error.param.as_deref(), Some("from"));
    let stranger = stage.stranger.usage(&team.id, hours.0, hours.1, &UsageInterval::Hour).await;
    refused(stranger, 404, ErrorCode::NotFound);
}

async fn keys(stage: &Stage, team: &Team) {
    let key = IdempotencyKey::new();
    let created = stage.member.create_api_key(&team.id, "ci", &key).await.unwrap();
    assert_eq!(stage.member.create_api_key(&team.id, "ci", &key).await.unwrap(), created);
    assert!(created.secret.starts_with(&created.key.prefix));
    let refusal = stage.viewer.create_api_key(&team.id, "ci", &IdempotencyKey::new()).await;
    refused(refusal, 403, ErrorCode::Forbidden);
    let refusal = stage.member.create_api_key(&team.id, "two\nlines", &IdempotencyKey::new()).await;
    assert_eq!(refused(refusal, 422, ErrorCode::InvalidRequest).param.as_deref(), Some("name"));

    let page = PageRequest::default();
    assert_eq!(stage.viewer.api_keys(&team.id, &page).await.unwrap().data, std::slice::from_ref(&created.key));
    refused(stage.stranger.api_keys(&team.id, &page).await, 404, ErrorCode::NotFound);
    refused(stage.viewer.revoke_api_key(&team.id, &created.key.id).await, 403, ErrorCode::Forbidden);
    stage.member.revoke_api_key(&team.id, &created.key.id).await.unwrap();
    refused(stage.member.revoke_api_key(&team.id, &created.key.id).await, 404, ErrorCode::NotFound);
}
