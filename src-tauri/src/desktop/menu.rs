//! The menu bar of macOS, which every app has there: without it, not even the shortcuts of the clipboard work in a web
//! view. On the other systems the window's own head is all that there is.

#[cfg(target_os = "macos")]
use ollm_teams_core::App;
use tauri::AppHandle;
#[cfg(target_os = "macos")]
use tauri::Manager;

/// Gives the app its menu, in the language that the user chose.
#[cfg(target_os = "macos")]
pub(crate) fn apply(handle: &AppHandle) {
    let words = handle.state::<App>().words();
    if let Err(error) = macos::menu(handle, words).and_then(|menu| handle.set_menu(menu)) {
        tracing::warn!(%error, "the menu bar is the system's own");
    }
}

/// There is none.
#[cfg(not(target_os = "macos"))]
pub(crate) fn apply(_handle: &AppHandle) {}

#[cfg(target_os = "macos")]
mod macos {
    use ollm_teams_core::Words;
    use tauri::menu::{AboutMetadata, Menu, PredefinedMenuItem as Item, Submenu, WINDOW_SUBMENU_ID};
    use tauri::{AppHandle, Wry};

    /// The items bring what they do and the system's shortcuts along.
    pub(super) fn menu(handle: &AppHandle, words: Words) -> tauri::Result<Menu<Wry>> {
        let package = handle.package_info();
        let about = AboutMetadata {
            name: Some(package.name.clone()),
            version: Some(package.version.to_string()),
            ..AboutMetadata::default()
        };
        let line = || Item::separator(handle);
        let app = Submenu::with_items(
            handle,
            &package.name,
            true,
            &[
                &Item::about(handle, Some(&words.menu_about()), Some(about))?,
                &line()?,
                &Item::services(handle, Some(&words.menu_services()))?,
                &line()?,
                &Item::hide(handle, Some(&words.menu_hide()))?,
                &Item::hide_others(handle, Some(&words.menu_hide_others()))?,
                &Item::show_all(handle, Some(&words.menu_show_all()))?,
                &line()?,
                &Item::quit(handle, Some(&words.menu_quit()))?,
            ],
        )?;
        let edit = Submenu::with_items(
            handle,
            words.menu_edit(),
            true,
            &[
                &Item::undo(handle, Some(&words.menu_undo()))?,
                &Item::redo(handle, Some(&words.menu_redo()))?,
                &line()?,
                &Item::cut(handle, Some(&words.menu_cut()))?,
                &Item::copy(handle, Some(&words.menu_copy()))?,
                &Item::paste(handle, Some(&words.menu_paste()))?,
                &Item::select_all(handle, Some(&words.menu_select_all()))?,
            ],
        )?;
        let window = Submenu::with_id_and_items(
            handle,
            // The system adds the windows themselves to it.
            WINDOW_SUBMENU_ID,
            words.menu_window(),
            true,
            &[
                &Item::minimize(handle, Some(&words.menu_minimize()))?,
                &Item::maximize(handle, Some(&words.menu_zoom()))?,
                &Item::fullscreen(handle, Some(&words.menu_full_screen()))?,
                &line()?,
                &Item::close_window(handle, Some(&words.menu_close()))?,
            ],
        )?;
        Menu::with_items(handle, &[&app, &edit, &window])
    }
}
