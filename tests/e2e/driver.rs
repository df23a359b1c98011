//! tauri-driver, as a child of the test.

use std::ffi::OsStr;
use std::net::TcpListener;
#[cfg(unix)]
use std::os::unix::process::CommandExt;
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::time::Duration;

use crate::wait::until;

/// A running tauri-driver whose apps keep their files in one folder.
pub(crate) struct Driver {
    child: Child,
    pub(crate) url: String,
}

impl Driver {
    pub(crate) async fn start(data_dir: &Path, suggested_server: Option<&str>) -> Self {
        Self::start_in(data_dir, suggested_server, &[]).await
    }

    /// The same, with more in the environment of the app.
    pub(crate) async fn start_in(
        data_dir: &Path,
        suggested_server: Option<&str>,
        environment: &[(&str, &OsStr)],
    ) -> Self {
        let program =
            std::env::var_os("OLLM_E2E_TAURI_DRIVER").expect("run the end-to-end tests with `cargo xtask e2e`");
        let (port, native_port) = (free_port(), free_port());
        let mut command = Command::new(program);
        command.args(["--port", &port.to_string(), "--native-port", &native_port.to_string()]).stdin(Stdio::null());
        #[cfg(unix)]
        command.process_group(0);
        // Elsewhere than on Linux, it lies where nobody looks by themselves.
        if let Some(native) = std::env::var_os("OLLM_E2E_NATIVE_DRIVER") {
            command.arg("--native-driver").arg(native);
        }
        keep_in(&mut command, data_dir, environment);
        if let Some(server) = suggested_server {
            command.env("OLLM_TEAMS_SERVER", server);
        }
        let child = command.spawn().expect("tauri-driver starts");
        let driver = Self { child, url: format!("http://127.0.0.1:{port}") };
        until("tauri-driver listens", Duration::from_secs(20), async || {
            let listening = [port, native_port].map(|port| std::net::TcpStream::connect(("127.0.0.1", port)).is_ok());
            listening.iter().all(|listens| *listens).then_some(())
        })
        .await;
        driver
    }
}

/// Starts the app, or whatever starts it, with the app's files in this folder.
pub(crate) fn keep_in(command: &mut Command, data_dir: &Path, environment: &[(&str, &OsStr)]) {
    command
        .env("OLLM_TEAMS_DATA_DIR", data_dir)
        .env_remove("OLLM_TEAMS_SERVER")
        // A view that the processor paints is photographed by WebKitWebDriver only once something in it changes.
        .env("OLLM_TEAMS_PAINTER", "card")
        .envs(environment.iter().copied());
}

impl Drop for Driver {
    /// Takes the web view's driver and a hanging app along: they are one process group, or one tree of processes.
    fn drop(&mut self) {
        let id = self.child.id();
        let _ = if cfg!(windows) {
            Command::new("taskkill").args(["/F", "/T", "/PID", &id.to_string()]).status()
        } else {
            Command::new("kill").args(["-KILL", "--", &format!("-{id}")]).status()
        };
        let _ = self.child.wait();
    }
}

fn free_port() -> u16 {
    TcpListener::bind(("127.0.0.1", 0)).and_then(|listener| listener.local_addr()).expect("a free port").port()
}
