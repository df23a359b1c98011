//! What a team spent and added in the last 90 days: the same at every seeding but for the days of the week.

use jiff::{SignedDuration, Timestamp};
use rand::rngs::StdRng;
use rand::{RngExt, SeedableRng};

use super::plan::Spending;
use crate::workspace::{DOLLAR, Happening};

/// How far back the history reaches.
pub(super) const DAYS: i64 = 90;
/// A team never spends its last dollars, so that no balance falls below zero.
const FLOOR: i64 = 3 * DOLLAR;
const MODELS: [&str; 3] = ["chat-large", "chat-small", "embeddings"];

/// The history of one team up to now, oldest first.
pub(super) fn of(spending: &Spending, seed: u64, now: Timestamp) -> Vec<(Timestamp, Happening)> {
    let mut rng = StdRng::seed_from_u64(seed);
    let mut history = Vec::new();
    let mut balance = 0;
    for days_ago in (0..DAYS).rev() {
        let midnight = midnight_utc(now, days_ago);
        if balance < spending.refill_below * DOLLAR && days_ago >= spending.forgotten_days {
            let amount = spending.refill * DOLLAR;
            balance += amount;
            // Before the working day starts and, today, before it is too late.
            history.push((
                midnight + SignedDuration::from_mins(7 * 60 + rng.random_range(0..50)),
                Happening::TopUp { amount },
            ));
        }
        for at in working_hours(midnight, &mut rng) {
            let usage = usage(spending.a_day, midnight, days_ago, &mut rng);
            if balance + usage.amount() < FLOOR {
                continue;
            }
            balance += usage.amount();
            history.push((at, usage));
        }
    }
    history.retain(|(at, _)| *at < now);
    history
}

fn midnight_utc(now: Timestamp, days_ago: i64) -> Timestamp {
    const DAY: i64 = 24 * 60 * 60;
    let second = (now.as_second().div_euclid(DAY) - days_ago) * DAY;
    Timestamp::from_second(second).unwrap_or(now)
}

/// Three bookings a day, in order.
fn working_hours(midnight: Timestamp, rng: &mut StdRng) -> Vec<Timestamp> {
    let mut minutes = [8..11, 12..15, 16..20].map(|hours| rng.random_range(hours.start * 60..hours.end * 60));
    minutes.sort_unstable();
    minutes.map(|minute| midnight + SignedDuration::from_mins(minute)).to_vec()
}

/// A third of a day's usage: little on weekends, growing slowly, never twice the same.
fn usage(dollars_a_day: i64, midnight: Timestamp, days_ago: i64, rng: &mut StdRng) -> Happening {
    let percent = if is_weekend(midnight) { 15 } else { 100 };
    let growth = 100 - days_ago / 3;
    let noise = rng.random_range(60..140);
    let cost = dollars_a_day * DOLLAR / 3 * percent / 100 * growth / 100 * noise / 100;
    let model = MODELS[rng.random_range(0..MODELS.len())];
    let input_tokens = cost / rng.random_range(2..5);
    let output_tokens = input_tokens / rng.random_range(3..9);
    Happening::Usage { model, cost, requests: 1 + input_tokens / 1800, input_tokens, output_tokens }
}

/// Day 0 of the count, 1970-01-01, was a Thursday.
fn is_weekend(midnight: Timestamp) -> bool {
    matches!((midnight.as_second() / (24 * 60 * 60)).rem_euclid(7), 2 | 3)
}

#[cfg(test)]
mod tests {
    use super::super::plan;
    use super::*;

    /// Every weekday, near midnight and at noon: the history must hold whenever the data is seeded.
    fn moments() -> impl Iterator<Item = Timestamp> {
        let start: Timestamp = "2026-03-02T00:00:30Z".parse().unwrap();
        (0..28).map(move |quarter| start + SignedDuration::from_hours(quarter * 6))
    }

    #[test]
    fn every_balance_stays_positive_and_one_ends_low() {
        for now in moments() {
            let mut low = 0;
            for (seed, team) in plan::teams().iter().enumerate() {
                let Some(spending) = &team.spending else { continue };
                let history = of(spending, seed as u64, now);
                let mut balance = 0;
                for (at, happening) in &history {
                    balance += happening.amount();
                    assert!(balance > 0 && *at < now, "{} {at}", team.name);
                }
                assert!(history.is_sorted_by_key(|(at, _)| *at), "{}", team.name);
                if team.threshold.is_some_and(|threshold| balance < threshold * DOLLAR) {
                    low += 1;
                }
            }
            assert_eq!(low, 1, "teams low on balance at {now}");
        }
    }

    #[test]
    fn it_is_the_same_every_time() {
        let now = moments().next().unwrap();
        let spending = &plan::teams()[0].spending;
        let again = || of(spending.as_ref().unwrap(), 1, now);
        assert_eq!(again(), again());
        assert!(again().len() > 200);
    }

    #[test]
    fn weekends_are_quiet() {
        let saturday: Timestamp = "2026-03-07T00:00:00Z".parse().unwrap();
        assert!(is_weekend(saturday));
        assert!(!is_weekend(saturday - SignedDuration::from_hours(24)));
        assert!(!is_weekend(saturday + SignedDuration::from_hours(48)));
    }
}
