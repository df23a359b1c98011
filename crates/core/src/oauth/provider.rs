use url::Url;

use super::token_service::TokenService;

/// An authorization server, as its metadata describes it, for one team API.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Provider {
    /// Its name, as it writes it: compared letter by letter.
    pub(super) issuer: String,
    pub(super) authorization_endpoint: Url,
    pub(super) token_service: TokenService,
    /// Whether it names itself in the answer that the browser brings (RFC 9207).
    pub(super) iss_in_response: bool,
    /// What to ask for.
    pub(super) scopes: Vec<String>,
}
