//! The icon in the tray: what the account that is shown has, and the ways to the window and out. It always has a menu,
//! because many trays do nothing else with an icon.

mod content;
#[cfg(not(any(target_os = "macos", windows)))]
mod status_notifier;
#[cfg(any(target_os = "macos", windows))]
mod system;

use ollm_teams_core::App;
use tauri::{AppHandle, Manager};

use self::content::Content;
#[cfg(not(any(target_os = "macos", windows)))]
use self::status_notifier::Icon;
#[cfg(not(any(target_os = "macos", windows)))]
pub(crate) use self::status_notifier::is_there;
#[cfg(any(target_os = "macos", windows))]
use self::system::Icon;
#[cfg(any(target_os = "macos", windows))]
pub(crate) use self::system::is_there;
use super::instance;

/// Shows the icon for as long as the user wants it, and keeps up to date what it says.
pub(crate) fn start(handle: AppHandle) {
    tauri::async_runtime::spawn(async move {
        let app = handle.state::<App>();
        let mut balances = app.watch_balances();
        let (mut icon, mut said) = (None, None);
        loop {
            if !app.preferences().tray {
                (icon, said) = (show(&handle, icon, None).await, None);
                balances.rest().await;
                continue;
            }
            // What can not be read is not said; the window says why.
            let now = balances.next(&app).await.ok().flatten();
            let content = Content::new(now.as_ref(), app.words());
            // Somebody may have the menu open, and most news is not of what it says.
            if said.as_ref() != Some(&content) {
                icon = show(&handle, icon, Some(content.clone())).await;
                said = icon.is_some().then_some(content);
            }
        }
    });
}

async fn show(handle: &AppHandle, shown: Option<Icon>, wanted: Option<Content>) -> Option<Icon> {
    let done = match (shown, wanted) {
        (None, None) => return None,
        (Some(icon), None) => {
            icon.remove(handle).await;
            return None;
        }
        (None, Some(content)) => Icon::new(handle, content).await,
        (Some(icon), Some(content)) => icon.update(handle, content).await,
    };
    done.inspect_err(|error| tracing::warn!(%error, "there is no icon in the tray")).ok()
}

/// What the menu does.
#[derive(Clone, Copy)]
enum Choice {
    Open,
    Quit,
}

impl Choice {
    fn act(self, handle: &AppHandle) {
        match self {
            Self::Open => instance::front(handle),
            Self::Quit => handle.exit(0),
        }
    }
}
