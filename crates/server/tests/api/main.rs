//! The server over HTTP: each test starts a real one on a database of its own.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    reason = "clippy.toml allows these in tests, and does not see that a helper is one"
)]

mod across_teams;
mod api_keys;
mod authorization;
mod changes;
mod errors;
mod generated_data;
mod harness;
mod idempotency;
mod invitations;
mod ledger;
mod lists;
mod members;
mod oidc;
mod openapi;
mod program;
mod sample_data;
mod teams;
mod tokens;
mod top_ups;
mod usage;
