//! Where a team's balance comes from and how long it lasts.

use jiff::{SignedDuration, Timestamp, ToSpan, tz::TimeZone};
use ollm_api::client::{Client, ClientError, TransactionFilter};
use ollm_api::{Money, Team, TeamId, TransactionKind, UsageBucket, UsageInterval};
use rust_decimal::prelude::{Decimal, ToPrimitive};

use crate::forecast::{WHOLE_DAYS, forecast};
use crate::ledger::Pages;
use crate::offline::BalanceSample;
use crate::{AppError, Forecast, Reader, Snapshot, Trend};

/// How many days are asked for: what a forecast looks at, and today.
const DAYS: usize = WHOLE_DAYS + 1;
/// How many of them the line shows, today included.
const POINTS: usize = 14;

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
    today.and_then(|today| today.checked_sub(14.days())).map_or(now, |day| day.timestamp())
}

async fn credits_since(
    client: &Client,
    id: &TeamId,
    kind: TransactionKind,
    start: Timestamp,
) -> Result<Vec<(Timestamp, Money)>, ClientError> {
    let filter = TransactionFilter { kind: Some(kind), from: Some(start), to: None };
    let mut pages = Pages::new(client, id, filter);
    let mut credits = Vec::new();
    while let Some(entries) = pages.next().await? {
        credits.extend(entries.into_iter().map(|entry| (entry.created_at, entry.amount)));
    }
    Ok(credits)
}

fn days(start: Timestamp, usage: &[UsageBucket], credits: impl Iterator<Item = (Timestamp, Money)>) -> [Day; DAYS] {
    let mut days = [Day::default(); DAYS];
    let index = |at: Timestamp| usize::try_from((at.as_second() - start.as_second()).div_euclid(86_400)).ok();
    for bucket in usage {
        if let Some(day) = index(bucket.start).and_then(|index| days.get_mut(index)) {
            day.cost = day.cost.saturating_add(bucket.cost.amount);
        }
    }
    for (at, amount) in credits {
        if let Some(day) = index(at).and_then(|index| days.get_mut(index)) {
            day.credit = day.credit.saturating_add(amount.amount);
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
        running = running.saturating_add(day.cost).saturating_sub(day.credit);
    }
    samples.reverse();
    samples
}

fn trend(samples: &[BalanceSample]) -> Trend {
    let forecast = samples.split_last().map_or(Forecast::NotEnoughData, |(today, whole_days)| {
        let costs: Vec<_> = whole_days.iter().map(|day| day.cost).collect();
        forecast(today.balance, &costs, today.cost)
    });
    Trend { points: points(samples.get(samples.len().saturating_sub(POINTS)..).unwrap_or_default()), forecast }
}

/// In thousandths of the highest.
fn points(samples: &[BalanceSample]) -> Vec<u32> {
    let balances = || samples.iter().map(|sample| sample.balance.max(Decimal::ZERO));
    let highest = balances().max().filter(|highest| !highest.is_zero());
    let scaled = |balance: Decimal| {
        let part = balance.checked_div(highest?)?;
        (part * Decimal::ONE_THOUSAND).to_u32()
    };
    balances().map(|balance| scaled(balance).unwrap_or(0)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn sampled(balance: Decimal, days: &[Day; DAYS]) -> Vec<BalanceSample> {
        let balance = Money { amount: balance, currency: "USD".into() };
        samples(Some(&balance), Timestamp::UNIX_EPOCH, days)
    }

    fn constant(cost: Decimal) -> [Day; DAYS] {
        [Day { cost, credit: Decimal::ZERO }; DAYS]
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
    fn the_trend_has_14_whole_days_and_shows_today_with_13_of_them() {
        let now: Timestamp = "2026-03-15T23:59:59Z".parse().unwrap();
        assert_eq!(first_day(now), "2026-03-01T00:00:00Z".parse().unwrap());
        let mut days = constant(Decimal::ONE);
        days[DAYS - 1].cost = Decimal::ONE_THOUSAND;
        let trend = trend(&sampled(Decimal::from(24), &days));
        assert_eq!(trend.points.len(), POINTS);
        let expected = Forecast::DaysLeft { days: 24, at_least: 24, at_most: Some(24) };
        assert_eq!(trend.forecast, expected, "today is not over");
    }

    #[test]
    fn credits_are_no_spend() {
        let mut days = constant(Decimal::TWO);
        days[5].credit = Decimal::ONE_THOUSAND;
        let forecast = trend(&sampled(Decimal::TEN, &days)).forecast;
        assert_eq!(forecast, Forecast::DaysLeft { days: 5, at_least: 5, at_most: Some(5) });
    }

    #[test]
    fn an_unknown_balance_has_no_trend() {
        let trend = trend(&samples(None, Timestamp::UNIX_EPOCH, &constant(Decimal::ONE)));
        assert_eq!((trend.points, trend.forecast), (Vec::new(), Forecast::NotEnoughData));
    }

    proptest! {
        #[test]
        fn the_line_stays_in_its_box(costs in prop::collection::vec(0u32..100_000, DAYS), credits in prop::collection::vec(0u32..100_000, DAYS), balance in -1000i64..10_000_000) {
            let mut days = constant(Decimal::ZERO);
            for (day, (cost, credit)) in days.iter_mut().zip(costs.into_iter().zip(credits)) {
                *day = Day { cost: Decimal::new(cost.into(), 2), credit: Decimal::new(credit.into(), 2) };
            }
            prop_assert!(points(&sampled(Decimal::new(balance, 2), &days)).into_iter().all(|point| point <= 1000));
        }
    }
}
