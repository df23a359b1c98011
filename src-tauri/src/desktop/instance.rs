//! One app for each data directory: a second start hands its arguments to the first, and ends.

use std::path::Path;

use sha2::{Digest, Sha256};
use tauri::{AppHandle, Manager};
use tauri_plugin_single_instance::Builder;
use tokio::sync::mpsc::{UnboundedReceiver, unbounded_channel};

use crate::adapters::data_dir;
use crate::startup;

/// Becomes the app of this data directory, and gives the arguments of each later start. Where there is one already, it
/// gets those of this start, and this process ends here. Where nobody can be asked, this is an app of its own: two on
/// the same files leave each other alone.
pub(crate) fn claim(handle: &AppHandle, data_dir: &Path) -> UnboundedReceiver<Vec<String>> {
    let (later, starts) = unbounded_channel();
    if !tells_apart(cfg!(target_os = "linux"), data_dir::chosen().is_some()) {
        return starts;
    }
    // The same folder under another name is the same.
    let folder = data_dir.canonicalize().unwrap_or_else(|_| data_dir.to_owned());
    let plugin = Builder::new()
        .dbus_id(bus_name(&handle.config().identifier, &folder))
        // Nobody listens any more while the app ends.
        .callback(move |_, arguments, _| drop(later.send(arguments)))
        .build();
    if let Err(error) = handle.plugin(plugin) {
        tracing::warn!(%error, "the app that runs already does not answer");
    }
    starts
}

/// Lets the next start be an app of its own.
pub(crate) fn release(handle: &AppHandle) {
    tauri_plugin_single_instance::destroy(handle);
}

/// Brings every window to the front.
pub(crate) fn front(handle: &AppHandle) {
    for window in handle.webview_windows().values() {
        startup::show(window);
        startup::bring_to_front(window);
    }
}

/// Whether apps of different data directories are not taken for one another: the name on the bus says which it is; what
/// the plugin has elsewhere is of the app's identifier alone, so only those of the usual directory use it.
fn tells_apart(by_name: bool, is_moved: bool) -> bool {
    by_name || !is_moved
}

/// A name on the session's bus for the app of this folder. It begins with the identifier, and an element of it begins
/// with no digit (D-Bus Specification, 'Bus names'). The folder's own name is nobody's business there.
fn bus_name(identifier: &str, folder: &Path) -> String {
    let hash = Sha256::digest(folder.as_os_str().as_encoded_bytes());
    let digits: String = hash.iter().take(8).map(|byte| format!("{byte:02x}")).collect();
    format!("{identifier}.of_{digits}")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_folder_has_a_name_of_its_own() {
        let name = |folder: &str| bus_name("com.ollm.teams", Path::new(folder));
        assert_eq!(name("/home/a/data"), name("/home/a/data"));
        assert_ne!(name("/home/a/data"), name("/home/b/data"));
        let name = name("/home/a/data");
        let last = name.strip_prefix("com.ollm.teams.of_").expect("the identifier comes first");
        assert!(last.len() == 16 && last.bytes().all(|byte| byte.is_ascii_hexdigit()), "{name}");
    }

    #[test]
    fn without_names_only_apps_of_the_usual_folder_are_one() {
        assert!(tells_apart(true, true));
        assert!(tells_apart(true, false));
        assert!(tells_apart(false, false));
        assert!(!tells_apart(false, true));
    }
}
