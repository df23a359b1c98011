//! What a team used, day by day and by model.

use std::cmp::Reverse;
use std::collections::BTreeMap;

use jiff::civil::Date;
use jiff::tz::TimeZone;
use jiff::{SignedDuration, Timestamp, ToSpan};
use ollm_api::{Currency, Money, TeamId, UsageBucket, UsageInterval};
use rust_decimal::Decimal;

use crate::{AppError, ErrorCode, Reader, Usage, UsageDay, UsageModel};

/// The longest window of the contract.
const MAX_DAYS: u32 = 366;

impl Reader {
    /// What a team used in the last `days` days (UTC), of which today is the last.
    ///
    /// # Errors
    /// `invalid_request` where that is no window of 1 to 366 days; when the server refuses or can not be asked.
    pub async fn usage(&self, id: &TeamId, days: u32) -> Result<Usage, AppError> {
        let now = Timestamp::now();
        let days = last_days(now, days)?;
        let client = self.client()?;
        let from = now - SignedDuration::from_hours(24) * i32::try_from(days.len() - 1).unwrap_or(0);
        let buckets = client.usage_by_model(id, from, now, &UsageInterval::Day).await?;
        summed(&days, &buckets)
    }
}

fn date(at: Timestamp) -> Date {
    at.to_zoned_datetime(TimeZone::UTC).date()
}

fn last_days(now: Timestamp, count: u32) -> Result<Vec<Date>, AppError> {
    let none = || AppError::new(ErrorCode::InvalidRequest, "a window has 1 to 366 days");
    if !(1..=MAX_DAYS).contains(&count) {
        return Err(none());
    }
    let days = (0..count).rev().map(|ago| date(now).checked_sub(i64::from(ago).days()));
    days.collect::<Result<_, _>>().map_err(|_| none())
}

/// What one day or model comes to.
#[derive(Clone, Copy, Default)]
struct Sum {
    cost: Decimal,
    requests: u64,
}

impl Sum {
    fn add(&mut self, bucket: &UsageBucket) -> Result<(), AppError> {
        let cost = self.cost.checked_add(bucket.cost.amount);
        self.cost = cost.ok_or_else(|| unexpected("a cost that no amount can hold"))?;
        self.requests = self.requests.saturating_add(bucket.requests);
        Ok(())
    }

    fn requests(self) -> u32 {
        u32::try_from(self.requests).unwrap_or(u32::MAX)
    }
}

/// Sums buckets up by day and by model. What is before the first day is left out: the server's buckets are whole.
fn summed(days: &[Date], buckets: &[UsageBucket]) -> Result<Usage, AppError> {
    let currency = buckets.first().map_or(Currency::Usd, |bucket| bucket.cost.currency.clone());
    let mut by_day: BTreeMap<Date, Sum> = days.iter().map(|day| (*day, Sum::default())).collect();
    let mut by_model: BTreeMap<Option<&str>, Sum> = BTreeMap::new();
    let mut total = Sum::default();
    for bucket in buckets {
        if bucket.cost.currency != currency {
            return Err(unexpected("usage in more than one currency"));
        }
        let Some(day) = by_day.get_mut(&date(bucket.start)) else { continue };
        day.add(bucket)?;
        by_model.entry(bucket.model.as_deref()).or_default().add(bucket)?;
        total.add(bucket)?;
    }
    if by_model.keys().all(Option::is_none) {
        by_model.clear();
    }
    let money = |amount: Decimal| Money { currency: currency.clone(), ..Money::usd(amount) };
    let days = by_day.into_iter().map(|(day, sum)| UsageDay { day, cost: money(sum.cost) }).collect();
    let mut models: Vec<_> = by_model.into_iter().collect();
    models.sort_by_key(|(model, sum)| (Reverse(sum.cost), *model));
    let models = models.into_iter().map(|(model, sum)| UsageModel {
        model: model.map(str::to_owned),
        cost: money(sum.cost),
        requests: sum.requests(),
    });
    Ok(Usage { days, models: models.collect(), total: money(total.cost), requests: total.requests() })
}

