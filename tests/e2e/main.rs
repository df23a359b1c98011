//! The real app in its real window, against a real server and a real Secret Service, used as a person would.
//! `cargo xtask e2e` runs it in a desktop session of its own and leaves pictures in `target/e2e/`.
#![expect(
    clippy::unwrap_used,
    clippy::expect_used,
    reason = "clippy knows tests by their attribute, not their helpers"
)]

mod accounts;
mod broken_files;
mod browser_sign_in;
mod by_roles;
mod diagnostics;
mod driver;
mod keyring_session;
mod keyring_states;
mod large;
mod look;
mod lossy_proxy;
mod offline;
mod people;
mod secrets;
mod security;
mod server;
mod sign_in;
mod teams;
mod top_up;
mod wait;
mod window;
