//! The file itself: every text once, and the components that point at them.

use std::collections::{BTreeMap, BTreeSet};

use anyhow::Result;
use serde::Serialize;

use super::Notice;

#[derive(Serialize)]
struct Document {
    components: Vec<Component>,
    texts: Vec<String>,
}

#[derive(Serialize)]
struct Component {
    name: String,
    version: String,
    licence: String,
    /// Places in `texts`.
    texts: BTreeSet<usize>,
}

/// The same bytes for the same notices, in whatever order they come.
pub(super) fn render(mut notices: Vec<Notice>) -> Result<String> {
    notices.sort_by(|a, b| (&a.name, &a.version, &a.licence, &a.text).cmp(&(&b.name, &b.version, &b.licence, &b.text)));
    let mut document = Document { components: Vec::new(), texts: Vec::new() };
    let mut places = BTreeMap::new();
    for Notice { name, version, licence, text } in notices {
        let place = *places.entry(words(&text)).or_insert_with(|| {
            document.texts.push(tidy(&text));
            document.texts.len() - 1
        });
        match document.components.last_mut() {
            Some(last) if last.name == name && last.version == version => {
                if !last.licence.split(" AND ").any(|known| known == licence) {
                    last.licence = format!("{} AND {licence}", last.licence);
                }
                last.texts.insert(place);
            }
            _ => document.components.push(Component { name, version, licence, texts: BTreeSet::from([place]) }),
        }
    }
    Ok(serde_json::to_string_pretty(&document)? + "\n")
}

/// What makes two texts the same: line breaks and indentation do not count.
fn words(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

fn tidy(text: &str) -> String {
    let lines: Vec<_> = text.trim_start_matches('\u{feff}').lines().map(str::trim_end).collect();
    lines.join("\n").trim_matches('\n').to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn notice(name: &str, licence: &str, text: &str) -> Notice {
        Notice { name: name.into(), version: "1.0.0".into(), licence: licence.into(), text: text.into() }
    }

    fn notices() -> Vec<Notice> {
        vec![
            notice("one", "MIT", "\n  Permission is\r\n  granted  \n"),
            notice("two", "MIT", "Permission is granted"),
            notice("two", "ISC", "Permission to use"),
            notice("two", "ISC", "Permission to use it"),
        ]
    }

    #[test]
    fn a_text_is_there_once_and_a_component_once() {
        let document: serde_json::Value = serde_json::from_str(&render(notices()).unwrap()).unwrap();
        assert_eq!(
            document,
            serde_json::json!({
                "components": [
                    {"name": "one", "version": "1.0.0", "licence": "MIT", "texts": [0]},
                    {"name": "two", "version": "1.0.0", "licence": "ISC AND MIT", "texts": [0, 1, 2]},
                ],
                "texts": ["  Permission is\n  granted", "Permission to use", "Permission to use it"],
            })
        );
    }

    #[test]
    fn the_order_of_the_notices_changes_nothing() {
        let reversed = notices().into_iter().rev().collect();
        assert_eq!(render(reversed).unwrap(), render(notices()).unwrap());
    }
}
