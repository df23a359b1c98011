//! Money as the database keeps it: whole millionths of a dollar, exact, and summed by SQL.

use ollm_api::{Currency, Money};
use rust_decimal::Decimal;
use rust_decimal::prelude::ToPrimitive;

const DECIMALS: u32 = 6;

/// The stored amount as money.
pub(crate) fn money(micros: i64) -> Money {
    Money::usd(Decimal::new(micros, DECIMALS))
}

/// The amount as it is stored; `None` where it has more than 6 decimals or does not fit.
pub(crate) fn micros(amount: Decimal) -> Option<i64> {
    let amount = amount.normalize();
    if amount.scale() > DECIMALS {
        return None;
    }
    amount.checked_mul(Decimal::from(1_000_000))?.to_i64()
}

/// Whether the money is in the one currency that OLLM bills in.
pub(crate) fn is_dollars(money: &Money) -> bool {
    money.currency == Currency::Usd
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn what_does_not_fit_is_refused() {
        assert_eq!(micros(Decimal::new(1, 7)), None);
        assert_eq!(micros(Decimal::MAX), None);
        assert_eq!(micros("12.5000000".parse().unwrap()), Some(12_500_000));
    }

    proptest! {
        #[test]
        fn every_stored_amount_survives(stored in any::<i64>()) {
            prop_assert_eq!(micros(money(stored).amount), Some(stored));
        }
    }
}
