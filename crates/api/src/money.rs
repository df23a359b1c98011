use rust_decimal::Decimal;
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
}