fn unexpected(what: &str) -> AppError {
    AppError::new(ErrorCode::UnexpectedAnswer, what)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn bucket(start: &str, model: Option<&str>, cost: &str, requests: u64) -> UsageBucket {
        let cost = Money::usd(cost.parse().unwrap());
        let model = model.map(str::to_owned);
        UsageBucket { start: start.parse().unwrap(), model, cost, requests, input_tokens: 0, output_tokens: 0 }
    }

    fn week() -> Vec<Date> {
        last_days("2026-03-07T23:59:59Z".parse().unwrap(), 7).unwrap()
    }

    #[test]
    fn a_window_ends_today() {
        let days = week();
        assert_eq!((days[0].to_string(), days[6].to_string()), ("2026-03-01".into(), "2026-03-07".into()));
        let now = Timestamp::UNIX_EPOCH;
        assert_eq!(last_days(now, 1).unwrap().len(), 1);
        for none in [0, 367] {
            assert_eq!(last_days(now, none).unwrap_err().code, ErrorCode::InvalidRequest);
        }
    }

    #[test]
    fn days_and_models_are_summed_up() {
        let usage = summed(
            &week(),
            &[
                bucket("2026-02-28T00:00:00Z", Some("early"), "9", 1),
                bucket("2026-03-01T00:00:00Z", Some("small"), "0.000001", 2),
                bucket("2026-03-01T00:00:00Z", Some("large"), "1.50", 1),
                bucket("2026-03-07T00:00:00Z", Some("small"), "0.25", 3),
                bucket("2026-03-07T00:00:00Z", None, "0.10", 1),
            ],
        )
        .unwrap();
        let costs: Vec<_> = usage.days.iter().map(|day| day.cost.amount.to_string()).collect();
        assert_eq!(costs, ["1.500001", "0.00", "0.00", "0.00", "0.00", "0.00", "0.35"]);
        let models: Vec<_> = usage.models.iter().map(|sum| (sum.model.as_deref(), sum.requests)).collect();
        assert_eq!(models, [(Some("large"), 1), (Some("small"), 5), (None, 1)]);
        assert_eq!((usage.total, usage.requests), (Money::usd("1.850001".parse().unwrap()), 7));
    }

    #[test]
    fn where_no_model_is_told_there_is_none() {
        let usage = summed(&week(), &[bucket("2026-03-01T00:00:00Z", None, "1", 1)]).unwrap();
        assert!(usage.models.is_empty());
        assert_eq!(summed(&week(), &[]).unwrap().days.len(), 7);
    }

    #[test]
    fn what_can_not_be_added_is_not() {
        let mut euros = bucket("2026-03-01T00:00:00Z", None, "1", 1);
        euros.cost.currency = Currency::from("EUR");
        let mixed = summed(&week(), &[euros, bucket("2026-03-01T00:00:00Z", None, "1", 1)]);
        assert_eq!(mixed.unwrap_err().code, ErrorCode::UnexpectedAnswer);
        let vast = bucket("2026-03-01T00:00:00Z", None, &Decimal::MAX.to_string(), u64::MAX);
        assert_eq!(summed(&week(), std::slice::from_ref(&vast)).unwrap().requests, u32::MAX);
        assert_eq!(summed(&week(), &[vast.clone(), vast]).unwrap_err().code, ErrorCode::UnexpectedAnswer);
    }

    proptest! {
        #[test]
        fn days_models_and_total_are_the_same_money(
            used in prop::collection::vec((1u8..8, prop::option::of("[a-c]"), 0i64..1_000_000_000), 0..40),
        ) {
            let buckets: Vec<_> = used
                .iter()
                .map(|(day, model, cost)| {
                    let cost = Decimal::new(*cost, 6).to_string();
                    bucket(&format!("2026-03-0{day}T00:00:00Z"), model.as_deref(), &cost, 1)
                })
                .collect();
            let usage = summed(&week(), &buckets).unwrap();
            let of_days: Decimal = usage.days.iter().map(|day| day.cost.amount).sum();
            prop_assert_eq!(of_days, usage.total.amount);
            if !usage.models.is_empty() {
                let of_models: Decimal = usage.models.iter().map(|model| model.cost.amount).sum();
                prop_assert_eq!(of_models, usage.total.amount);
            }
            prop_assert_eq!(usage.requests as usize, used.len());
        }
    }
}
