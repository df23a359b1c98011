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
            _ if is_secure(&url) => {}
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

    /// Whether the authorization server runs on this machine.
    pub(super) fn is_loopback(&self) -> bool {
        is_loopback(&self.url)
    }

    /// Where its metadata may be: RFC 8414, section 3.1, puts the well-known part before the path, and OpenID Connect
    /// Discovery 1.0, section 4, after it.
    pub(super) fn metadata_urls(&self) -> [Url; 2] {
        let path = self.url.path().trim_end_matches('/');
        let at = |path: String| {
            let mut url = self.url.clone();
            url.set_path(&path);
            url
        };
        [
            at(format!("/.well-known/oauth-authorization-server{path}")),
            at(format!("{path}/.well-known/openid-configuration")),
        ]
    }
}

/// Whether nobody in between can change what is fetched from there.
pub(super) fn is_secure(url: &Url) -> bool {
    url.scheme() == "https" || (url.scheme() == "http" && is_loopback(url))
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn is_kept_as_it_was_written() {
        for text in ["https://login.example.com", "https://login.example.com/", "http://127.0.0.1:4000/realms/one"] {
            assert_eq!(IssuerUrl::parse(text).map(|issuer| issuer.to_string()), Ok(text.to_owned()));
        }
    }

    #[test]
    fn refuses_what_is_not_safe_or_not_an_issuer() {
        use IssuerUrlError::{Insecure, NotAUrl, UnsupportedParts};
        for (text, error) in [
            ("", NotAUrl),
            ("login.example.com", NotAUrl),
            ("ftp://login.example.com", NotAUrl),
            ("file:///etc/passwd", NotAUrl),
            ("http://login.example.com", Insecure),
            ("http://192.168.0.1", Insecure),
            ("http://localhost.example.com", Insecure),
            ("https://you@login.example.com", UnsupportedParts),
            ("https://:pw@login.example.com", UnsupportedParts),
            ("https://login.example.com/?tenant=1", UnsupportedParts),
            ("https://login.example.com/#top", UnsupportedParts),
        ] {
            assert_eq!(IssuerUrl::parse(text), Err(error), "{text}");
        }
    }

    #[test]
    fn the_metadata_is_where_each_standard_has_it() {
        let urls = |text: &str| IssuerUrl::parse(text).unwrap().metadata_urls().map(String::from);
        for slash in ["", "/"] {
            assert_eq!(
                urls(&format!("https://a.example.com{slash}")),
                [
                    "https://a.example.com/.well-known/oauth-authorization-server",
                    "https://a.example.com/.well-known/openid-configuration",
                ]
            );
            assert_eq!(
                urls(&format!("https://a.example.com/realms/one{slash}")),
                [
                    "https://a.example.com/.well-known/oauth-authorization-server/realms/one",
                    "https://a.example.com/realms/one/.well-known/openid-configuration",
                ]
            );
        }
    }
}
