use std::fmt;

use rust_decimal::Decimal;

use crate::Money;
use crate::typed_decimal::{self, TypedDecimalError};

/// The balance below which a team counts as low: above 0, at most a billion, with at most 2 decimals.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct LowBalanceThreshold(Decimal);

/// Why a text is not a threshold.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum LowBalanceThresholdError {
    /// Not a plain decimal number: no exponent, no thousands separator.
    NotANumber,
    /// More than two decimals.
    TooManyDecimals,
    /// Not above 0, or above a billion.
    OutOfRange,
}

impl LowBalanceThreshold {
    /// The highest one.
    pub const MAX: Decimal = Decimal::from_parts(1_000_000_000, 0, 0, false, 0);

    /// Reads a plain decimal number such as `25`, `12.50` or `$12.50`.
    ///
    /// # Errors
    /// When the text is not a number, or not one in range.
    pub fn parse(text: &str) -> Result<Self, LowBalanceThresholdError> {
        let amount = typed_decimal::parse(text)?;
        if amount.normalize().scale() > 2 {
            return Err(LowBalanceThresholdError::TooManyDecimals);
        }
        if amount <= Decimal::ZERO || amount > Self::MAX {
            return Err(LowBalanceThresholdError::OutOfRange);
        }
        Ok(Self(amount))
    }

    /// The threshold as money.
    #[must_use]
    pub fn money(self) -> Money {
        Money::usd(self.0)
    }
}

impl From<TypedDecimalError> for LowBalanceThresholdError {
    fn from(error: TypedDecimalError) -> Self {
        match error {
            TypedDecimalError::NotANumber => Self::NotANumber,
            TypedDecimalError::TooLong => Self::OutOfRange,
        }
    }
}

impl fmt::Display for LowBalanceThresholdError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::NotANumber => "the threshold is not a number",
            Self::TooManyDecimals => "a threshold has at most 2 decimals",
            Self::OutOfRange => "a threshold is above 0 and at most 1000000000",
        })
    }
}

impl std::error::Error for LowBalanceThresholdError {}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_edges() {
        use LowBalanceThresholdError::*;
        for (text, expected) in [
            ("0.01", Ok("0.01")),
            (" $250 ", Ok("250.00")),
            ("1000000000.00", Ok("1000000000.00")),
            ("0", Err(OutOfRange)),
            ("-1", Err(OutOfRange)),
            ("1000000000.01", Err(OutOfRange)),
            ("99999999999999999999999999999999999999", Err(OutOfRange)),
            ("1.005", Err(TooManyDecimals)),
            ("1,000", Err(NotANumber)),
            ("1.2.3", Err(NotANumber)),
            ("", Err(NotANumber)),
        ] {
            let got = LowBalanceThreshold::parse(text).map(|threshold| threshold.money().amount.to_string());
            assert_eq!(got, expected.map(str::to_owned), "{text:?}");
        }
    }
}
