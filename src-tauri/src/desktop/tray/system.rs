//! The tray of Windows, and the menu bar's icons of macOS. Both are always there.

use tauri::menu::{Menu, MenuEvent, MenuItem, PredefinedMenuItem};
use tauri::tray::{TrayIcon, TrayIconBuilder};
use tauri::{AppHandle, Wry};
use tokio::sync::oneshot;

use super::Choice;
use super::content::{Content, label};

const NAME: &str = "main";
const OPEN: &str = "tray-open";
const QUIT: &str = "tray-quit";

/// Whether the desktop has a tray now.
pub(crate) async fn is_there() -> bool {
    true
}

pub(super) struct Icon(TrayIcon);

impl Icon {
    /// # Errors
    /// Where the system refuses it.
    pub(super) async fn new(handle: &AppHandle, content: Content) -> tauri::Result<Self> {
        // Windows and icons belong to the main thread.
        let (tell, made) = oneshot::channel();
        let inner = handle.clone();
        handle.run_on_main_thread(move || drop(tell.send(build(&inner, &content))))?;
        made.await.map_err(|_| tauri::Error::FailedToReceiveMessage)?.map(Self)
    }

    /// # Errors
    /// Where the system refuses it.
    pub(super) async fn update(self, handle: &AppHandle, content: Content) -> tauri::Result<Self> {
        self.0.set_menu(Some(menu(handle, &content)?))?;
        self.0.set_tooltip(Some(tip(handle, &content)))?;
        Ok(self)
    }

    pub(super) async fn remove(self, handle: &AppHandle) {
        drop(handle.remove_tray_by_id(NAME));
    }
}

fn build(handle: &AppHandle, content: &Content) -> tauri::Result<TrayIcon> {
    let builder = TrayIconBuilder::with_id(NAME)
        .menu(&menu(handle, content)?)
        .tooltip(tip(handle, content))
        .on_menu_event(chosen);
    match handle.default_window_icon() {
        Some(icon) => builder.icon(icon.clone()),
        None => builder,
    }
    .build(handle)
}

fn menu(handle: &AppHandle, content: &Content) -> tauri::Result<Menu<Wry>> {
    let menu = Menu::new(handle)?;
    for fact in &content.facts {
        menu.append(&MenuItem::new(handle, label(fact, '&'), false, None::<&str>)?)?;
    }
    if !content.facts.is_empty() {
        menu.append(&PredefinedMenuItem::separator(handle)?)?;
    }
    menu.append(&MenuItem::with_id(handle, OPEN, label(&content.open, '&'), true, None::<&str>)?)?;
    menu.append(&MenuItem::with_id(handle, QUIT, label(&content.quit, '&'), true, None::<&str>)?)?;
    Ok(menu)
}

fn tip(handle: &AppHandle, content: &Content) -> String {
    let name = std::iter::once(&handle.package_info().name);
    name.chain(&content.facts).map(String::as_str).collect::<Vec<_>>().join("\n")
}

fn chosen(handle: &AppHandle, event: MenuEvent) {
    match event.id().as_ref() {
        OPEN => Choice::Open.act(handle),
        QUIT => Choice::Quit.act(handle),
        _ => {}
    }
}
