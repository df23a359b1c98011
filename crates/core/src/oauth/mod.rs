//! Signing in with the browser: OAuth 2.0 for native apps (RFC 8252), with PKCE.
//!
//! The browser shows the authorization server's pages, and this module the rest: who that is ([`discover`]), the way
//! there and back ([`authorize`]), and the tokens from then on ([`Tokens`]). It decides nothing about accounts.

mod authorization;
mod callback;
mod discovery;
mod grant;
mod http;
mod lifetime;
mod loopback;
mod page;
mod provider;
mod renewal_lock;
mod revocation;
mod token_service;
mod tokens;

pub(crate) use authorization::{Authorized, authorize};
pub(crate) use discovery::discover;
pub(crate) use grant::Grant;
pub(crate) use renewal_lock::RenewalLock;
pub(crate) use revocation::revoke;
pub(crate) use tokens::Tokens;

/// This app's name at every authorization server. It is a public client: what is installed everywhere has no secret.
const CLIENT_ID: &str = "ollm-teams";
