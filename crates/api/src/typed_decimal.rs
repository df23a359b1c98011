//! Amounts as people type them.

use std::str::FromStr;

use rust_decimal::Decimal;

/// Why a text is not an amount.
pub(crate) enum TypedDecimalError {
    /// Not a plain decimal number: no exponent, no thousands separator.
    NotANumber,
    /// A number with more digits than any amount has: far out of range, not a typing error.
    TooLong,
}

/// Reads a plain decimal number such as `25`, `12.50` or `$12.50`.
pub(crate) fn parse(text: &str) -> Result<Decimal, TypedDecimalError> {
    let text = text.trim();
    let text = text.strip_prefix('$').unwrap_or(text).trim_start();
    let digits = text.strip_prefix('-').unwrap_or(text);
    let plain = digits.contains(|c: char| c.is_ascii_digit()) && digits.chars().all(|c| c.is_ascii_digit() || c == '.');
    if !plain || text.matches('.').count() > 1 {
        return Err(TypedDecimalError::NotANumber);
    }
    Decimal::from_str(text).map_err(|_| TypedDecimalError::TooLong)
}
