//! Amounts as people type them: with the separators of their own region.

use ollm_api::{LowBalanceThreshold, LowBalanceThresholdError, Money, TeamId, TopUpAmount, TopUpAmountError};
use serde::{Deserialize, Serialize};

use crate::{AppError, Reader};

/// How the user's region writes numbers: `1,234.50`, `1.234,50`, `1 234,50`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct NumberFormat {
    /// Before the decimals.
    #[cfg_attr(test, ts(type = "string"))]
    pub decimal: char,
    /// Between groups of three digits.
    #[cfg_attr(test, ts(type = "string"))]
    pub group: char,
}

/// What a typed amount is, and what it would make of a team's balance.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct CheckedAmount {
    /// The amount.
    pub amount: Money,
    /// The balance with it, as far as the balance is known.
    pub balance_after: Option<Money>,
}

impl Reader {
    /// Reads a typed amount, so that a form can say at once what is wrong with it, and what it leads to.
    ///
    /// # Errors
    /// `amount_not_a_number`, `amount_too_many_decimals` or `amount_out_of_range`.
    pub async fn check_top_up_amount(
        &self,
        team: &TeamId,
        text: &str,
        format: NumberFormat,
    ) -> Result<CheckedAmount, AppError> {
        let amount = read_top_up(text, format)?.money();
        // A form that is there has a team; without its balance, the amount is still one.
        let team = self.held.copy().await.team(team).await.ok().flatten();
        let balance = team.and_then(|team| team.balance).filter(|balance| balance.currency == amount.currency);
        let after = balance.and_then(|balance| balance.amount.checked_add(amount.amount)).map(Money::usd);
        Ok(CheckedAmount { amount, balance_after: after })
    }
}

fn read_top_up(text: &str, format: NumberFormat) -> Result<TopUpAmount, TopUpAmountError> {
    TopUpAmount::parse(&format.plain(text).ok_or(TopUpAmountError::NotANumber)?)
}

/// Reads a threshold as it was typed.
pub(crate) fn read_threshold(
    text: &str,
    format: NumberFormat,
) -> Result<LowBalanceThreshold, LowBalanceThresholdError> {
    LowBalanceThreshold::parse(&format.plain(text).ok_or(LowBalanceThresholdError::NotANumber)?)
}

impl NumberFormat {
    /// The amount with a decimal point and without anything else between the digits, where it is written well: what is
    /// grouped is grouped in threes, and `1.23` is nothing that somebody with decimal commas means.
    fn plain(self, text: &str) -> Option<String> {
        let text = text.trim();
        let text = text.strip_prefix('$').unwrap_or(text).trim_start();
        let (whole, decimals) = match text.rsplit_once(self.decimal) {
            Some((whole, decimals)) => (whole, Some(decimals)),
            None => (text, None),
        };
        let groups: Vec<&str> = whole.split(|c| is_same_separator(c, self.group)).collect();
        let is_grouped_well = match groups.as_slice() {
            [_] => true,
            [first, rest @ ..] => {
                let first = first.trim_start_matches('-');
                (1..=3).contains(&first.len()) && rest.iter().all(|group| group.len() == 3)
            }
            [] => false,
        };
        let decimals_are_digits = decimals.is_none_or(|decimals| decimals.chars().all(|c| c.is_ascii_digit()));
        if !is_grouped_well || !decimals_are_digits || whole.contains('.') && self.group != '.' {
            return None;
        }
        let plain = groups.concat();
        Some(decimals.map_or_else(|| plain.clone(), |decimals| format!("{plain}.{decimals}")))
    }
}

/// A space is a space, however wide, and so is an apostrophe: nobody types the one that a region prints.
fn is_same_separator(typed: char, printed: char) -> bool {
    let is_apostrophe = |c: char| matches!(c, '\'' | '\u{2019}');
    typed == printed
        || (typed.is_whitespace() && printed.is_whitespace())
        || (is_apostrophe(typed) && is_apostrophe(printed))
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    const ENGLISH: NumberFormat = NumberFormat { decimal: '.', group: ',' };
    const GERMAN: NumberFormat = NumberFormat { decimal: ',', group: '.' };
    const FRENCH: NumberFormat = NumberFormat { decimal: ',', group: '\u{202f}' };
    const SWISS: NumberFormat = NumberFormat { decimal: '.', group: '\u{2019}' };

    fn is_read(text: &str, format: NumberFormat) -> Result<String, TopUpAmountError> {
        read_top_up(text, format).map(|amount| amount.money().amount.to_string())
    }

    #[test]
    fn numbers_are_read_as_their_region_writes_them() {
        use TopUpAmountError::{NotANumber, OutOfRange, TooManyDecimals};
        for (text, format, expected) in [
            ("1,234.50", ENGLISH, Ok("1234.50")),
            ("1234.5", ENGLISH, Ok("1234.50")),
            ("$25", ENGLISH, Ok("25.00")),
            ("12,5", ENGLISH, Err(NotANumber)),
            ("1,23,456", ENGLISH, Err(NotANumber)),
            ("1.234,50", GERMAN, Ok("1234.50")),
            ("1234,5", GERMAN, Ok("1234.50")),
            ("1.234", GERMAN, Ok("1234.00")),
            ("12.50", GERMAN, Err(NotANumber)),
            ("12,505", GERMAN, Err(TooManyDecimals)),
            ("1,234.50", GERMAN, Err(NotANumber)),
            ("1 234,50", FRENCH, Ok("1234.50")),
            ("1\u{a0}234,50", FRENCH, Ok("1234.50")),
            ("12.50", FRENCH, Err(NotANumber)),
            ("1'234.50", SWISS, Ok("1234.50")),
            ("-5", GERMAN, Err(OutOfRange)),
            ("100.000", GERMAN, Err(OutOfRange)),
            ("", GERMAN, Err(NotANumber)),
            (",", GERMAN, Err(NotANumber)),
            ("5,", GERMAN, Ok("5.00")),
        ] {
            assert_eq!(is_read(text, format), expected.map(str::to_owned), "{text:?} {format:?}");
        }
    }

    proptest! {
        #[test]
        fn what_a_region_writes_is_what_it_reads(cents in 100u32..=1_000_000, which in 0usize..4) {
            let format = [ENGLISH, GERMAN, FRENCH, SWISS][which];
            let whole = (cents / 100).to_string();
            let cut = whole.len().saturating_sub(3);
            let grouped =
                if cut > 0 { format!("{}{}{}", &whole[..cut], format.group, &whole[cut..]) } else { whole.clone() };
            let cents_text = format!("{:02}", cents % 100);
            let expected = format!("{whole}.{cents_text}");
            for whole in [&grouped, &whole] {
                prop_assert_eq!(is_read(&format!("{whole}{}{cents_text}", format.decimal), format), Ok(expected.clone()));
            }
        }

        #[test]
        fn anything_may_be_typed(text in any::<String>(), which in 0usize..4) {
            let _ = read_top_up(&text, [ENGLISH, GERMAN, FRENCH, SWISS][which]);
        }
    }
}
