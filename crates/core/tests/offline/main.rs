//! The offline copy and its sync, with the real server on and off.
#![expect(clippy::panic, clippy::unwrap_used, reason = "clippy knows tests by their attribute, not their helpers")]

#[path = "../support/mod.rs"]
mod support;

mod age;
mod broken_copies;
mod feed;
mod forgetting;
mod lost_teams;
mod place;
mod windows;
