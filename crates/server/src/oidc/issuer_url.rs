use std::fmt;
use std::str::FromStr;

use ollm_api::is_loopback;
use url::Url;

/// An authorization server, by the name that it gives itself (RFC 8414, section 2): an HTTPS address, or a plain one
/// on this machine. It is kept as it was written, because it is compared letter by letter.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct IssuerUrl {
    text: String,
    url: Url,
}

/// Why a text does not name an issuer.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum IssuerUrlError {
    /// Not an `http` or `https` address at all.
    #[error("not a web address")]
    NotAUrl,
    /// Whoever is in between could exchange the keys that tokens are checked with.
    #[error("an issuer must start with https://, or be on this machine")]
    Insecure,
    /// A user name, a password, a query or a fragment: none of them is part of an issuer.
    #[error("an issuer can not hold a user name, a password, a query or a fragment")]
    UnsupportedParts,
}

impl IssuerUrl {
    /// Reads what names an issuer.
    ///
    /// # Errors
    /// When the text does not.
    pub fn parse(text: &str) -> Result<Self, IssuerUrlError> {
        let url = Url::parse(text).map_err(|_| IssuerUrlError::NotAUrl)?;
        match url.scheme() {
            "https" => {}
            "http" if is_loopback(&url) => {}
            "http" => return Err(IssuerUrlError::Insecure),
            _ => return Err(IssuerUrlError::NotAUrl),
        }
        let has_credentials = !url.username().is_empty() || url.password().is_some();
        if has_credentials || url.query().is_some() || url.fragment().is_some() {
            return Err(IssuerUrlError::UnsupportedParts);
        }
        Ok(Self { text: text.to_owned(), url })
    }

    /// The name, as it was written.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.text
    }
}

impl fmt::Display for IssuerUrl {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.text)
    }
}

impl FromStr for IssuerUrl {
    type Err = IssuerUrlError;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        Self::parse(text)
    }
}
