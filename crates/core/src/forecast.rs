//! How long a balance lasts at the pace of the last days (docs/adr/0016-forecast.md).

use rust_decimal::Decimal;
use rust_decimal::prelude::{FromPrimitive, ToPrimitive};

use crate::Forecast;

/// How many whole days are looked at, at most.
pub(crate) const WHOLE_DAYS: usize = 14;
/// From fewer whole days than this since usage began, nothing is forecast.
const FEWEST_DAYS: usize = 7;
/// How many days are left out at each end: of 14, the 10 % of a trimmed mean.
const TRIMMED: usize = 1;
/// The 95th percentiles of Student's t for the degrees of freedom of 5 to 12 days that are left: with them, the range
/// holds with 90 %.
const STUDENT_T: [f64; WHOLE_DAYS - FEWEST_DAYS + 1] = [2.132, 2.015, 1.943, 1.895, 1.860, 1.833, 1.812, 1.796];

/// How long `balance` lasts, by what each whole day cost, oldest first, and what today has cost so far. Today is not
/// over, so it only says that there is usage.
pub(crate) fn forecast(balance: Decimal, whole_days: &[Decimal], today: Decimal) -> Forecast {
    let began = whole_days.iter().position(|cost| !cost.is_zero());
    if began.is_none() && today.is_zero() {
        return Forecast::NoUsage;
    }
    if balance <= Decimal::ZERO {
        return Forecast::Empty;
    }
    let since = began.and_then(|began| whole_days.get(began..)).unwrap_or_default();
    let recent = since.get(since.len().saturating_sub(WHOLE_DAYS)..).unwrap_or_default();
    days_left(balance, recent).unwrap_or(Forecast::NotEnoughData)
}

/// `None` where the days are too few, or cost nothing once the dearest is left out, or more than a number can hold.
fn days_left(balance: Decimal, days: &[Decimal]) -> Option<Forecast> {
    let t = STUDENT_T.get(days.len().checked_sub(FEWEST_DAYS)?)?;
    let mut days = days.to_vec();
    days.sort_unstable();
    let kept = days.get(TRIMMED..days.len().checked_sub(TRIMMED)?)?;
    let count = Decimal::from(kept.len());
    let sum = kept.iter().try_fold(Decimal::ZERO, |sum, cost| sum.checked_add(*cost))?;
    let mean = sum.checked_div(count).filter(|mean| *mean > Decimal::ZERO)?;

    let margin = t * standard_error(kept, mean)?;
    let lasts = balance.checked_mul(count)?.checked_div(sum)?;
    let at_pace = |pace: f64| lasts.checked_div(Decimal::from_f64(pace)?);
    let at_most = (margin < 1.0).then(|| at_pace(1.0 - margin).map_or(u32::MAX, whole));
    Some(Forecast::DaysLeft { days: whole(lasts), at_least: at_pace(1.0 + margin).map_or(0, whole), at_most })
}

/// That of the trimmed mean, as a part of the mean: from the variance of the winsorized days, in which the days that
/// were left out count as much as their neighbours.
fn standard_error(kept: &[Decimal], mean: Decimal) -> Option<f64> {
    let parts = kept.iter().map(|cost| cost.checked_div(mean)?.to_f64());
    let mut parts = parts.collect::<Option<Vec<_>>>()?;
    let (lowest, highest) = (*parts.first()?, *parts.last()?);
    let count = parts.len() as f64;
    parts.extend([lowest, highest].repeat(TRIMMED));
    let winsorized_mean = parts.iter().sum::<f64>() / parts.len() as f64;
    let squares: f64 = parts.iter().map(|part| (part - winsorized_mean).powi(2)).sum();
    Some((squares / (count * (count - 1.0))).sqrt()).filter(|error| error.is_finite())
}

