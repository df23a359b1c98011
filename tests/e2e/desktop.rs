//! The app among the other things on a desktop: how it ends, and where its window is.

use std::path::{Path, PathBuf};

use serde_json::{Value, json};
use thirtyfour::common::types::Rect;

use crate::driver::Driver;
use crate::program::{self, Program};
use crate::teams::{create_team, local_workspace};
use crate::wait::{PATIENCE, until};
use crate::window::Window;

const PAINTED: &str = "the list is painted";

/// What SQLite keeps beside a file that somebody has open.
fn open_databases(folder: &Path) -> Vec<PathBuf> {
    let mut found = Vec::new();
    for entry in std::fs::read_dir(folder).unwrap().flatten() {
        let path = entry.path();
        if path.is_dir() && !path.ends_with("webview") {
            found.extend(open_databases(&path));
        } else if path.to_string_lossy().ends_with("-wal") {
            found.push(path);
        }
    }
    found
}

#[tokio::test]
async fn a_signal_ends_the_app_with_everything_closed() {
    let (data, driver, window) = local_workspace("signal").await;
    create_team(&window, "Development").await;
    window.close().await;
    for name in ["TERM", "INT", "HUP"] {
        let before = program::log(data.path()).matches(PAINTED).count();
        let app = Program::start(data.path(), &[], &[]);
        program::logged(data.path(), PAINTED, before + 1).await;
        assert!(!open_databases(data.path()).is_empty(), "the app has its files open");
        app.signal(name);
        let status = app.ended().await;
        assert_eq!(status.code(), Some(0), "{name}: {status}");
        assert_eq!(open_databases(data.path()), Vec::<PathBuf>::new(), "{name}");
        assert!(program::log(data.path()).trim_end().ends_with("ended"), "{name}");
    }
    let window = Window::open(&driver.url, "signal").await;
    window.get("button", "Development").await;
    window.close().await;
}

async fn rect(window: &Window) -> (i64, i64, i64, i64) {
    let Rect { x, y, width, height } = window.driver.get_window_rect().await.expect("the window is somewhere");
    (x, y, width, height)
}

#[tokio::test]
async fn the_window_comes_back_where_it_was_and_never_off_the_screen() {
    let (data, driver, window) = local_workspace("place").await;
    window.driver.set_window_rect(150, 90, 900, 640).await.expect("the window moves");
    let place = (150, 90, 900, 640);
    until("the window is there", PATIENCE, async || (rect(&window).await == place).then_some(())).await;
    program::end(data.path()).await;
    window.forget();
    drop(driver);
    let file = data.path().join("window.json");
    let kept: Value = serde_json::from_slice(&std::fs::read(&file).unwrap()).unwrap();
    assert_eq!(kept, json!({ "x": 150, "y": 90, "width": 900, "height": 640, "is_maximized": false }));

    let driver = Driver::start(data.path(), None).await;
    let window = Window::open(&driver.url, "place").await;
    window.get("heading", "Teams").await;
    assert_eq!(rect(&window).await, place);
    window.close().await;

    // The screen that it was on is gone.
    std::fs::write(
        &file,
        json!({ "x": 5000, "y": -40, "width": 900, "height": 640, "is_maximized": false }).to_string(),
    )
    .unwrap();
    let window = Window::open(&driver.url, "place").await;
    window.get("heading", "Teams").await;
    let (x, y, width, height) = rect(&window).await;
    assert_eq!((x, y, width, height), ((1440 - 900) / 2, (900 - 640) / 2, 900, 640));
    window.close().await;

    // What is no place is none.
    std::fs::write(&file, "{").unwrap();
    let window = Window::open(&driver.url, "place").await;
    window.get("heading", "Teams").await;
    assert_eq!(rect(&window).await.2, 1180);
    window.close().await;
}

#[tokio::test]
async fn the_app_starts_at_a_login_if_it_is_told_to() {
    let config = tempfile::tempdir().unwrap();
    let data = tempfile::tempdir().unwrap();
    let driver = Driver::start_in(data.path(), None, &[("XDG_CONFIG_HOME", config.path().as_ref())]).await;
    let window = Window::open(&driver.url, "autostart").await;
    window.click("button", "Start a local workspace").await;
    window.click("button", "Settings").await;
    let entry = config.path().join("autostart/ollm-teams.desktop");
    window.picture("1-off").await;
    assert!(!entry.exists(), "nothing starts that nobody asked for");
    window.click("checkbox", "Start OLLM Teams when I log in").await;
    until("the entry is there", PATIENCE, async || entry.exists().then_some(())).await;
    let text = std::fs::read_to_string(&entry).unwrap();
    let program = Path::new(env!("CARGO_BIN_EXE_ollm-teams"));
    assert!(text.contains(&format!("\nExec=\"{}\"\n", program.canonicalize().unwrap().display())), "{text}");
    window.picture("2-on").await;
    window.close().await;

    let window = Window::open(&driver.url, "autostart").await;
    window.click("button", "Settings").await;
    let setting = window.get("checkbox", "Start OLLM Teams when I log in").await;
    until("the setting is on", PATIENCE, async || setting.prop("checked").await.ok()??.eq("true").then_some(())).await;
    setting.click().await.unwrap();
    until("the entry is gone", PATIENCE, async || (!entry.exists()).then_some(())).await;
    window.close().await;
}
