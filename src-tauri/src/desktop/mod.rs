//! The app among the other things on a desktop.

pub(crate) mod autostart;
pub(crate) mod end;
pub(crate) mod instance;
pub(crate) mod links;
pub(crate) mod menu;
mod place;
pub(crate) mod tray;
pub(crate) mod window_place;
