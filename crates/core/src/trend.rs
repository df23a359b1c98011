//! Where a team's balance comes from and how long it lasts.

use jiff::{SignedDuration, Timestamp, ToSpan, tz::TimeZone};
use ollm_api::client::{Client, ClientError, PageRequest};
use ollm_api::{MAX_PAGE_LIMIT, Money, Team, TeamId, TransactionKind, UsageBucket, UsageInterval};
use rust_decimal::prelude::{Decimal, ToPrimitive};

use crate::offline::BalanceSample;
use crate::{AppError, Forecast, Reader, Snapshot, Trend};

/// How many days the trend shows, today included.
const DAYS: usize = 14;
/// From fewer whole days than this, nothing is forecast.
const FEWEST_DAYS: usize = 3;

impl Reader {
    /// The balance of the last 14 days, and how long it lasts. Where nothing has changed since the server said it, it is
    /// not asked again; where it can not be asked, what it said last is shown.
    ///
    /// # Errors
    /// When the server refuses, or can not be asked and said nothing before.
    pub async fn team_trend(&self, id: &TeamId) -> Result<Snapshot<Trend>, AppError> {
        let copy = self.held.copy().await;
        let now = Timestamp::now();
        let team = self.held.found(copy.team(id).await)?;
        let known = self.held.found(copy.samples(id).await)?;
        if let (Some(team), Some((version, _, samples))) = (&team, &known)
            && team.version == *version
            && samples.first().is_some_and(|first| first.day == first_day(now))
        {
            return Ok(self.held.snapshot(trend(samples)));
        }
        let error = match &self.session {
            Some(session) => match ask_for_days(&session.client, id, now).await {
                Ok((team, days)) => {
                    let samples = samples(team.balance.as_ref(), first_day(now), &days);
                    self.held.found(copy.put_samples(id, team.version, now, &samples).await)?;
                    return Ok(Snapshot::live(trend(&samples)));
                }
                Err(error) => error.into(),
            },
            None => self.not_signed_in(),
        };
        match known {
            Some((_, at, samples)) if self.may_be_old(&error) => Ok(Snapshot::cached(trend(&samples), at)),
            _ => Err(error),
        }
    }
}

async fn ask_for_days(client: &Client, id: &TeamId, now: Timestamp) -> Result<(Team, [Day; DAYS]), ClientError> {
    let start = first_day(now);
    let (team, usage, top_ups, adjustments) = tokio::try_join!(
        client.team(id),
        client.usage(id, start, now, &UsageInterval::Day),
        credits_since(client, id, TransactionKind::TopUp, start),
        credits_since(client, id, TransactionKind::Adjustment, start),
    )?;
    let days = days(start, &usage, top_ups.into_iter().chain(adjustments));
    Ok((team, days))
}

/// What a day cost and what it brought in.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
struct Day {
    cost: Decimal,
    credit: Decimal,
}

/// The start of the first day of the trend: usage is kept by UTC days.
fn first_day(now: Timestamp) -> Timestamp {
    let today = now.to_zoned_datetime(TimeZone::UTC).start_of_day();
    today.and_then(|today| today.checked_sub(13.days())).map_or(now, |day| day.timestamp())
}

async fn credits_since(
    client: &Client,
    id: &TeamId,
    kind: TransactionKind,
    start: Timestamp,
) -> Result<Vec<(Timestamp, Money)>, ClientError> {
    let mut credits = Vec::new();
    let mut page = PageRequest { limit: Some(MAX_PAGE_LIMIT), cursor: None };
    loop {
        let answer = client.transactions(id, Some(&kind), &page).await?;
        let more = answer.data.last().is_some_and(|oldest| oldest.created_at >= start);
        let recent = answer.data.into_iter().take_while(|transaction| transaction.created_at >= start);
        credits.extend(recent.map(|transaction| (transaction.created_at, transaction.amount)));
        match answer.next_cursor {
            Some(cursor) if more => page.cursor = Some(cursor),
            _ => return Ok(credits),
        }
    }
}

fn days(start: Timestamp, usage: &[UsageBucket], credits: impl Iterator<Item = (Timestamp, Money)>) -> [Day; DAYS] {
    let mut days = [Day::default(); DAYS];
    let index = |at: Timestamp| usize::try_from((at.as_second() - start.as_second()).div_euclid(86_400)).ok();
    for bucket in usage {
        if let Some(day) = index(bucket.start).and_then(|index| days.get_mut(index)) {
            day.cost += bucket.cost.amount;
        }
    }
    for (at, amount) in credits {
        if let Some(day) = index(at).and_then(|index| days.get_mut(index)) {
            day.credit += amount.amount;
        }
    }
    days
}

/// The balance at the end of each day, found backwards from today's; none where it is not known.
fn samples(balance: Option<&Money>, start: Timestamp, days: &[Day; DAYS]) -> Vec<BalanceSample> {
    let Some(balance) = balance else { return Vec::new() };
    let mut running = balance.amount;
    let mut samples = Vec::with_capacity(DAYS);
    for (index, day) in days.iter().enumerate().rev() {
        let start = start + SignedDuration::from_hours(24) * i32::try_from(index).unwrap_or(0);
        samples.push(BalanceSample { day: start, balance: running, cost: day.cost });
        running += day.cost - day.credit;
    }
    samples.reverse();
    samples
}

fn trend(samples: &[BalanceSample]) -> Trend {
    Trend { points: points(samples), forecast: forecast(samples) }
}

