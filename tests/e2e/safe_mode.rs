//! A view that does not come up: its process is stopped, as a graphics driver that hangs does it.

use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::time::Duration;

use crate::driver::Driver;
use crate::native_dialog;
use crate::wait::{PATIENCE, until};
use crate::window::Window;

/// The app waits 10 s before it asks, and this machine may be slow.
const ASKED: Duration = Duration::from_secs(40);

/// An app without anybody that drives its view.
struct App(Child);

impl App {
    fn start(data_dir: &Path) -> Self {
        let mut command = Command::new(env!("CARGO_BIN_EXE_ollm-teams"));
        command.env("OLLM_TEAMS_DATA_DIR", data_dir).env("OLLM_TEAMS_PAINTER", "card").stdin(Stdio::null());
        Self(command.spawn().expect("the app starts"))
    }

    /// The processes that WebKit draws pages in, below the app's.
    fn web_processes(&self) -> Vec<u32> {
        let processes = std::fs::read_dir("/proc").expect("the processes").flatten();
        let found = processes.filter_map(|process| web_process_of(&process.path(), self.0.id()));
        found.collect()
    }
}

impl Drop for App {
    fn drop(&mut self) {
        for process in self.web_processes() {
            signal(process, "KILL");
        }
        let _ = self.0.kill();
        let _ = self.0.wait();
    }
}

/// Its number, if it is a web process that `parent` started.
fn web_process_of(process: &Path, parent: u32) -> Option<u32> {
    let stat = std::fs::read_to_string(process.join("stat")).ok()?;
    // The name stands in brackets, cut off at 15 letters; the state and the parent follow (proc(5)).
    let (name, rest) = stat.split_once('(')?.1.rsplit_once(") ")?;
    let its_parent: u32 = rest.split(' ').nth(1)?.parse().ok()?;
    (name == "WebKitWebProces" && its_parent == parent).then(|| process.file_name()?.to_str()?.parse().ok())?
}

fn signal(process: u32, name: &str) {
    let _ = Command::new("kill").args(["-s", name, &process.to_string()]).status();
}

fn log(data_dir: &Path) -> String {
    let file: PathBuf = data_dir.join("logs/ollm-teams.log");
    std::fs::read_to_string(file).unwrap_or_default()
}

async fn logged(data_dir: &Path, text: &str, patience: Duration) {
    let what = format!("the log says '{text}'");
    until(&what, patience, async || log(data_dir).contains(text).then_some(())).await;
}

#[tokio::test]
async fn a_view_that_hangs_comes_up_in_safe_mode() {
    let data = tempfile::tempdir().expect("a folder");
    let app = App::start(data.path());
    let stopped = loop {
        if let Some(process) = app.web_processes().first() {
            break *process;
        }
        std::thread::sleep(Duration::from_millis(1));
    };
    signal(stopped, "STOP");
    logged(data.path(), r#"drawing painter="card" dma_buf_is_off=false safe_mode=false"#, PATIENCE).await;

    native_dialog::press("Restart in safe mode", ASKED).await;
    logged(data.path(), "starting again relaunch=InSafeMode", PATIENCE).await;
    signal(stopped, "KILL");
    logged(data.path(), r#"drawing painter="processor" dma_buf_is_off=true safe_mode=true"#, ASKED).await;
    logged(data.path(), "the view is ready", ASKED).await;
    let log = log(data.path());
    assert_eq!(log.matches("the view does not come up").count(), 1, "{log}");
    assert!(!app.web_processes().is_empty(), "it is the same process, with a view of its own");
}

#[tokio::test]
async fn safe_mode_is_said_in_settings() {
    let data = tempfile::tempdir().expect("a folder");
    let driver = Driver::start_in(data.path(), None, &[("OLLM_TEAMS_SAFE_MODE", "1".as_ref())]).await;
    let window = Window::open(&driver.url, "safe_mode").await;
    window.click("button", "Start a local workspace").await;
    window.click("button", "Settings").await;
    window.says_somewhere("On, until the app is closed: the graphics card is not used").await;
    // The variable of WebKit was set by a start of the app before its own.
    let log = log(data.path());
    assert!(log.contains(r#"drawing painter="processor" dma_buf_is_off=true safe_mode=true"#), "{log}");
    window.close().await;
}
