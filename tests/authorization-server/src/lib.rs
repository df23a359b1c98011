//! Browser sign-in, for tests: an authorization server that is not ours (npm's `oidc-provider`, certified for OpenID)
//! on loopback, a scripted stand-in for the person's browser, and one for the program that opens it.
//!
//! It owns the processes and files of those three, and knows OAuth as a browser and an operator do. It must never
//! import a crate of this workspace: the app and the server are tested against it.

mod browser;
#[cfg(target_os = "linux")]
mod browser_on_path;
mod options;
mod redirect_url;
mod server;

pub use browser::{Browser, Page};
#[cfg(target_os = "linux")]
pub use browser_on_path::BrowserOnPath;
pub use options::{Options, SigningAlgorithm};
pub use redirect_url::RedirectUrl;
pub use server::{AuthorizationServer, Counts, Outage};

/// The one client that the authorization server knows: public, with `http://127.0.0.1:ANY/callback` to return to.
pub const CLIENT_ID: &str = "ollm-teams";
