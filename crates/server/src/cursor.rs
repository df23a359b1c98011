//! Where a page of a list ends. Opaque to the client: the name of the list and the sort key of the last item.

use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;

/// Writes a cursor. `list` is the list that it belongs to; `key` is the last item's sort key.
pub(crate) fn encode(list: &str, key: &[&str]) -> String {
    URL_SAFE_NO_PAD.encode(std::iter::once(&list).chain(key).copied().collect::<Vec<_>>().join("\n"))
}

/// Reads a cursor of `list` with `N` parts in its key; `None` where it is not one.
pub(crate) fn decode<const N: usize>(list: &str, cursor: &str) -> Option<[String; N]> {
    let text = String::from_utf8(URL_SAFE_NO_PAD.decode(cursor).ok()?).ok()?;
    let mut parts = text.split('\n').map(str::to_owned);
    if parts.next()? != list {
        return None;
    }
    parts.collect::<Vec<_>>().try_into().ok()
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn a_cursor_of_another_list_is_none() {
        let cursor = encode("teams", &["1", "dev-00000000"]);
        assert_eq!(decode("teams", &cursor), Some(["1".to_owned(), "dev-00000000".to_owned()]));
        assert_eq!(decode::<2>("members", &cursor), None);
        assert_eq!(decode::<1>("teams", &cursor), None);
    }

    proptest! {
        #[test]
        fn no_text_breaks_the_reader(text in any::<String>()) {
            let _ = decode::<2>("teams", &text);
        }
    }
}
