//! Who publishes what is built: from variables, so that a build of anybody else names nobody. `docs/releasing.md` says
//! where they come from.

use std::path::PathBuf;
use std::process::Command;

use anyhow::{Context, Result, bail};
use serde_json::{Value, json};

use crate::workspace;

/// The public key that updates have to be signed for.
const KEY: &str = "OLLM_TEAMS_UPDATE_KEY";
/// The address of `latest.json`.
const SERVER: &str = "OLLM_TEAMS_UPDATE_SERVER";
/// The secret key, which Tauri's bundler reads by itself.
const SECRET: &str = "TAURI_SIGNING_PRIVATE_KEY";
const PASSWORD: &str = "TAURI_SIGNING_PRIVATE_KEY_PASSWORD";

/// The options for Tauri's commands that name the publisher: none where there is nobody.
pub(super) fn options() -> Result<Vec<PathBuf>> {
    let read = |name: &str| std::env::var(name).ok().filter(|value| !value.is_empty());
    let Some(overlay) = overlay(read(KEY).as_deref(), read(SERVER).as_deref(), read(SECRET).is_some())? else {
        println!("No publisher is named: this build does not update itself.");
        return Ok(Vec::new());
    };
    let file = workspace::artifacts("publisher.json");
    std::fs::write(&file, overlay.to_string()).with_context(|| format!("cannot write {}", file.display()))?;
    Ok(vec!["--config".into(), file])
}

/// Build scripts and what npm runs need no secret key: only the bundler, which signs, gets it.
pub(super) fn without_secret(command: &mut Command) -> &mut Command {
    command.env_remove(SECRET).env_remove(PASSWORD)
}

/// Laid over `tauri.conf.json`.
fn overlay(key: Option<&str>, server: Option<&str>, can_sign: bool) -> Result<Option<Value>> {
    match (key, server, can_sign) {
        (None, None, false) => Ok(None),
        (Some(key), Some(server), true) if server.starts_with("https://") => Ok(Some(json!({
            "bundle": { "createUpdaterArtifacts": true },
            "plugins": { "updater": { "pubkey": key, "endpoints": [server] } },
        }))),
        (Some(_), Some(server), true) => bail!("{SERVER} is {server}, which is not encrypted"),
        _ => bail!("of {KEY}, {SERVER} and {SECRET}, all have to be set or none"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_publisher_is_named_whole_or_not_at_all() {
        assert_eq!(overlay(None, None, false).unwrap(), None);
        let server = Some("https://example.com/latest.json");
        let named = overlay(Some("key"), server, true).unwrap().unwrap();
        let updater = json!({ "pubkey": "key", "endpoints": ["https://example.com/latest.json"] });
        assert_eq!(named["plugins"]["updater"], updater);
        for (key, server, can_sign) in [
            (Some("key"), None, false),
            (Some("key"), server, false),
            (None, server, true),
            (None, None, true),
            (Some("key"), Some("http://example.com/latest.json"), true),
        ] {
            assert!(overlay(key, server, can_sign).is_err(), "{key:?} {server:?} {can_sign}");
        }
    }
}