/// In thousandths of the highest.
fn points(samples: &[BalanceSample]) -> Vec<u32> {
    let balances = || samples.iter().map(|sample| sample.balance.max(Decimal::ZERO));
    let highest = balances().max().filter(|highest| !highest.is_zero());
    let scaled = |balance: Decimal| highest.and_then(|highest| (balance * Decimal::ONE_THOUSAND / highest).to_u32());
    balances().map(|balance| scaled(balance).unwrap_or(0)).collect()
}

/// The balance over the mean cost of the whole days since usage began. Today is not over, so it says nothing yet.
fn forecast(samples: &[BalanceSample]) -> Forecast {
    let Some((today, whole_days)) = samples.split_last() else { return Forecast::NotEnoughData };
    let Some(first) = samples.iter().position(|day| !day.cost.is_zero()) else { return Forecast::NoUsage };
    if today.balance <= Decimal::ZERO {
        return Forecast::Empty;
    }
    let whole_days = whole_days.get(first..).unwrap_or_default();
    let cost: Decimal = whole_days.iter().map(|day| day.cost).sum();
    if whole_days.len() < FEWEST_DAYS || cost <= Decimal::ZERO {
        return Forecast::NotEnoughData;
    }
    let days = Decimal::from(whole_days.len());
    let lasts = (today.balance * days).checked_div(cost).and_then(|days| days.floor().to_u32());
    Forecast::DaysLeft { days: lasts.unwrap_or(u32::MAX) }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn sampled(balance: Decimal, days: &[Day; DAYS]) -> Vec<BalanceSample> {
        let balance = Money { amount: balance, currency: "USD".into() };
        samples(Some(&balance), Timestamp::UNIX_EPOCH, days)
    }

    fn forecast_of(balance: Decimal, days: &[Day; DAYS]) -> Forecast {
        forecast(&sampled(balance, days))
    }

    fn constant(cost: Decimal) -> [Day; DAYS] {
        [Day { cost, credit: Decimal::ZERO }; DAYS]
    }

    #[test]
    fn no_number_is_invented() {
        let hundred = Decimal::ONE_HUNDRED;
        assert_eq!(forecast_of(hundred, &constant(Decimal::ZERO)), Forecast::NoUsage);
        assert_eq!(forecast_of(Decimal::ZERO, &constant(Decimal::ONE)), Forecast::Empty);
        let mut new = constant(Decimal::ZERO);
        new[DAYS - 1].cost = Decimal::ONE;
        assert_eq!(forecast_of(hundred, &new), Forecast::NotEnoughData, "today alone");
        new[DAYS - 3].cost = Decimal::ONE;
        assert_eq!(forecast_of(hundred, &new), Forecast::NotEnoughData, "two whole days");
        new[DAYS - 4].cost = Decimal::ONE;
        assert!(matches!(forecast_of(hundred, &new), Forecast::DaysLeft { .. }), "three");
        assert_eq!(trend(&samples(None, Timestamp::UNIX_EPOCH, &new)).forecast, Forecast::NotEnoughData);
    }

    #[test]
    fn the_line_goes_back_through_usage_and_credits() {
        let mut days = constant(Decimal::ZERO);
        days[DAYS - 1].cost = Decimal::from(10);
        days[DAYS - 2].credit = Decimal::from(50);
        let line = points(&sampled(Decimal::from(90), &days));
        assert_eq!(line[DAYS - 1], 900, "90 of 100 now");
        assert_eq!(line[DAYS - 2], 1000, "100 before today's 10 were used");
        assert_eq!(line[..DAYS - 2], [500; DAYS - 2], "50 before 50 were added");
    }

    #[test]
    fn the_trend_starts_at_midnight_13_days_ago() {
        let now: Timestamp = "2026-03-14T23:59:59Z".parse().unwrap();
        assert_eq!(first_day(now), "2026-03-01T00:00:00Z".parse().unwrap());
    }

    proptest! {
        #[test]
        fn constant_spend_is_exact(cents in 1i64..100_000, lasts in 1u32..10_000) {
            let cost = Decimal::new(cents, 2);
            prop_assert_eq!(forecast_of(cost * Decimal::from(lasts), &constant(cost)), Forecast::DaysLeft { days: lasts });
        }

        #[test]
        fn the_unit_does_not_matter(costs in prop::array::uniform14(0u32..100_000), balance in 1u32..10_000_000, factor in 1u32..1000) {
            let scale = |by: u32| costs.map(|cost| Day { cost: Decimal::new((u64::from(cost) * u64::from(by)).try_into().unwrap(), 2), credit: Decimal::ZERO });
            let balance = Decimal::new(balance.into(), 2);
            prop_assert_eq!(forecast_of(balance, &scale(1)), forecast_of(balance * Decimal::from(factor), &scale(factor)));
        }

        #[test]
        fn the_line_stays_in_its_box(costs in prop::array::uniform14(0u32..100_000), credits in prop::array::uniform14(0u32..100_000), balance in -1000i64..10_000_000) {
            let mut days = constant(Decimal::ZERO);
            for (day, (cost, credit)) in days.iter_mut().zip(costs.into_iter().zip(credits)) {
                *day = Day { cost: Decimal::new(cost.into(), 2), credit: Decimal::new(credit.into(), 2) };
            }
            prop_assert!(points(&sampled(Decimal::new(balance, 2), &days)).into_iter().all(|point| point <= 1000));
        }
    }
}
