//! Access tokens of an authorization server (OAuth 2.0, OpenID Connect), checked as a resource server checks them
//! (RFC 9068; RFC 8725 for what must be pinned). docs/adr/0010 has the reasons.
//!
//! `claims` and `key_set` decide and do no I/O, `provider` fetches and decides nothing, `key_cache` says when.

mod claims;
mod issuer_url;
mod key_cache;
mod key_set;
mod provider;
mod refusal;
mod resource_server;

pub use issuer_url::{IssuerUrl, IssuerUrlError};
pub(crate) use refusal::TokenError;
pub(crate) use resource_server::ResourceServer;

/// Whose access tokens a server accepts.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OidcOptions {
    /// The authorization server.
    pub issuer: IssuerUrl,
    /// What the tokens must name as their audience: this server, in the words of the authorization server.
    pub audience: String,
}
