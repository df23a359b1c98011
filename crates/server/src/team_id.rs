//! `dev-d7035d80`: a slug of the team's first name and 8 hex digits.

use ollm_api::{TeamId, TeamName};

const MAX_SLUG: usize = 24;

/// The identifier of a new team. `random` makes it unlike those of other teams of that name.
pub(crate) fn team_id(name: &TeamName, random: u32) -> TeamId {
    TeamId::new(format!("{}-{random:08x}", slug(name.as_str())))
}

/// ASCII letters and digits of the name in lower case, words joined by hyphens; `team` where it has none.
fn slug(name: &str) -> String {
    let words = name.split(|c: char| !c.is_ascii_alphanumeric()).filter(|word| !word.is_empty());
    let mut slug = words.collect::<Vec<_>>().join("-").to_ascii_lowercase();
    slug.truncate(MAX_SLUG);
    let slug = slug.trim_end_matches('-');
    if slug.is_empty() { "team".to_owned() } else { slug.to_owned() }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn names_and_their_slugs() {
        for (name, expected) in [
            ("Dev", "dev"),
            ("Research & Development", "research-development"),
            ("研究", "team"),
            ("<img src=x onerror=alert(1)>", "img-src-x-onerror-alert"),
            ("aaaaaaaaaaaaaaaaaaaaaaa bbb", "aaaaaaaaaaaaaaaaaaaaaaa"),
        ] {
            assert_eq!(slug(name), expected);
        }
        assert_eq!(team_id(&TeamName::parse("Dev").unwrap(), 0xd703_5d80).as_str(), "dev-d7035d80");
    }

    proptest! {
        #[test]
        fn a_slug_is_safe_in_a_path(name in any::<String>()) {
            let slug = slug(&name);
            prop_assert!((1..=MAX_SLUG).contains(&slug.len()));
            prop_assert!(slug.chars().all(|c| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '-'));
        }
    }
}
