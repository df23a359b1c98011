//! The end of the app, however it comes: the window is closed, the tray's 'Quit', a signal, or the end of the person's
//! session, which is told with a signal on Linux, and by Windows and macOS to the window's own loop.

use std::time::Duration;

use ollm_teams_core::App;
use tauri::{AppHandle, Manager};

use super::window_place::WindowPlace;

/// How long files may take to be closed. The next start mends what is not: nobody waits for a window that is gone.
const PATIENCE: Duration = Duration::from_secs(5);

/// Closes what the app holds open.
pub(crate) fn close(handle: &AppHandle) {
    if let Some(place) = handle.try_state::<WindowPlace>() {
        place.keep();
    }
    // Without a window there may be no app.
    let Some(app) = handle.try_state::<App>() else { return };
    let closed = tauri::async_runtime::block_on(async { tokio::time::timeout(PATIENCE, app.close()).await });
    match closed {
        Ok(()) => tracing::info!("ended"),
        Err(_) => tracing::warn!("ended before everything was closed"),
    }
}

/// Ends the app when the system or the person asks its process to end.
#[cfg(unix)]
pub(crate) fn when_asked(handle: AppHandle) {
    tauri::async_runtime::spawn(async move {
        match asked().await {
            Ok(signal) => {
                tracing::info!(signal, "asked to end");
                handle.exit(0);
            }
            Err(error) => tracing::warn!(%error, "signals are not heard"),
        }
    });
}

/// Windows tells the window's loop; a program without a console is sent nothing else.
#[cfg(not(unix))]
pub(crate) fn when_asked(_handle: AppHandle) {}

/// The first of the signals that ask a program to end.
#[cfg(unix)]
async fn asked() -> std::io::Result<&'static str> {
    use tokio::signal::unix::{SignalKind, signal};

    let (mut terminate, mut interrupt, mut hang_up) =
        (signal(SignalKind::terminate())?, signal(SignalKind::interrupt())?, signal(SignalKind::hangup())?);
    Ok(tokio::select! {
        _ = terminate.recv() => "SIGTERM",
        _ = interrupt.recv() => "SIGINT",
        _ = hang_up.recv() => "SIGHUP",
    })
}
