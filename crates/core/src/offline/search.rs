//! What a search finds. Rare words come from the index; common ones, of which the index has thousands, from comparing
//! rows in the order in which they are shown, which is over as soon as enough are found.

use sqlx::{QueryBuilder, Sqlite};

use super::fault::Fault;
use super::fold::fold;
use super::store::Connection;
use super::words::{Word, words};

/// Entries of the index that are asked for: the rows that have them are then compared themselves.
const MAX_TRIGRAMS: usize = 4;
/// Above this, comparing is faster.
const MAX_CANDIDATES: u32 = 300;
/// No name has more words.
const MAX_WORDS: usize = 32;

/// What was searched for.
#[derive(Debug)]
pub(super) struct Search {
    pub(super) words: Vec<Word>,
    /// The whole of it.
    pub(super) folded: String,
}

/// An index.
#[derive(Clone, Copy, Debug)]
pub(super) enum Index {
    Teams,
    People,
}

impl Search {
    /// `None` where there is nothing to search for.
    pub(super) fn new(search: &str) -> Option<Self> {
        let mut words = words(search);
        words.truncate(MAX_WORDS);
        (!words.is_empty()).then(|| Self { words, folded: fold(search).trim().to_owned() })
    }

    /// The rows that the words may be in, as JSON; `None` where they are many.
    pub(super) async fn candidates(&self, connection: &mut Connection, index: Index) -> Result<Option<String>, Fault> {
        let sql = match index {
            Index::Teams => {
                "SELECT json_group_array(n), count(*) FROM (SELECT rowid AS n FROM team_search WHERE team_search MATCH $1 LIMIT $2)"
            }
            Index::People => {
                "SELECT json_group_array(n), count(*) FROM (SELECT rowid AS n FROM people_search WHERE people_search MATCH $1 LIMIT $2)"
            }
        };
        let query = sqlx::query_as(sql).bind(self.index_query()).bind(MAX_CANDIDATES + 1);
        let (rows, count): (String, u32) = query.fetch_one(connection).await?;
        Ok((count <= MAX_CANDIDATES).then_some(rows))
    }

    /// The condition that all words are found in `column`.
    pub(super) fn push_comparison(&self, query: &mut QueryBuilder<Sqlite>, column: &'static str) {
        for (n, word) in self.words.iter().enumerate() {
            query.push(if n == 0 { "instr(" } else { " AND instr(" });
            query.push(column).push(", ").push_bind(word.needle()).push(") > 0");
        }
    }

    /// Of each word some entries that stand far apart: one of them tells it from most others.
    fn index_query(&self) -> String {
        let words: Vec<Vec<String>> = self.words.iter().map(Word::trigrams).collect();
        let places = [|length: usize| length / 4, |length: usize| length.saturating_sub(1), |length| length / 2, |_| 0];
        let mut asked: Vec<String> = Vec::new();
        for trigram in places.iter().flat_map(|place| words.iter().filter_map(|word| word.get(place(word.len())))) {
            let quoted = format!("\"{}\"", trigram.replace('"', "\"\""));
            if !asked.contains(&quoted) {
                asked.push(quoted);
            }
        }
        asked.truncate(MAX_TRIGRAMS.max(words.len()));
        asked.join(" AND ")
    }
}
