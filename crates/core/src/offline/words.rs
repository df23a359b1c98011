//! What is searched for, as words, and where they stand in a text.

use std::collections::BTreeSet;
use std::ops::Range;

use unicode_segmentation::UnicodeSegmentation;

use super::fold::{fold, word_starts};
use crate::Fragment;

/// Characters in one entry of the index. Shorter words are found at the beginnings of words alone.
const TRIGRAM: usize = 3;
/// Stands before the beginnings of words in indexed text. Folded text has no control characters.
const START: char = '\u{2}';

/// A word of a search.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Word {
    folded: String,
    chars: usize,
}

/// The words of a search, all of which have to be found.
pub(super) fn words(search: &str) -> Vec<Word> {
    let folded = fold(search);
    let mut words: Vec<Word> = Vec::new();
    for word in folded.split_whitespace() {
        if !words.iter().any(|known| known.folded == word) {
            words.push(Word { folded: word.to_owned(), chars: word.chars().count() });
        }
    }
    words
}

/// What is indexed of a row's texts: each folded, and the beginnings of their words, marked in such a way that each is
/// an entry of a trigram index.
pub(super) fn indexed(texts: &[&str]) -> String {
    let folded = texts.iter().map(|text| fold(text)).collect::<Vec<_>>().join("\n");
    let mut starts = BTreeSet::new();
    for at in word_starts(&folded) {
        let beginning = folded[at..].chars().take(TRIGRAM - 1).take_while(|c| !c.is_whitespace());
        starts.insert(beginning.collect::<String>());
    }
    let mut text = folded;
    text.push('\n');
    for start in starts {
        text.extend([START, START]);
        text.push_str(&start);
    }
    text
}

impl Word {
    /// What stands in indexed text where the word is found.
    pub(super) fn needle(&self) -> String {
        let marks = std::iter::repeat_n(START, TRIGRAM.saturating_sub(self.chars));
        marks.chain(self.folded.chars()).collect()
    }

    /// The entries of the index that a text with this word has.
    pub(super) fn trigrams(&self) -> Vec<String> {
        let needle: Vec<char> = self.needle().chars().collect();
        needle.windows(TRIGRAM).map(|trigram| trigram.iter().collect()).collect()
    }

    /// Where it stands in folded text.
    fn places<'a>(&'a self, folded: &'a str) -> impl Iterator<Item = Range<usize>> + 'a {
        let starts: Option<Vec<usize>> = (self.chars < TRIGRAM).then(|| word_starts(folded).collect());
        let places = folded.match_indices(&self.folded).map(|(at, found)| at..at + found.len());
        places.filter(move |place| starts.as_ref().is_none_or(|starts| starts.binary_search(&place.start).is_ok()))
    }
}

/// A text in pieces, by whether they are what was searched for. What a person sees as one character is not cut.
pub(super) fn highlight(words: &[Word], text: &str) -> Vec<Fragment> {
    // Of each visible character: where it ends in the text, and in the folded text.
    let mut ends = Vec::new();
    let mut folded = String::new();
    for (at, visible) in text.grapheme_indices(true) {
        folded.push_str(&fold(visible));
        ends.push((at + visible.len(), folded.len()));
    }
    let mut is_match = vec![false; ends.len()];
    for place in words.iter().flat_map(|word| word.places(&folded)) {
        let first = ends.partition_point(|(_, end)| *end <= place.start);
        let last = ends.partition_point(|(_, end)| *end < place.end);
        is_match.iter_mut().take(last + 1).skip(first).for_each(|mark| *mark = true);
    }
    let mut fragments: Vec<Fragment> = Vec::new();
    let mut start = 0;
    for ((end, _), is_match) in ends.into_iter().zip(is_match) {
        let visible = &text[start..end];
        match fragments.last_mut() {
            Some(last) if last.is_match == is_match => last.text.push_str(visible),
            _ => fragments.push(Fragment { text: visible.to_owned(), is_match }),
        }
        start = end;
    }
    fragments
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn marked(search: &str, text: &str) -> String {
        let pieces = highlight(&words(search), text);
        pieces
            .iter()
            .map(|piece| if piece.is_match { format!("[{}]", piece.text) } else { piece.text.clone() })
            .collect()
    }

    #[test]
    fn the_text_itself_is_marked_where_its_folded_form_matches() {
        for (search, marks) in [
            ("strasse", "Große [Straße] 5"),
            ("ass", "Große Str[aß]e 5"),
            ("se", "Große Straße 5"),
            ("gro 5", "[Gro]ße Straße [5]"),
            ("rosse str", "G[roße] [Str]aße 5"),
        ] {
            assert_eq!(marked(search, "Große Straße 5"), marks);
        }
        assert_eq!(marked("ete", "E\u{301}te\u{301} e\u{301}te"), "[E\u{301}te\u{301}] [e\u{301}te]");
        assert_eq!(marked("istan", "İstanbul"), "[İstan]bul");
        assert_eq!(marked("fi", "ﬁne"), "[ﬁ]ne");
        assert_eq!(marked("f", "ﬁne"), "[ﬁ]ne");
        assert_eq!(marked("wid", "ＦＵＬＬ　ｗｉｄｔｈ"), "ＦＵＬＬ　[ｗｉｄ]ｔｈ");
        assert_eq!(marked("🔬", "Lab 👩‍🔬🚀"), "Lab [👩‍🔬]🚀", "what is seen as one is not cut");
        assert_eq!(marked("🚀", "Lab 👩‍🔬🚀"), "Lab 👩‍🔬[🚀]");
        assert_eq!(marked("開発", "研究開発"), "研究[開発]");
        assert_eq!(marked("a", ""), "");
        assert_eq!(marked("", "abc"), "abc");
    }

    #[test]
    fn short_words_are_beginnings() {
        assert_eq!(marked("ex", "ex.rex@example.com"), "[ex].rex@[ex]ample.com");
        assert_eq!(marked("@e", "ex.rex@example.com"), "ex.rex[@e]xample.com");
    }

    fn text() -> impl Strategy<Value = String> {
        prop_oneof![any::<String>(), "[abAB éßﬁİe\u{301}研🚀👩‍🔬.@-]{0,20}"]
    }

    proptest! {
        #[test]
        fn all_pieces_are_the_text_and_it_is_marked_where_the_index_finds_it(text in text(), search in text(), at in any::<prop::sample::Index>(), chars in 1usize..6) {
            let cut: String = text.chars().skip(at.index(text.chars().count().max(1))).take(chars).collect();
            for search in [search, cut] {
                for word in words(&search) {
                    let pieces = highlight(std::slice::from_ref(&word), &text);
                    prop_assert_eq!(pieces.iter().map(|piece| piece.text.as_str()).collect::<String>(), text.as_str());
                    let is_marked = pieces.iter().any(|piece| piece.is_match);
                    let indexed = indexed(&[&text]);
                    prop_assert_eq!(is_marked, indexed.contains(&word.needle()), "{:?}", word);
                    if is_marked {
                        prop_assert!(word.trigrams().iter().all(|trigram| indexed.contains(trigram)));
                    }
                    if word.chars >= TRIGRAM {
                        prop_assert_eq!(is_marked, fold(&text).contains(&word.folded));
                    }
                }
            }
        }
    }
}
