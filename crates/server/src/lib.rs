//! The reference server of the OLLM Team API: the app embeds it as its local workspace, and it is a program too.
//!
//! This crate owns the meaning of the contract on the server's side: who may do what and when (through
//! [`ollm_api::may`]), the ledger, idempotency, the change feed, the database and the OpenAPI document. It has no
//! global state and handles no signals: several servers run in one process, each until it is stopped.
//!
//! It must never import a desktop (tauri), a keyring, or the client of `ollm-api`.
//!
//! From the outside in: `routes` (HTTP) call `operations` (what a team goes through, inside one transaction), which
//! call `store` (all SQL). [`openapi()`] is made from the routes, and
//! `UPDATE_OPENAPI=1 cargo test -p ollm-server --test api openapi` writes it to `docs/openapi.json`.

mod amount;
mod auth;
mod authorize;
mod changed_records;
mod checkout_page;
mod clock;
mod connections;
mod cursor;
mod database;
mod error;
mod extract;
mod generated_data;
mod idempotency;
mod limits;
mod observe;
mod oidc;
mod openapi;
mod operations;
mod precondition;
mod routes;
mod run_tokens;
mod sample_data;
mod sealed_secret;
mod server;
mod state;
mod store;
mod team_id;
mod token;
mod usage_window;
mod workspace;

pub use clock::{Clock, SystemClock};
pub use database::{Database, DatabaseError, OpenError, UsageBooking};
pub use generated_data::{GenerateError, GenerateOptions, Generated};
pub use oidc::{IssuerUrl, IssuerUrlError, OidcOptions};
pub use openapi::openapi;
pub use operations::top_ups::Payments;
pub use server::{Environment, RunningServer, ServerOptions, StartError, start, start_in};
pub use state::Limits;

/// The address of whoever uses the local workspace, and the person around whom the sample data is made.
pub const LOCAL_USER_EMAIL: &str = "you@example.com";
