//! A believable workspace.

use jiff::Timestamp;

use crate::error::Result;
use crate::store::Store;

/// Seeds.
pub(crate) async fn seed(_store: &Store, _now: Timestamp) -> Result<()> {
    Ok(())
}
