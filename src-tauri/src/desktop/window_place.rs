//! Remembers where the window is, in `window.json` in the data directory. Written when the app ends, and read before
//! the window is shown, so that nothing jumps. Own code: the plugin for it keeps its file elsewhere and restores a
//! window whose screen is gone by its corners alone.

use std::path::{Path, PathBuf};
use std::sync::{Mutex, PoisonError};
use std::time::Duration;

use tauri::utils::config::WindowConfig;
use tauri::{AppHandle, Manager, PhysicalPosition, PhysicalSize, WebviewWindow, WindowEvent};

use super::place::{Place, Screen, place};

const FILE: &str = "window.json";
/// While a window is moved or resized, many events come; and that it is maximized is told after its size.
const SETTLED_AFTER: Duration = Duration::from_millis(300);

/// Where the window was last, as the app's state.
pub(crate) struct WindowPlace {
    file: PathBuf,
    last: Mutex<Last>,
}

#[derive(Default)]
struct Last {
    place: Option<Place>,
    /// How often it moved.
    moves: u64,
}

impl WindowPlace {
    /// What the file says; without one, or with one that is none, the window goes where the system puts it.
    pub(crate) fn read(data_dir: &Path) -> Self {
        let file = data_dir.join(FILE);
        let place = std::fs::read(&file).ok().and_then(|text| serde_json::from_slice(&text).ok());
        Self { file, last: Mutex::new(Last { place, moves: 0 }) }
    }

    /// Puts the window, which is not shown yet, where it was.
    pub(crate) fn restore(&self, window: &WebviewWindow, config: &WindowConfig) {
        let Some(last) = self.last.lock().unwrap_or_else(PoisonError::into_inner).place else { return };
        let smallest = (whole(config.min_width), whole(config.min_height));
        let Some(frame) = place(last, &screens(window), smallest) else { return };
        let moved = window
            .set_size(PhysicalSize::new(frame.width, frame.height))
            .and_then(|()| window.set_position(PhysicalPosition::new(frame.x, frame.y)))
            .and_then(|()| if last.is_maximized { window.maximize() } else { Ok(()) });
        if let Err(error) = moved {
            tracing::warn!(%error, "the window can not be put where it was");
        }
    }

    /// Looks where the window is. One that is minimized or fills a screen says nothing of where it belongs.
    fn look(&self, window: &WebviewWindow) -> tauri::Result<()> {
        if window.is_minimized()? || window.is_fullscreen()? {
            return Ok(());
        }
        let (is_maximized, scale) = (window.is_maximized()?, window.scale_factor()?);
        let (position, size) = (window.outer_position()?, window.inner_size()?.to_logical::<u32>(scale));
        let now = Place { x: position.x, y: position.y, width: size.width, height: size.height, is_maximized };
        let mut last = self.last.lock().unwrap_or_else(PoisonError::into_inner);
        last.place = Some(match last.place {
            Some(before) if is_maximized => Place { is_maximized, ..before },
            _ => now,
        });
        Ok(())
    }

    fn moves(&self) -> u64 {
        self.last.lock().unwrap_or_else(PoisonError::into_inner).moves
    }

    /// Writes the last place down.
    pub(crate) fn keep(&self) {
        let Some(place) = self.last.lock().unwrap_or_else(PoisonError::into_inner).place else { return };
        let written = serde_json::to_vec(&place).map_err(Into::into).and_then(|text| std::fs::write(&self.file, text));
        if let Err(error) = written {
            tracing::warn!(%error, "the window's place is not remembered");
        }
    }
}

/// The window moved, was resized, or is about to close.
pub(crate) fn follow(handle: &AppHandle, label: &str, event: &WindowEvent) {
    let Some(window) = handle.get_webview_window(label) else { return };
    match event {
        WindowEvent::CloseRequested { .. } => look_now(&window),
        WindowEvent::Moved(_) | WindowEvent::Resized(_) => look_when_settled(window),
        _ => {}
    }
}

/// Looks once more, where there is a window still.
pub(crate) fn look_last(handle: &AppHandle) {
    handle.webview_windows().values().for_each(look_now);
}

fn look_now(window: &WebviewWindow) {
    if let Err(error) = window.state::<WindowPlace>().look(window) {
        tracing::debug!(%error, "the window does not say where it is");
    }
}

fn look_when_settled(window: WebviewWindow) {
    let moves = {
        let places = window.state::<WindowPlace>();
        let mut last = places.last.lock().unwrap_or_else(PoisonError::into_inner);
        last.moves += 1;
        last.moves
    };
    tauri::async_runtime::spawn(async move {
        tokio::time::sleep(SETTLED_AFTER).await;
        if window.state::<WindowPlace>().moves() == moves {
            look_now(&window);
        }
    });
}

/// The main one first.
fn screens(window: &WebviewWindow) -> Vec<Screen> {
    let main = window.primary_monitor().ok().flatten();
    let others = window.available_monitors().unwrap_or_default();
    let screen = |monitor: tauri::Monitor| {
        let area = *monitor.work_area();
        let (position, size) = (area.position, area.size);
        let scale = monitor.scale_factor();
        Screen { x: position.x, y: position.y, width: size.width, height: size.height, scale }
    };
    main.into_iter().chain(others).map(screen).collect()
}

fn whole(length: Option<f64>) -> u32 {
    length.unwrap_or(0.0) as u32
}
