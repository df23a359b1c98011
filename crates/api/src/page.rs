use serde::{Deserialize, Serialize};

/// How many items a page has when the caller names no limit.
pub const DEFAULT_PAGE_LIMIT: u32 = 50;
/// The most items that a page has.
pub const MAX_PAGE_LIMIT: u32 = 200;

/// One page of a list, in a stable order.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Page<T> {
    /// The items of this page.
    pub data: Vec<T>,
    /// Where the next page starts; `null` after the last one. Opaque.
    pub next_cursor: Option<String>,
    /// How many items all pages have together; absent unless it was asked for.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "openapi", schema(value_type = u32, required = false))]
    pub total: Option<u32>,
}
