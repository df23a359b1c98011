//! The real app in its real window, against a real server and a real Secret Service, used as a person would.
//! `cargo xtask e2e` runs it in a desktop session of its own and leaves pictures in `target/e2e/`.
#![expect(
    clippy::unwrap_used,
    clippy::expect_used,
    reason = "clippy knows tests by their attribute, not their helpers"
)]

mod accessibility;
mod accessibility_bus;
mod accounts;
mod assistive_technology;
mod axe;
mod billing;
mod broken_files;
mod browser_sign_in;
mod by_roles;
mod deep_links;
mod desktop;
mod diagnostics;
mod driver;
mod focus;
mod guide;
mod keyring_session;
mod keyring_states;
mod large;
mod look;
mod lossy_proxy;
mod native_dialog;
mod offline;
mod palette;
mod people;
mod program;
mod publisher;
mod safe_mode;
mod secrets;
mod security;
mod server;
mod sign_in;
mod teams;
mod top_up;
mod tray;
mod updates;
mod wait;
mod window;
mod zoom;
