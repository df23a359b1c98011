//! The tray of Linux desktops: a StatusNotifierItem on the session's bus. Own menus and pictures go over the bus, so
//! no library of the system is needed, and a desktop without a tray is no error.

use ksni::menu::StandardItem;
use ksni::{Handle, MenuItem, ToolTip, Tray, TrayMethods};
use tauri::AppHandle;
use zbus::fdo::DBusProxy;
use zbus::names::BusName;

use super::Choice;
use super::content::{Content, label};
use crate::adapters::notifications::in_markup;

/// Who collects the icons.
const WATCHER: &str = "org.kde.StatusNotifierWatcher";

/// Whether the desktop has a tray now.
pub(crate) async fn is_there() -> bool {
    has_watcher().await.unwrap_or_else(|error| {
        tracing::debug!(%error, "the session's bus does not say whether there is a tray");
        false
    })
}

async fn has_watcher() -> zbus::Result<bool> {
    let bus = zbus::Connection::session().await?;
    Ok(DBusProxy::new(&bus).await?.name_has_owner(BusName::try_from(WATCHER)?).await?)
}

pub(super) struct Icon(Handle<Item>);

impl Icon {
    /// # Errors
    /// Where there is no bus to offer it on.
    pub(super) async fn new(handle: &AppHandle, content: Content) -> Result<Self, ksni::Error> {
        let item = Item { handle: handle.clone(), picture: picture(handle), content };
        // After a login the app can be there before the desktop's tray is: the icon appears with the tray.
        Ok(Self(item.assume_sni_available(true).spawn().await?))
    }

    pub(super) async fn update(self, _: &AppHandle, content: Content) -> Result<Self, ksni::Error> {
        self.0.update(|item| item.content = content).await;
        Ok(self)
    }

    pub(super) async fn remove(self, _: &AppHandle) {
        self.0.shutdown().await;
    }
}

struct Item {
    handle: AppHandle,
    picture: Vec<ksni::Icon>,
    content: Content,
}

impl Tray for Item {
    fn id(&self) -> String {
        env!("CARGO_PKG_NAME").to_owned()
    }

    fn title(&self) -> String {
        self.handle.package_info().name.clone()
    }

    fn icon_pixmap(&self) -> Vec<ksni::Icon> {
        self.picture.clone()
    }

    fn tool_tip(&self) -> ToolTip {
        // The description may be markup, and team names are other people's.
        let description = in_markup(&self.content.facts.join("\n"));
        ToolTip { title: self.title(), description, ..ToolTip::default() }
    }

    fn activate(&mut self, _x: i32, _y: i32) {
        Choice::Open.act(&self.handle);
    }

    fn menu(&self) -> Vec<MenuItem<Self>> {
        let Content { facts, open, quit } = &self.content;
        let fact = |text: &String| {
            MenuItem::from(StandardItem { label: label(text, '_'), enabled: false, ..StandardItem::default() })
        };
        let choice = |text: &String, choice: Choice| {
            let activate = Box::new(move |item: &mut Self| choice.act(&item.handle));
            MenuItem::from(StandardItem { label: label(text, '_'), activate, ..StandardItem::default() })
        };
        let mut menu: Vec<_> = facts.iter().map(fact).collect();
        if !menu.is_empty() {
            menu.push(MenuItem::Separator);
        }
        menu.extend([choice(open, Choice::Open), choice(quit, Choice::Quit)]);
        menu
    }
}

/// The app's icon as a tray wants it.
fn picture(handle: &AppHandle) -> Vec<ksni::Icon> {
    let Some(icon) = handle.default_window_icon() else { return Vec::new() };
    let (Ok(width), Ok(height)) = (icon.width().try_into(), icon.height().try_into()) else { return Vec::new() };
    vec![ksni::Icon { width, height, data: argb(icon.rgba()) }]
}

/// Red, green, blue and alpha, in the order of a tray's pixels (StatusNotifierItem, 'Icons').
fn argb(rgba: &[u8]) -> Vec<u8> {
    let (pixels, _) = rgba.as_chunks::<4>();
    pixels.iter().flat_map(|&[red, green, blue, alpha]| [alpha, red, green, blue]).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_pixel_begins_with_its_alpha() {
        assert_eq!(argb(&[1, 2, 3, 4, 5, 6, 7, 8]), [4, 1, 2, 3, 8, 5, 6, 7]);
    }
}
