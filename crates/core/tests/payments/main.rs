//! Payments whose end is not known, over a server that answers as it is told.
#![expect(clippy::unwrap_used, reason = "clippy knows tests by their attribute, not their helpers")]

#[path = "../support/mod.rs"]
mod support;

mod counter;
mod file;
mod leaving;
mod news;
mod old_keys;
mod untold_keys;
mod waits;
mod windows;
