//! Links that the system hands to the app: with the arguments of a start, and on macOS with an event.

use ollm_teams_core::{App, Link};
use tauri::{AppHandle, Manager};
use tokio::sync::mpsc::UnboundedReceiver;

use super::instance;

/// Opens the link among the arguments of this start, if there is one.
pub(crate) fn open_own(handle: &AppHandle) {
    let arguments: Vec<String> = std::env::args_os().skip(1).map(|each| each.to_string_lossy().into_owned()).collect();
    open(handle, &arguments);
}

/// Comes to the front for each later start, and opens its link.
pub(crate) fn follow(handle: AppHandle, mut starts: UnboundedReceiver<Vec<String>>) {
    tauri::async_runtime::spawn(async move {
        while let Some(arguments) = starts.recv().await {
            // The first is the program.
            open(&handle, arguments.get(1..).unwrap_or_default());
            instance::front(&handle);
        }
    });
}

/// Opens the link among these, if there is one.
pub(crate) fn open(handle: &AppHandle, texts: &[String]) {
    if let Some(link) = Link::among(texts.iter().map(String::as_str)) {
        tracing::info!("opened with a link");
        handle.state::<App>().open_link(link);
    }
}
