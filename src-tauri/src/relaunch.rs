//! Another start of the app in place of this one, once everything is closed.

use std::sync::OnceLock;

use tauri::{AppHandle, Manager};

/// What for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Relaunch {
    /// A newer version is in the place of this one.
    Anew,
    /// The view does not come up.
    #[cfg(target_os = "linux")]
    InSafeMode,
}

/// What was asked for, if anything was.
#[derive(Default)]
pub(crate) struct Wanted(OnceLock<Relaunch>);

/// Ends the app, and starts it again. What was asked for first counts.
pub(crate) fn request(handle: &AppHandle, relaunch: Relaunch) {
    if handle.state::<Wanted>().0.set(relaunch).is_ok() {
        handle.exit(0);
    }
}

/// Starts the app again if that was asked for. The last thing that is done: nothing of it is open any more.
pub(crate) fn now(handle: &AppHandle) {
    let wanted = handle.try_state::<Wanted>().and_then(|wanted| wanted.0.get().copied());
    if let Some(relaunch) = wanted {
        tracing::info!(?relaunch, "starting again");
        start(handle, relaunch);
    }
}

/// In this same process: whoever started the app has it still, and two of them never run at a time.
#[cfg(target_os = "linux")]
fn start(handle: &AppHandle, relaunch: Relaunch) {
    use std::os::unix::process::CommandExt;
    use std::process::Command;

    let program = match tauri::process::current_binary(&handle.env()) {
        Ok(program) => program,
        Err(error) => return tracing::error!(%error, "the app does not know where it is"),
    };
    let mut command = Command::new(program);
    command.args(std::env::args_os().skip(1));
    for (variable, value) in environment(relaunch) {
        match value {
            Some(value) => command.env(variable, value),
            None => command.env_remove(variable),
        };
    }
    let error = command.exec();
    tracing::error!(%error, "the app can not be started again");
}

/// What differs in the environment of the next start.
#[cfg(target_os = "linux")]
fn environment(relaunch: Relaunch) -> Vec<(&'static str, Option<&'static str>)> {
    use crate::rendering::dma_buf;
    use crate::safe_mode;

    match relaunch {
        // What was the matter with the view may be mended.
        Relaunch::Anew if safe_mode::is_on() => vec![(safe_mode::VARIABLE, None), (dma_buf::VARIABLE, None)],
        Relaunch::Anew => Vec::new(),
        Relaunch::InSafeMode => vec![(safe_mode::VARIABLE, Some("1")), (dma_buf::VARIABLE, Some("1"))],
    }
}

/// As Tauri does it: there, a process can not become another one, or the system starts apps itself.
#[cfg(not(target_os = "linux"))]
fn start(handle: &AppHandle, _relaunch: Relaunch) {
    tauri::process::restart(&handle.env());
}
