use std::fmt;
use std::str::FromStr;

use email_address::{EmailAddress, Options};

/// An e-mail address that an invitation can be sent to: RFC 5321, without comments, display name or IP literal.
/// Two addresses that differ in case alone are the same one.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Email(String);

/// A text that is not an e-mail address.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct EmailError;

impl Email {
    /// Trims and checks what was typed, and folds it to lower case.
    ///
    /// # Errors
    /// When the text is not an address that mail can be sent to.
    pub fn parse(text: &str) -> Result<Self, EmailError> {
        let options = Options::default().without_display_text().without_domain_literal().with_required_tld();
        let address = EmailAddress::parse_with_options(text.trim(), options).map_err(|_| EmailError)?;
        Ok(Self(address.as_str().to_lowercase()))
    }

    /// The address in lower case.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for Email {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl FromStr for Email {
    type Err = EmailError;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        Self::parse(text)
    }
}

impl fmt::Display for EmailError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("not an e-mail address")
    }
}

impl std::error::Error for EmailError {}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn accepts_and_folds() {
        assert_eq!(Email::parse("  Ana.Kovac+x@Example.COM ").map(|e| e.0), Ok("ana.kovac+x@example.com".into()));
    }

    #[test]
    fn refuses() {
        for text in [
            "",
            "ana",
            "ana@",
            "@example.com",
            "ana@localhost",
            "a b@example.com",
            "A <a@example.com>",
            "a@[1.2.3.4]",
            "a@b.com\n, c@d.com",
        ] {
            assert_eq!(Email::parse(text), Err(EmailError), "{text:?}");
        }
    }
}
