//! The real app in its real window, against a real server and a real Secret Service, used as a person would.
//! `cargo xtask e2e` runs it in a desktop session of its own and leaves pictures in `target/e2e/`. What asks the desktop,
//! its buses or its keyring for something of Linux's own runs on Linux alone; the rest on Windows, too. WebKit on macOS has
//! no WebDriver for apps.
#![cfg(any(target_os = "linux", windows))]
#![cfg_attr(windows, expect(dead_code, reason = "some of what the window can be asked is for Linux's tests"))]
#![expect(
    clippy::unwrap_used,
    clippy::expect_used,
    reason = "clippy knows tests by their attribute, not their helpers"
)]

#[cfg(target_os = "linux")]
mod accessibility;
#[cfg(target_os = "linux")]
mod accessibility_bus;
mod accounts;
#[cfg(target_os = "linux")]
mod assistive_technology;
#[cfg(target_os = "linux")]
mod axe;
mod billing;
#[cfg(target_os = "linux")]
mod broken_files;
#[cfg(target_os = "linux")]
mod browser_sign_in;
mod by_roles;
#[cfg(target_os = "linux")]
mod deep_links;
#[cfg(target_os = "linux")]
mod desktop;
mod diagnostics;
mod driver;
mod focus;
#[cfg(target_os = "linux")]
mod guide;
#[cfg(target_os = "linux")]
mod keyring_session;
#[cfg(target_os = "linux")]
mod keyring_states;
mod large;
#[cfg(target_os = "linux")]
mod look;
mod lossy_proxy;
#[cfg(target_os = "linux")]
mod native_dialog;
mod offline;
mod palette;
mod people;
#[cfg(target_os = "linux")]
mod program;
#[cfg(target_os = "linux")]
mod publisher;
#[cfg(target_os = "linux")]
mod safe_mode;
#[cfg(target_os = "linux")]
mod secrets;
mod security;
mod server;
mod sign_in;
mod teams;
mod top_up;
#[cfg(target_os = "linux")]
mod tray;
#[cfg(target_os = "linux")]
mod updates;
mod wait;
mod window;
#[cfg(target_os = "linux")]
mod zoom;
