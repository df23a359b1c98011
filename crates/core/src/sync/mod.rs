//! Keeps the offline copy of one account as its server says it is.
//!
//! First everything is listed; from then on the change feed says what changed, so that a sync costs what changed and
//! not how much there is. The sync is the only one that decides whether the server can be reached: from what its real
//! requests come back with.

mod engine;
mod error;
mod listing;
mod pace;
mod people;
mod probe;
mod round;
mod status;

pub(crate) use engine::{SyncNeeds, SyncTask, start};
pub(crate) use status::SyncStatus;
