//! WebKitGTK's DMA-BUF renderer, which shows a white window with NVIDIA's own driver. It is turned off by a variable that
//! WebKit reads when it is loaded, and a process can not safely change its own environment: the app starts itself again.

use std::os::unix::process::CommandExt;
use std::path::Path;
use std::process::Command;

use crate::safe_mode;

/// WebKitGTK does without the renderer where this is set, to anything but `0`.
pub(crate) const VARIABLE: &str = "WEBKIT_DISABLE_DMABUF_RENDERER";

/// Becomes the same program with the renderer off, where it has to be. Comes first of all: nothing is open yet. Whatever
/// the variable says, by a person or by this function, is left as it is: so this happens once at most.
pub(crate) fn turn_off_where_broken() {
    let is_settled = std::env::var_os(VARIABLE).is_some();
    if !has_to_be_off(is_settled, safe_mode::is_on(), || has_nvidia(Path::new("/"))) {
        return;
    }
    let program = match std::env::current_exe() {
        Ok(program) => program,
        Err(error) => return tracing::warn!(%error, "the DMA-BUF renderer stays on"),
    };
    let error = Command::new(program).args(std::env::args_os().skip(1)).env(VARIABLE, "1").exec();
    tracing::warn!(%error, "the DMA-BUF renderer stays on");
}

fn has_to_be_off(is_settled: bool, safe_mode: bool, has_nvidia: impl FnOnce() -> bool) -> bool {
    !is_settled && (safe_mode || has_nvidia())
}

/// Whether NVIDIA's own driver is loaded. Its free counterpart, nouveau, is another one.
fn has_nvidia(root: &Path) -> bool {
    ["sys/module/nvidia", "proc/driver/nvidia"].iter().any(|place| root.join(place).exists())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nvidias_driver_is_seen_in_either_place() {
        let root = tempfile::tempdir().unwrap();
        assert!(!has_nvidia(root.path()));
        std::fs::create_dir_all(root.path().join("sys/module/nouveau")).unwrap();
        assert!(!has_nvidia(root.path()));
        for place in ["sys/module/nvidia", "proc/driver/nvidia"] {
            let root = tempfile::tempdir().unwrap();
            std::fs::create_dir_all(root.path().join(place)).unwrap();
            assert!(has_nvidia(root.path()), "{place}");
        }
    }

    #[test]
    fn the_renderer_is_turned_off_once_and_only_where_nobody_decided() {
        assert!(has_to_be_off(false, false, || true));
        assert!(has_to_be_off(false, true, || false));
        assert!(!has_to_be_off(false, false, || false));
        for safe_mode in [true, false] {
            assert!(!has_to_be_off(true, safe_mode, || true), "it was decided: no start after a start");
        }
    }
}
