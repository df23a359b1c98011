use serde::{Deserialize, Serialize};

use crate::UserId;

/// A person at OLLM.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
pub struct User {
    /// Stable and opaque.
    pub id: UserId,
    /// In lower case.
    pub email: String,
    /// How they want to be called, where they said it.
    pub name: Option<String>,
}
