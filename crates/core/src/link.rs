//! Links that open the app: `ollm-teams://invite/ID`. Anybody can write one, and a browser follows it without being
//! asked twice, so a link only ever shows something.

use std::fmt;

use ollm_api::InvitationId;

/// The scheme of the app's links, as the system knows it.
const SCHEME: &str = "ollm-teams";
/// Longer than any identifier that a server makes.
const LONGEST_ID: usize = 100;

/// What a link is to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Link {
    /// An invitation, which need not be one of the user's.
    Invitation(InvitationId),
}

impl Link {
    /// Reads a link; `None` where it is to nothing that the app knows. What a browser or mail program does to a link is
    /// forgiven: capitals where they mean nothing (RFC 3986, 6.2.2.1), and a slash at the end.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        let (scheme, rest) = text.split_once("://")?;
        let (kind, id) = rest.strip_suffix('/').unwrap_or(rest).split_once('/')?;
        let is_one = scheme.eq_ignore_ascii_case(SCHEME) && kind.eq_ignore_ascii_case("invite") && is_id(id);
        is_one.then(|| Self::Invitation(InvitationId::new(id)))
    }

    /// The link among the arguments that the app was started with, whether the app knows what it is to or not. The
    /// program's own name is no argument.
    pub fn among<'a>(arguments: impl IntoIterator<Item = &'a str>) -> Option<&'a str> {
        let is_link =
            |argument: &&str| argument.split_once(':').is_some_and(|(scheme, _)| scheme.eq_ignore_ascii_case(SCHEME));
        arguments.into_iter().find(is_link)
    }
}

impl fmt::Display for Link {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Invitation(id) => write!(f, "{SCHEME}://invite/{id}"),
        }
    }
}

/// Identifiers are opaque, but one that needs escaping in a path is no server's.
fn is_id(text: &str) -> bool {
    let is_plain = |byte: u8| byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'_');
    (1..=LONGEST_ID).contains(&text.len()) && text.bytes().all(is_plain)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn invitation(id: &str) -> Option<Link> {
        Some(Link::Invitation(InvitationId::new(id)))
    }

    #[test]
    fn a_link_to_an_invitation_is_read() {
        for text in ["ollm-teams://invite/inv_1", "OLLM-Teams://Invite/inv_1", "ollm-teams://invite/inv_1/"] {
            assert_eq!(Link::parse(text), invitation("inv_1"), "{text}");
        }
    }

    #[test]
    fn anything_else_is_not() {
        for text in [
            "",
            "ollm-teams:",
            "ollm-teams://",
            "ollm-teams://invite",
            "ollm-teams://invite/",
            "ollm-teams://invite//",
            "ollm-teams:invite/inv_1",
            "ollm-teams://accept/inv_1",
            "ollm-teams://invite/inv_1/accept",
            "ollm-teams://invite/inv_1?accept=yes",
            "ollm-teams://invite/inv_1#x",
            "ollm-teams://invite/inv%5f1",
            "ollm-teams://invite/../inv_1",
            "ollm-teams://you@invite/inv_1",
            "ollm-teams://invite:1/inv_1",
            "ollm-teams://invite/inv_1 ",
            "https://invite/inv_1",
        ] {
            assert_eq!(Link::parse(text), None, "{text}");
        }
        assert_eq!(Link::parse(&format!("ollm-teams://invite/{}", "a".repeat(LONGEST_ID + 1))), None);
    }

    #[test]
    fn the_first_link_among_arguments_counts() {
        assert_eq!(Link::among(["--flag", "a:b", "OLLM-TEAMS://x", "ollm-teams://y"]), Some("OLLM-TEAMS://x"));
        assert_eq!(Link::among(["--flag", "ollm-teams", "https://example.com/ollm-teams:"]), None);
    }

    proptest! {
        #[test]
        fn every_identifier_comes_through(id in "[A-Za-z0-9_-]{1,100}") {
            let link = Link::parse(&format!("ollm-teams://invite/{id}"));
            prop_assert_eq!(&link, &invitation(&id));
            prop_assert_eq!(Link::parse(&link.unwrap().to_string()), invitation(&id));
        }

        #[test]
        fn whatever_text_comes_it_is_read_or_not(text in "\\PC*") {
            if let Some(link) = Link::parse(&text) {
                let slash = if text.ends_with('/') { "/" } else { "" };
                prop_assert_eq!(text.to_lowercase(), format!("{link}{slash}").to_lowercase());
            }
        }

        #[test]
        fn whatever_follows_the_scheme_it_is_read_or_not(
            rest in "(://|:/|:)?(invite|Invite|accept)?/?[a-z/_?#%@. é-]{0,12}/?"
        ) {
            let text = format!("ollm-teams{rest}");
            if let Some(Link::Invitation(id)) = Link::parse(&text) {
                prop_assert!(is_id(id.as_str()));
                prop_assert!(text.contains(id.as_str()));
            }
        }
    }
}
