use std::fmt;

/// A team's name as a person may type it: 1 to 64 characters after trimming, any script, no control characters.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TeamName(String);

/// Why a text is not a team's name.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum TeamNameError {
    /// Nothing but white space.
    Empty,
    /// More than [`TeamName::MAX_CHARS`] characters.
    TooLong,
    /// A line break, a tab, a bidirectional override or another control character.
    ControlCharacter,
}

impl TeamName {
    /// The most characters (Unicode scalar values) that a name has.
    pub const MAX_CHARS: usize = 64;

    /// Trims and checks what was typed.
    ///
    /// # Errors
    /// When the text breaks a rule of the contract.
    pub fn parse(text: &str) -> Result<Self, TeamNameError> {
        let trimmed = text.trim();
        if trimmed.is_empty() {
            return Err(TeamNameError::Empty);
        }
        if trimmed.chars().any(is_forbidden) {
            return Err(TeamNameError::ControlCharacter);
        }
        if trimmed.chars().count() > Self::MAX_CHARS {
            return Err(TeamNameError::TooLong);
        }
        Ok(Self(trimmed.to_owned()))
    }

    /// The name, trimmed.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

/// Control characters, and the bidirectional overrides and isolates with which a name could make the sentence
/// around it read as another one (Unicode TR 36, 'Bidirectional Text Spoofing').
fn is_forbidden(c: char) -> bool {
    c.is_control() || matches!(c, '\u{202A}'..='\u{202E}' | '\u{2066}'..='\u{2069}' | '\u{2028}' | '\u{2029}')
}

impl fmt::Display for TeamNameError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Empty => "a team's name can not be empty",
            Self::TooLong => "a team's name has at most 64 characters",
            Self::ControlCharacter => "a team's name can not contain control characters",
        })
    }
}

impl std::error::Error for TeamNameError {}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn the_edges() {
        assert_eq!(TeamName::parse(" \u{3000} "), Err(TeamNameError::Empty));
        assert_eq!(TeamName::parse("a\nb"), Err(TeamNameError::ControlCharacter));
        assert_eq!(TeamName::parse("a\u{202E}b"), Err(TeamNameError::ControlCharacter));
        assert!(TeamName::parse(&"é".repeat(64)).is_ok());
        assert_eq!(TeamName::parse(&"é".repeat(65)), Err(TeamNameError::TooLong));
        assert!(TeamName::parse("فريق البحث 研究 👩‍🔬").is_ok());
    }

    proptest! {
        #[test]
        fn what_is_accepted_keeps_every_rule(text in any::<String>()) {
            if let Ok(name) = TeamName::parse(&text) {
                let name = name.as_str();
                prop_assert_eq!(name, text.trim());
                prop_assert!((1..=64).contains(&name.chars().count()));
                prop_assert!(!name.chars().any(char::is_control));
            }
        }
    }
}
