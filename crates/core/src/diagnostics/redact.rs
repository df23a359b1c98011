//! What leaves this computer in a report names nobody and lets nobody in.

use std::collections::HashMap;
use std::path::Path;
use std::sync::LazyLock;

use regex::{Captures, Regex};

/// API tokens, JWTs, and whatever stands behind 'Bearer' or after the name of a secret in a URL or in JSON.
const SECRETS: &str = r#"(?ix)
    sk-[a-z0-9_-]{4,}
  | eyJ[a-z0-9_-]+ (?: \. [a-z0-9_-]+ ){1,4}
  | \b bearer \s+ [^\s"',;]+
  | \b (?: access_token | refresh_token | id_token | token | code | code_verifier | state | password | secret ) ["']? \s* [=:] \s* ["']? [^\s"'&,;}]+
"#;
const EMAIL: &str = r"[^\s@<>()\[\]{},;:'\x22=/]+@[^\s@<>()\[\]{},;:'\x22=/]+";

#[expect(clippy::expect_used, reason = "the patterns are constants, and a test uses them")]
static PATTERNS: LazyLock<(Regex, Regex)> =
    LazyLock::new(|| (Regex::new(SECRETS).expect("a pattern"), Regex::new(EMAIL).expect("a pattern")));

/// Puts stand-ins in the place of tokens, e-mail addresses and the user's own folder. The same address gets the same
/// number, so that one can still tell who is who.
pub(super) fn redact(text: &str, home: Option<&Path>) -> String {
    let (secrets, emails) = &*PATTERNS;
    let text = match home.and_then(Path::to_str).filter(|home| home.len() > 1) {
        Some(home) => text.replace(home, "~"),
        None => text.to_owned(),
    };
    let text = secrets.replace_all(&text, "[secret]");
    let mut numbers = HashMap::new();
    let numbered = emails.replace_all(&text, |found: &Captures<'_>| {
        let next = numbers.len() + 1;
        let number = numbers.entry(found[0].to_lowercase()).or_insert(next);
        format!("[e-mail {number}]")
    });
    numbered.into_owned()
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn stand_ins_take_the_place_of_what_is_personal() {
        let text = "you@example.com asked YOU@example.com and b@example.org in /home/you/data with sk-ollm-abc123";
        assert_eq!(
            redact(text, Some(Path::new("/home/you"))),
            "[e-mail 1] asked [e-mail 1] and [e-mail 2] in ~/data with [secret]"
        );
        assert_eq!(redact("GET /v1/teams 200 in 3 ms", None), "GET /v1/teams 200 in 3 ms", "the rest stays");
    }

    proptest! {
        #[test]
        fn no_token_and_no_address_is_left(
            before in "[ a-z\"=:&{}\n]{0,20}", token in "[A-Za-z0-9_-]{20,60}", user in "[a-z0-9.+_-]{1,12}",
            host in "[a-z0-9-]{1,10}\\.[a-z]{2,6}", after in "[ \n\"]?",
        ) {
            let email = format!("{user}@{host}");
            for shown in [
                format!("{before} Bearer {token}{after}"), format!("{before}?code={token}&x=1"), format!("{before}\"access_token\":\"{token}\""),
                format!("{before} sk-{token}"), format!("{before} eyJ{token}.{token}.{token}"), format!("{before} <{email}>{after}"),
            ] {
                let redacted = redact(&shown, None);
                prop_assert!(!redacted.contains(&token) && !redacted.contains(&email), "{redacted}");
            }
        }
    }
}
