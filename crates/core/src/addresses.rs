//! The e-mail addresses in a text that people type, or paste from a mail program.

/// Each address once, in the order of the text. Between addresses stand commas, semicolons, white space or lines; an
/// address may come as `Ana Lee <ana@example.com>` (RFC 5322, 'name-addr') or as a `mailto:` link. Whether it is one
/// that mail can be sent to is not decided here: what is left over is kept, so that the user is told about it.
pub(crate) fn addresses(text: &str) -> Vec<String> {
    let mut found = Found::default();
    let mut rest = text.chars();
    while let Some(next) = rest.next() {
        match next {
            '"' => found.quoted(&rest.by_ref().take_while(|c| *c != '"').collect::<String>()),
            '<' => found.in_brackets(rest.by_ref().take_while(|c| *c != '>').collect()),
            ',' | ';' | '\n' | '\r' => found.separator(),
            c if c.is_whitespace() => found.end_word(),
            c => found.word.push(c),
        }
    }
    found.separator();
    found.addresses
}

#[derive(Default)]
struct Found {
    addresses: Vec<String>,
    /// Words since the last separator: addresses, or the name before one.
    words: Vec<String>,
    word: String,
}

impl Found {
    /// A name in quotes; an address in quotes is one all the same.
    fn quoted(&mut self, text: &str) {
        if text.contains('@') {
            self.word.push_str(text);
        }
        self.end_word();
    }

    fn end_word(&mut self) {
        let word = std::mem::take(&mut self.word);
        if !word.is_empty() {
            self.words.push(word);
        }
    }

    /// What stood before the brackets is a name, but for addresses.
    fn in_brackets(&mut self, address: String) {
        self.end_word();
        self.words.retain(|word| word.contains('@'));
        self.words.push(address);
        self.separator();
    }

    fn separator(&mut self) {
        self.end_word();
        for word in std::mem::take(&mut self.words) {
            let address = word.trim().trim_start_matches("mailto:");
            let known = self.addresses.iter().any(|known| known.eq_ignore_ascii_case(address));
            if !known && !address.is_empty() {
                self.addresses.push(address.to_owned());
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn a_typed_list_is_taken_apart() {
        assert_eq!(addresses(" a@x.org, b@x.org;c@x.org\n A@x.org\t,, "), ["a@x.org", "b@x.org", "c@x.org"]);
        assert_eq!(addresses("a@x.org b@x.org"), ["a@x.org", "b@x.org"]);
        assert!(addresses(" ,; \n").is_empty());
        assert_eq!(
            addresses("not an address"),
            ["not", "an", "address"],
            "what is no address is kept to be told about"
        );
    }

    #[test]
    fn names_of_a_mail_program_are_left_out() {
        assert_eq!(
            addresses("Bo <b@x.org>, \"Lee, Ann\" <a@x.org>; mailto:c@x.org, Di Do <mailto:d@x.org> e@x.org"),
            ["b@x.org", "a@x.org", "c@x.org", "d@x.org", "e@x.org"]
        );
        assert_eq!(addresses("a@x.org <b@x.org"), ["a@x.org", "b@x.org"], "a bracket that is never closed");
    }

    proptest! {
        #[test]
        fn no_address_is_lost(names in prop::collection::vec("[a-z]{1,8}", 1..20), between in "[,; \n]{1,3}") {
            let mut expected: Vec<String> = names.iter().map(|name| format!("{name}@example.com")).collect();
            let text = expected.join(&between);
            let mut seen = std::collections::HashSet::new();
            expected.retain(|address| seen.insert(address.clone()));
            prop_assert_eq!(addresses(&text), expected);
        }

        #[test]
        fn nothing_typed_breaks_it(text in any::<String>()) {
            addresses(&text);
        }
    }
}
