//! How the web view draws.

#[cfg(target_os = "linux")]
pub(crate) mod dma_buf;
#[cfg(target_os = "linux")]
mod safe_mode_dialog;
pub(crate) mod watchdog;

use tauri::WebviewWindow;

/// What paints, whatever is found: `card` or `processor`.
#[cfg(target_os = "linux")]
const PAINTER_VARIABLE: &str = "OLLM_TEAMS_PAINTER";

/// Has the web view paint with the processor where there is no graphics card. It would go through OpenGL all the same,
/// which is then computed by the processor, too: each frame takes several times as long, and the memory of a whole
/// OpenGL driver.
#[cfg(target_os = "linux")]
pub(crate) fn choose(window: &WebviewWindow) {
    use std::path::Path;

    use crate::safe_mode;
    use webkit2gtk::{HardwareAccelerationPolicy, SettingsExt as _, WebViewExt as _};

    let (wish, safe_mode) = (std::env::var(PAINTER_VARIABLE).ok(), safe_mode::is_on());
    let with_card = !safe_mode && paints_with_card(wish.as_deref(), || has_graphics_card(Path::new("/dev/dri")));
    let dma_buf_is_off = std::env::var_os(dma_buf::VARIABLE).is_some_and(|value| value != "0");
    tracing::info!(painter = if with_card { "card" } else { "processor" }, dma_buf_is_off, safe_mode, "drawing");
    if with_card {
        return;
    }
    let set = window.with_webview(|view| {
        if let Some(settings) = view.inner().settings() {
            settings.set_hardware_acceleration_policy(HardwareAccelerationPolicy::Never);
        }
    });
    if let Err(error) = set {
        tracing::warn!(%error, "the web view can not be told how to draw");
    }
}

/// Elsewhere the web view finds out by itself.
#[cfg(not(target_os = "linux"))]
pub(crate) fn choose(_: &WebviewWindow) {}

#[cfg(target_os = "linux")]
fn paints_with_card(wish: Option<&str>, has_card: impl FnOnce() -> bool) -> bool {
    match wish {
        Some("card") => true,
        Some("processor") => false,
        _ => has_card(),
    }
}

/// Whether the kernel offers one for rendering: a node `renderD128` or higher (Linux, `drm-uapi`).
#[cfg(target_os = "linux")]
fn has_graphics_card(devices: &std::path::Path) -> bool {
    let Ok(devices) = std::fs::read_dir(devices) else { return false };
    devices.flatten().any(|device| device.file_name().to_string_lossy().starts_with("renderD"))
}

#[cfg(all(test, target_os = "linux"))]
mod tests {
    use super::*;

    #[test]
    fn a_graphics_card_is_a_node_for_rendering() {
        let devices = tempfile::tempdir().expect("a folder");
        assert!(!has_graphics_card(&devices.path().join("absent")));
        assert!(!has_graphics_card(devices.path()));
        // A display without a card, such as a server's.
        std::fs::write(devices.path().join("card0"), "").expect("a file");
        assert!(!has_graphics_card(devices.path()));
        std::fs::write(devices.path().join("renderD128"), "").expect("a file");
        assert!(has_graphics_card(devices.path()));
    }

    #[test]
    fn a_wish_counts_more_than_what_is_found() {
        assert!(paints_with_card(Some("card"), || false));
        assert!(!paints_with_card(Some("processor"), || true));
        for wish in [None, Some(""), Some("something else")] {
            assert!(paints_with_card(wish, || true));
            assert!(!paints_with_card(wish, || false));
        }
    }
}
