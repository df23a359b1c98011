//! Browser sign-in, with an authorization server that is not ours, the real server, and a scripted person.

#![expect(clippy::unwrap_used, clippy::panic, reason = "clippy knows tests by their attribute, not their helpers")]

mod outages;
mod refusals;
mod renewal;
mod sign_in;
mod sign_out;
mod stage;
#[path = "../support/mod.rs"]
mod support;
