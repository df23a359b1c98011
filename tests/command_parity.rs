//! The same commands are declared in Rust, allowed by the capability, and known to the view.
#![expect(clippy::unwrap_used, reason = "clippy knows tests by their attribute, not their helpers")]

use std::collections::BTreeSet;
use std::path::Path;

include!("../src-tauri/src/commands/declared.rs");

macro_rules! names {
    ($($module:ident::$command:ident),+ $(,)?) => {
        [$(stringify!($command)),+]
    };
}

fn declared() -> BTreeSet<String> {
    with_commands!(names).map(str::to_owned).into()
}

fn read(path: &str) -> String {
    std::fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join(path)).unwrap()
}

#[test]
fn the_capability_allows_exactly_the_declared_commands() {
    let capability: serde_json::Value = serde_json::from_str(&read("src-tauri/capabilities/main.json")).unwrap();
    assert_eq!(capability["windows"], serde_json::json!(["main"]));
    let allowed: BTreeSet<String> = capability["permissions"]
        .as_array()
        .unwrap()
        .iter()
        .map(|permission| permission.as_str().unwrap().strip_prefix("allow-").unwrap().replace('-', "_"))
        .collect();
    assert_eq!(allowed, declared());
}

#[test]
fn the_view_knows_exactly_the_declared_commands() {
    let source = read("ui/src/backend/commands.ts");
    let known: BTreeSet<String> = source
        .lines()
        .filter_map(|line| line.trim().strip_suffix("\",")?.split_once(": \""))
        .map(|(_, command)| command.to_owned())
        .collect();
    assert_eq!(known, declared());
}
