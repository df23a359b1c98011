use std::fmt;

use rust_decimal::Decimal;

use crate::Money;
use crate::typed_decimal::{self, TypedDecimalError};

/// An amount that can be added to a team: 1.00 to 10000.00, with at most 2 decimals.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct TopUpAmount(Decimal);

/// Why a text is not an amount to top up.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum TopUpAmountError {
    /// Not a plain decimal number: no exponent, no thousands separator.
    NotANumber,
    /// More than two decimals.
    TooManyDecimals,
    /// Below 1.00 or above 10000.00.
    OutOfRange,
}

impl TopUpAmount {
    /// The smallest and the largest amount of one top-up.
    pub const MIN: Decimal = Decimal::ONE;
    /// See [`Self::MIN`].
    pub const MAX: Decimal = Decimal::from_parts(10_000, 0, 0, false, 0);

    /// Reads a plain decimal number such as `25`, `12.50` or `$12.50`.
    ///
    /// # Errors
    /// When the text is not a number, or not one in range.
    pub fn parse(text: &str) -> Result<Self, TopUpAmountError> {
        Self::try_from(typed_decimal::parse(text)?)
    }

    /// The amount as money.
    #[must_use]
    pub fn money(self) -> Money {
        Money::usd(self.0)
    }
}

impl TryFrom<Decimal> for TopUpAmount {
    type Error = TopUpAmountError;

    fn try_from(amount: Decimal) -> Result<Self, Self::Error> {
        if amount.normalize().scale() > 2 {
            return Err(TopUpAmountError::TooManyDecimals);
        }
        if !(Self::MIN..=Self::MAX).contains(&amount) {
            return Err(TopUpAmountError::OutOfRange);
        }
        Ok(Self(amount))
    }
}

impl From<TypedDecimalError> for TopUpAmountError {
    fn from(error: TypedDecimalError) -> Self {
        match error {
            TypedDecimalError::NotANumber => Self::NotANumber,
            TypedDecimalError::TooLong => Self::OutOfRange,
        }
    }
}

impl fmt::Display for TopUpAmountError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::NotANumber => "the amount is not a number",
            Self::TooManyDecimals => "an amount has at most 2 decimals",
            Self::OutOfRange => "an amount is between 1.00 and 10000.00",
        })
    }
}

impl std::error::Error for TopUpAmountError {}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn the_edges() {
        use TopUpAmountError::*;
        for (text, expected) in [
            ("1", Ok("1.00")),
            ("10000.00", Ok("10000.00")),
            (" 12.5 ", Ok("12.50")),
            ("5.", Ok("5.00")),
            ("0.99", Err(OutOfRange)),
            ("10000.01", Err(OutOfRange)),
            ("99999999999999999999999999999999999999", Err(OutOfRange)),
            ("1.005", Err(TooManyDecimals)),
            ("$25", Ok("25.00")),
            ("$ 9.5", Ok("9.50")),
            ("-5", Err(OutOfRange)),
            (".5", Err(OutOfRange)),
            ("$", Err(NotANumber)),
            (".", Err(NotANumber)),
            ("--5", Err(NotANumber)),
            ("5-", Err(NotANumber)),
            ("1e3", Err(NotANumber)),
            ("1,000", Err(NotANumber)),
            ("1.2.3", Err(NotANumber)),
            ("", Err(NotANumber)),
            ("ten", Err(NotANumber)),
            ("١٢", Err(NotANumber)),
        ] {
            let got = TopUpAmount::parse(text).map(|amount| amount.money().amount.to_string());
            assert_eq!(got, expected.map(str::to_owned), "{text:?}");
        }
    }

    proptest! {
        #[test]
        fn cents_survive(cents in 100u32..=1_000_000) {
            let text = format!("{}.{:02}", cents / 100, cents % 100);
            let amount = TopUpAmount::parse(&text).unwrap();
            prop_assert_eq!(amount.money().amount.to_string(), text);
        }
    }
}
