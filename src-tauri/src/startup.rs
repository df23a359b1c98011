//! From the process's start to a window. Nothing here can fail but the window itself: a broken keyring, disk or
//! configuration becomes a screen that says what to do.

use std::io::Write;
use std::path::Path;
use std::process::ExitCode;
use std::sync::Arc;
use std::time::Duration;

use ollm_teams_core::{App, CredentialState, Ports};
use tauri::{AppHandle, Manager, RunEvent, WebviewWindow, WebviewWindowBuilder};

use crate::adapters::browser::SystemBrowser;
use crate::adapters::keyring::OsKeyring;
use crate::adapters::local_workspaces::EmbeddedServer;
use crate::adapters::notifications::DesktopNotifications;
use crate::adapters::preferences::PreferencesFile;
use crate::adapters::{appearance, data_dir, machine, updates};
use crate::commands;
use crate::desktop::window_place::{self, WindowPlace};
use crate::desktop::{end, instance, links, menu, tray};
use crate::logging::{self, LogFile};
use crate::rendering::watchdog::{self, ViewReady};
use crate::{relaunch, rendering};

/// Fills in the server's URL on the welcome screen.
const SERVER_VARIABLE: &str = "OLLM_TEAMS_SERVER";
/// A view that has not said that it is ready by then is shown all the same: a white window can at least be closed.
const PATIENCE: Duration = Duration::from_secs(4);

/// Runs the app until its window is closed.
#[must_use]
pub fn run() -> ExitCode {
    let log_file = logging::start();
    #[cfg(target_os = "linux")]
    rendering::dma_buf::turn_off_where_broken();
    let app = tauri::Builder::default()
        .plugin(tauri_plugin_store::Builder::default().build())
        .plugin(tauri_plugin_updater::Builder::new().build())
        .invoke_handler(commands::handle)
        .setup(move |app| {
            if let Err(error) = set_up(app.handle(), &log_file) {
                // An error of `setup` would become a panic.
                tracing::error!(%error, "the window can not be opened");
                app.handle().exit(1);
            }
            Ok(())
        })
        .build(tauri::generate_context!());
    match app {
        Ok(app) => {
            app.run(|handle, event| match event {
                RunEvent::WindowEvent { label, event, .. } => window_place::follow(handle, &label, &event),
                #[cfg(target_os = "macos")]
                RunEvent::Opened { urls } => {
                    links::open(handle, &urls.iter().map(ToString::to_string).collect::<Vec<_>>());
                }
                RunEvent::ExitRequested { .. } => {
                    // Whoever is started from now on is an app of its own.
                    instance::release(handle);
                    window_place::look_last(handle);
                }
                RunEvent::Exit => {
                    end::close(handle);
                    relaunch::now(handle);
                }
                _ => {}
            });
            ExitCode::SUCCESS
        }
        Err(error) => {
            // No window, so standard error is all that is left; that it can not be written either changes nothing.
            let _ = writeln!(std::io::stderr(), "OLLM Teams can not open a window: {error}");
            ExitCode::FAILURE
        }
    }
}

/// # Errors
/// When the window can not be made: the one thing without which there is nothing to say anything on.
fn set_up(handle: &AppHandle, log_file: &LogFile) -> tauri::Result<()> {
    let data_dir = data_dir::locate(handle);
    let starts = instance::claim(handle, &data_dir);
    log_file.open(&data_dir);
    tracing::info!(version = %handle.package_info().version, system = std::env::consts::OS, "started");
    let suggested_server = std::env::var(SERVER_VARIABLE).ok().filter(|server| !server.is_empty());
    let ports = Ports {
        credentials: Arc::new(OsKeyring),
        preferences: Arc::new(PreferencesFile::open(handle, &data_dir)),
        local: Arc::new(EmbeddedServer::new(data_dir.clone())),
        browser: Arc::new(SystemBrowser),
        notifications: Arc::new(DesktopNotifications::new(&handle.config().identifier)),
        updates: updates::source(handle),
    };
    let app = App::new(ports, machine::describe(handle, data_dir.clone()), suggested_server);
    appearance::apply(handle, &app.preferences());
    handle.manage(app);
    handle.manage(relaunch::Wanted::default());
    handle.manage(ViewReady::default());
    end::when_asked(handle.clone());
    menu::apply(handle);
    tray::start(handle.clone());
    links::open_own(handle);
    links::follow(handle.clone(), starts);
    check_credentials(handle.clone());
    follow_updates(handle.clone());
    open_window(handle, &data_dir)
}

/// Finds out what the keyring is worth, beside everything else.
fn check_credentials(handle: AppHandle) {
    tauri::async_runtime::spawn(async move {
        let found = handle.state::<App>().check_credentials().await;
        if found.state != CredentialState::Working {
            tracing::warn!(state = ?found.state, reason = found.reason, "the keyring does not work");
        }
    });
}

/// Looks for newer versions as the user chose, beside everything else.
fn follow_updates(handle: AppHandle) {
    tauri::async_runtime::spawn(async move { handle.state::<App>().follow_updates().await });
}

/// The window of the configuration, whose web view keeps what it stores with everything else.
fn open_window(handle: &AppHandle, data_dir: &Path) -> tauri::Result<()> {
    handle.manage(WindowPlace::read(data_dir));
    let place = handle.state::<WindowPlace>();
    for config in &handle.config().app.windows {
        let window =
            WebviewWindowBuilder::from_config(handle, config)?.data_directory(data_dir.join("webview")).build()?;
        place.restore(&window, config);
        rendering::choose(&window);
        watchdog::watch(window.clone());
        tauri::async_runtime::spawn(async move {
            tokio::time::sleep(PATIENCE).await;
            show(&window);
        });
    }
    Ok(())
}

/// Shows the window, once: a later call changes nothing.
pub(crate) fn show(window: &WebviewWindow) {
    if let Err(error) = window.show() {
        tracing::error!(%error, "the window can not be shown");
    }
}

/// Comes back from behind the browser.
pub(crate) fn bring_to_front(window: &WebviewWindow) {
    if let Err(error) = window.unminimize().and_then(|()| window.set_focus()) {
        tracing::warn!(%error, "the window can not come to the front");
    }
}
