use rust_decimal::{Decimal, RoundingStrategy};
use serde::{Deserialize, Serialize};

open_enum! {
    /// An ISO 4217 currency code.
    Currency {
        /// United States dollar, the currency that OLLM bills in.
        Usd => "USD",
    }
}

/// An exact amount of one currency. The amount is a decimal string on the wire, never a float, with up to 6 decimals.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
pub struct Money {
    /// Decimal string, such as `12.50`; negative where money leaves.
    #[serde(with = "rust_decimal::serde::str")]
    #[cfg_attr(feature = "openapi", schema(value_type = String, example = "12.50", pattern = r"^-?\d+(\.\d{1,6})?$"))]
    #[cfg_attr(feature = "ts", ts(type = "string"))]
    pub amount: Decimal,
    /// The currency that the amount is in. Amounts of different currencies are never added.
    #[cfg_attr(feature = "openapi", schema(value_type = String, example = "USD"))]
    pub currency: Currency,
}

impl Money {
    /// An amount of United States dollars, shown with two decimals at least.
    #[must_use]
    pub fn usd(amount: Decimal) -> Self {
        let mut amount = amount.normalize();
        if amount.scale() < 2 {
            amount.rescale(2);
        }
        Self { amount, currency: Currency::Usd }
    }

    /// The amount in hundredths, halves away from zero: what is shown where six decimals are too many.
    #[must_use]
    pub fn rounded(&self) -> Decimal {
        self.amount.round_dp_with_strategy(2, RoundingStrategy::MidpointAwayFromZero)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn read(text: &str) -> Result<Money, serde_json::Error> {
        serde_json::from_str(text)
    }

    #[test]
    fn a_number_is_refused_because_it_may_be_a_float() {
        assert!(read(r#"{"amount":12.5,"currency":"USD"}"#).is_err());
        assert!(read(r#"{"amount":null,"currency":"USD"}"#).is_err());
        assert!(read(r#"{"amount":"","currency":"USD"}"#).is_err());
    }

    #[test]
    fn dollars_have_two_decimals_at_least_and_lose_none() {
        for (text, shown) in
            [("5", "5.00"), ("12.5", "12.50"), ("0.000001", "0.000001"), ("-3.10000", "-3.10"), ("0", "0.00")]
        {
            assert_eq!(Money::usd(text.parse().unwrap()).amount.to_string(), shown);
        }
    }

    proptest! {
        #[test]
        fn what_is_read_is_written_again(
            sign in "-?", units in 0u64..=999_999_999_999, decimals in "(\\.[0-9]{1,6})?", currency in "USD|EUR|[A-Z]{3}",
        ) {
            let text = format!(r#"{{"amount":"{sign}{units}{decimals}","currency":"{currency}"}}"#);
            prop_assert_eq!(serde_json::to_string(&read(&text).unwrap()).unwrap(), text);
        }

        #[test]
        fn millionths_add_up_exactly(millionths in prop::collection::vec(-1_000_000_000i64..1_000_000_000, 0..50)) {
            let sum: Decimal = millionths
                .iter()
                .map(|m| read(&format!(r#"{{"amount":"{}","currency":"USD"}}"#, Decimal::new(*m, 6))).unwrap().amount)
                .sum();
            prop_assert_eq!(sum, Decimal::new(millionths.iter().sum(), 6));
        }
    }
}
