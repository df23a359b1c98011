//! Text as it is compared: whatever the case, the accents and the width of its letters.

use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

/// Compatibility forms become plain ones (NFKD), accents go, and case goes: `Ｓtraße` and `STRASSE` are the same. Each
/// character is folded by itself, so that the pieces of a text fold to the pieces of its folded form.
pub(super) fn fold(text: &str) -> String {
    let mut folded = String::with_capacity(text.len());
    for c in text.chars() {
        if c.is_ascii() {
            folded.push(if c.is_ascii_control() { ' ' } else { c.to_ascii_lowercase() });
        } else {
            push_folded(c, &mut folded);
        }
    }
    folded
}

fn push_folded(c: char, folded: &mut String) {
    let plain = std::iter::once(c).nfkd().filter(|c| !is_combining_mark(*c));
    // Upper case is where letters meet that lower case keeps apart (`ß` and `ss`, `ς` and `σ`); what is upper case alone
    // (`ẞ`) has to come down first. The mappings bring accents of their own.
    let caseless = plain.flat_map(char::to_lowercase).flat_map(char::to_uppercase).flat_map(char::to_lowercase);
    for c in caseless.nfkd().filter(|c| !is_combining_mark(*c)) {
        match c {
            // Strokes and ligatures are letters of their own to Unicode; to who types them on another keyboard they
            // are not.
            'ł' => folded.push('l'),
            'ø' => folded.push('o'),
            'đ' => folded.push('d'),
            'ħ' => folded.push('h'),
            'ŧ' => folded.push('t'),
            'æ' => folded.push_str("ae"),
            'œ' => folded.push_str("oe"),
            c if c.is_control() || c.is_whitespace() => folded.push(' '),
            c => folded.push(c),
        }
    }
}

/// Where words start in folded text. Signs and emoji are words of their own, and so is each character of a script that
/// puts no spaces between words.
pub(super) fn word_starts(folded: &str) -> impl Iterator<Item = usize> {
    let mut in_word = false;
    folded.char_indices().filter_map(move |(at, c)| {
        let goes_on = in_word && c.is_alphanumeric() && !is_unspaced(c);
        in_word = c.is_alphanumeric();
        (!goes_on && !c.is_whitespace()).then_some(at)
    })
}

/// Thai to Khmer, kana, ideographs.
fn is_unspaced(c: char) -> bool {
    matches!(c, '\u{0E00}'..='\u{0EFF}' | '\u{1000}'..='\u{109F}' | '\u{1780}'..='\u{17FF}' | '\u{2E80}'..='\u{30FF}'
        | '\u{3400}'..='\u{9FFF}' | '\u{20000}'..='\u{3FFFF}')
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn what_looks_alike_is_alike() {
        for (one, other) in [
            ("Straße", "STRASSE"),
            ("STRAẞE", "strasse"),
            ("Ünïcödé", "unicode"),
            ("e\u{301}te\u{301}", "été"),
            ("İstanbul", "istanbul"),
            ("ΟΔΥΣΣΕΥΣ", "οδυσσευς"),
            ("Łódź", "lodz"),
            ("Ærøskøbing", "aeroskobing"),
            ("ＦＵＬＬ　ｗｉｄｔｈ", "full width"),
            ("ﬁne", "fine"),
            ("ﾃﾞﾌﾟ", "デプ"),
            ("a\tb\u{a0}c", "a b c"),
        ] {
            assert_eq!(fold(one), fold(other));
        }
        assert_eq!(fold("フィード"), fold("フィート"), "voicing marks are marks");
        assert_ne!(fold("abc"), fold("abd"));
    }

    #[test]
    fn every_character_folds_to_what_folds_to_itself() {
        for c in char::MIN..=char::MAX {
            let once = fold(&c.to_string());
            assert_eq!(fold(&once), once, "{c:?} {:x}", u32::from(c));
            assert!(!once.contains(char::is_control));
        }
    }

    #[test]
    fn words_start() {
        let starts = |text| word_starts(text).map(|at| &text[at..]).collect::<Vec<_>>();
        assert_eq!(starts("dev-1 ab"), ["dev-1 ab", "-1 ab", "1 ab", "ab"]);
        assert_eq!(starts("研究a🚀b"), ["研究a🚀b", "究a🚀b", "🚀b", "b"]);
    }

    proptest! {
        #[test]
        fn pieces_fold_to_pieces(one in any::<String>(), other in any::<String>()) {
            prop_assert_eq!(fold(&one) + &fold(&other), fold(&(one + &other)));
        }
    }
}