/// Rounded down. More days than the number holds are as good as that many.
fn whole(days: Decimal) -> u32 {
    days.floor().to_u32().unwrap_or(u32::MAX)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn of(balance: Decimal, days: &[Decimal]) -> Forecast {
        forecast(balance, days, Decimal::ZERO)
    }

    /// Days of 100 except these.
    fn about_a_hundred(others: &[i64]) -> Vec<Decimal> {
        let mut days = vec![Decimal::ONE_HUNDRED; WHOLE_DAYS];
        days.iter_mut().zip(others).for_each(|(day, other)| *day = Decimal::from(*other));
        days
    }

    fn cents(amounts: &[u32], factor: u32) -> Vec<Decimal> {
        amounts.iter().map(|amount| Decimal::new(i64::from(*amount) * i64::from(factor), 2)).collect()
    }

    #[test]
    fn no_number_is_invented() {
        let (none, one, hundred) = (Decimal::ZERO, Decimal::ONE, Decimal::ONE_HUNDRED);
        let mut days = vec![none; WHOLE_DAYS];
        assert_eq!(of(hundred, &days), Forecast::NoUsage);
        assert_eq!(of(none, &days), Forecast::NoUsage);
        assert_eq!(forecast(hundred, &days, one), Forecast::NotEnoughData, "today alone");
        assert_eq!(forecast(none, &days, one), Forecast::Empty);
        days[WHOLE_DAYS - 6] = one;
        days[WHOLE_DAYS - 1] = one;
        assert_eq!(of(hundred, &days), Forecast::NotEnoughData, "six days since it began");
        days[WHOLE_DAYS - 7] = one;
        assert!(matches!(of(hundred, &days), Forecast::DaysLeft { .. }), "seven");
        assert_eq!(of(Decimal::from(-5), &days), Forecast::Empty);
        days.fill(none);
        days[0] = one;
        assert_eq!(of(hundred, &days), Forecast::NotEnoughData, "one day says nothing of the others");
    }

    /// The example of the decision record, worked out by hand.
    #[test]
    fn the_range_is_the_one_of_the_method() {
        let days = about_a_hundred(&[40, 60, 80, 120, 140, 900]);
        // Kept: 60, 80, eight of 100, 120, 140. Mean 100; squares of the winsorized: 2·1600 + 400 + 400 + 2·1600 = 7200.
        // Standard error: √(7200 / (12 · 11)) = 7.385; margin 1.796 · 7.385 = 13.26 of 100.
        assert_eq!(of(Decimal::from(2400), &days), Forecast::DaysLeft { days: 24, at_least: 21, at_most: Some(27) });
    }

    #[test]
    fn where_spend_may_be_next_to_nothing_there_is_no_upper_end() {
        let mut days = vec![Decimal::ZERO; WHOLE_DAYS];
        days[0] = Decimal::ONE_HUNDRED;
        days[7] = Decimal::ONE_HUNDRED;
        let forecast = of(Decimal::from(1000), &days);
        assert!(matches!(forecast, Forecast::DaysLeft { at_most: None, .. }), "{forecast:?}");
    }

    #[test]
    fn vast_amounts_are_no_panic() {
        for balance in [Decimal::MAX, Decimal::new(1, 28)] {
            for cost in [Decimal::MAX, Decimal::new(1, 28)] {
                of(balance, &[cost; WHOLE_DAYS]);
                let mut days = [cost; WHOLE_DAYS];
                days[3] = Decimal::MAX;
                days[4] = Decimal::MIN;
                of(balance, &days);
            }
        }
    }

    fn days_of(forecast: Forecast) -> Option<(u32, u32, Option<u32>)> {
        match forecast {
            Forecast::DaysLeft { days, at_least, at_most } => Some((days, at_least, at_most)),
            _ => None,
        }
    }

    proptest! {
        #[test]
        fn constant_spend_is_exact(cents in 1i64..100_000, lasts in 1u32..10_000, days in FEWEST_DAYS..=WHOLE_DAYS) {
            let cost = Decimal::new(cents, 2);
            let expected = Forecast::DaysLeft { days: lasts, at_least: lasts, at_most: Some(lasts) };
            prop_assert_eq!(of(cost * Decimal::from(lasts), &vec![cost; days]), expected);
        }

        #[test]
        fn the_unit_does_not_matter(
            costs in prop::collection::vec(0u32..100_000, WHOLE_DAYS), balance in 1u32..10_000_000, factor in 1u32..1000,
        ) {
            let one = of(Decimal::new(balance.into(), 2), &cents(&costs, 1));
            let other = of(Decimal::new(i64::from(balance) * i64::from(factor), 2), &cents(&costs, factor));
            prop_assert_eq!(one, other);
        }

        #[test]
        fn the_range_is_around_what_is_likely(
            costs in prop::collection::vec(0u32..100_000, 0..20), balance in -100i64..10_000_000, today in 0i64..1000,
        ) {
            let forecast = forecast(Decimal::new(balance, 2), &cents(&costs, 1), Decimal::new(today, 2));
            if let Some((days, at_least, at_most)) = days_of(forecast) {
                prop_assert!(at_least <= days && at_most.is_none_or(|at_most| days <= at_most), "{:?}", forecast);
            }
        }

        /// However high a spike is, it counts as no more than the dearest of the other days.
        #[test]
        fn one_spike_moves_it_by_a_bounded_amount(
            costs in prop::collection::vec(1u32..100_000, WHOLE_DAYS), at in 0..WHOLE_DAYS, spike in 100_000u32..u32::MAX,
            balance in 1u32..10_000_000,
        ) {
            let balance = Decimal::new(balance.into(), 2);
            let with = |cost: u32| {
                let mut costs = costs.clone();
                costs[at] = cost;
                of(balance, &cents(&costs, 1))
            };
            let mut others = costs.clone();
            others.remove(at);
            let dearest = others.iter().max().copied().unwrap();
            prop_assert_eq!(with(spike), with(dearest));
        }
    }
}
