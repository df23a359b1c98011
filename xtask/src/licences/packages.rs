//! What is known of the npm packages.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::Path;

use anyhow::{Context, Result, bail};
use serde::Deserialize;
use serde::de::DeserializeOwned;

use super::{Notice, files};

/// Packages that do not declare their licence, which their text states.
const UNDECLARED: [(&str, &str); 1] = [("svelte-toolbelt", "MIT")];

/// An entry of the list that Vite leaves beside the view (`build.license`).
#[derive(Deserialize)]
struct Bundled {
    name: String,
    version: String,
    identifier: Option<String>,
    text: Option<String>,
}

#[derive(Deserialize)]
struct Manifest {
    #[serde(default)]
    version: String,
    license: Option<String>,
    #[serde(default)]
    dependencies: BTreeMap<String, String>,
}

/// The licences of the packages whose modules are in the built view, and of those that it names itself: Vite does not
/// see a package of which a style sheet alone is imported.
pub(super) fn notices(ui: &Path) -> Result<Vec<Notice>> {
    let mut bundled: Vec<Bundled> = json(&ui.join("dist/licences.json"))?;
    let known: BTreeSet<_> = bundled.iter().map(|package| package.name.clone()).collect();
    let Manifest { dependencies, .. } = json(&ui.join("package.json"))?;
    for name in dependencies.into_keys().filter(|name| !known.contains(name)) {
        let folder = ui.join("node_modules").join(&name);
        let Manifest { version, license, .. } = json(&folder.join("package.json"))?;
        bundled.push(Bundled { name, version, identifier: license, text: licence_text(&folder)? });
    }
    bundled.into_iter().map(notice).collect()
}

fn notice(Bundled { name, version, identifier, text }: Bundled) -> Result<Notice> {
    let undeclared = UNDECLARED.iter().find(|(package, _)| *package == name).map(|(_, licence)| (*licence).to_owned());
    match (identifier.or(undeclared), text) {
        (Some(licence), Some(text)) => Ok(Notice { name, version, licence, text }),
        _ => bail!("the npm package {name} {version} states no licence, or comes without its text"),
    }
}

fn licence_text(folder: &Path) -> Result<Option<String>> {
    files::licences(folder)?.first().map(fs::read_to_string).transpose().context("cannot read a licence")
}

fn json<T: DeserializeOwned>(path: &Path) -> Result<T> {
    let text = fs::read_to_string(path).with_context(|| format!("cannot read {}", path.display()))?;
    serde_json::from_str(&text).with_context(|| format!("{} is not understood", path.display()))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn bundled(name: &str, identifier: Option<&str>, text: Option<&str>) -> Bundled {
        let version = "1.0.0".to_owned();
        Bundled { name: name.to_owned(), version, identifier: identifier.map(Into::into), text: text.map(Into::into) }
    }

    #[test]
    fn a_package_without_a_licence_or_its_text_is_refused() {
        assert!(notice(bundled("one", Some("MIT"), Some("Permission"))).is_ok());
        assert!(notice(bundled("one", Some("MIT"), None)).is_err());
        assert!(notice(bundled("one", None, Some("Permission"))).is_err());
        assert_eq!(notice(bundled(UNDECLARED[0].0, None, Some("Permission"))).unwrap().licence, "MIT");
    }
}
