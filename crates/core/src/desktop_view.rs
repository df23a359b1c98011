use serde::Serialize;

/// What the desktop lets the app do.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct DesktopView {
    /// Whether it has a tray for icons of programs that run.
    pub has_tray: bool,
    /// Whether it starts the app when the person logs in; `None` where that can not be found out.
    pub autostart: Option<bool>,
}
