//! Access tokens of an authorization server (OAuth 2.0, OpenID Connect), checked as a resource server checks them.

mod issuer_url;

pub use issuer_url::{IssuerUrl, IssuerUrlError};

/// Whose access tokens a server accepts.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OidcOptions {
    /// The authorization server.
    pub issuer: IssuerUrl,
    /// What the tokens must name as their audience: this server, in the words of the authorization server.
    pub audience: String,
}
