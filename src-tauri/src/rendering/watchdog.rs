//! Notices a view that does not come up. The web view can not say so itself: what can be done is offered beside it.

use std::time::Duration;

use tauri::{Manager, WebviewWindow};
use tokio::sync::watch;

use crate::safe_mode;

/// How long a view may take to say that it is ready.
const PATIENCE: Duration = Duration::from_secs(10);
/// The same for somebody who chose to wait.
#[cfg(target_os = "linux")]
const MORE_PATIENCE: Duration = Duration::from_secs(60);

/// Whether the view has said that it is ready.
pub(crate) struct ViewReady(watch::Sender<bool>);

impl Default for ViewReady {
    fn default() -> Self {
        Self(watch::Sender::new(false))
    }
}

impl ViewReady {
    pub(crate) fn set(&self) {
        self.0.send_replace(true);
    }
}

/// Watches the view of a window that was just made.
pub(crate) fn watch(window: WebviewWindow) {
    let ready = window.state::<ViewReady>().0.subscribe();
    tauri::async_runtime::spawn(async move {
        if !is_ready_within(ready.clone(), PATIENCE).await {
            tracing::warn!(safe_mode = safe_mode::is_on(), "the view does not come up");
            if !safe_mode::is_on() {
                offer_safe_mode(window, ready).await;
            }
        }
    });
}

async fn is_ready_within(mut ready: watch::Receiver<bool>, patience: Duration) -> bool {
    // Nobody says it any more once the app ends.
    tokio::time::timeout(patience, ready.wait_for(|ready| *ready)).await.is_ok()
}

/// Asks until the view is ready or the app starts again.
#[cfg(target_os = "linux")]
async fn offer_safe_mode(window: WebviewWindow, ready: watch::Receiver<bool>) {
    use super::safe_mode_dialog::{Answer, ask};
    use crate::relaunch::{self, Relaunch};

    loop {
        match ask(&window, ready.clone(), PATIENCE).await {
            Answer::Restart => return relaunch::request(window.app_handle(), Relaunch::InSafeMode),
            Answer::Wait if !is_ready_within(ready.clone(), MORE_PATIENCE).await => {}
            Answer::Wait | Answer::NotNeeded => return,
        }
    }
}

/// Elsewhere the system draws, and is told nothing.
#[cfg(not(target_os = "linux"))]
async fn offer_safe_mode(_window: WebviewWindow, _ready: watch::Receiver<bool>) {}

#[cfg(test)]
mod tests {
    use super::*;

    #[tokio::test]
    async fn a_view_has_some_seconds() {
        let view = ViewReady::default();
        assert!(!is_ready_within(view.0.subscribe(), Duration::from_millis(1)).await);
        view.set();
        assert!(is_ready_within(view.0.subscribe(), Duration::ZERO).await, "that it was before counts");
    }
}
