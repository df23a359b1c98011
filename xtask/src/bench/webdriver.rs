//! tauri-driver, through which an app is driven.

use std::net::{TcpListener, TcpStream};
use std::path::Path;
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

use anyhow::{Result, bail};

use crate::program::{POLL, Program};
use crate::session::Session;
use crate::tools;

const PATIENCE: Duration = Duration::from_secs(20);

/// A running tauri-driver whose apps keep their files in one folder.
pub(crate) struct WebDriver {
    url: String,
    _program: Program,
}

impl WebDriver {
    pub(crate) fn start(session: &Session, data_dir: &Path) -> Result<Self> {
        let (port, native_port) = (free_port()?, free_port()?);
        let mut command = session.command(tools::TAURI_DRIVER.path());
        command
            .args(["--port", &port.to_string(), "--native-port", &native_port.to_string()])
            .env("OLLM_TEAMS_DATA_DIR", data_dir)
            .stdout(Stdio::null())
            .stderr(Stdio::null());
        let program = Program::start(&mut command)?;
        let deadline = Instant::now() + PATIENCE;
        while ![port, native_port].iter().all(|port| TcpStream::connect(("127.0.0.1", *port)).is_ok()) {
            if Instant::now() > deadline {
                bail!("tauri-driver does not listen");
            }
            std::thread::sleep(POLL);
        }
        Ok(Self { url: format!("http://127.0.0.1:{port}"), _program: program })
    }

    /// Tells `command` to drive `app` through it.
    pub(crate) fn drive(&self, command: &mut Command, app: &Path) {
        command.args(["--webdriver", &self.url, "--app"]).arg(app);
    }
}

fn free_port() -> Result<u16> {
    Ok(TcpListener::bind(("127.0.0.1", 0))?.local_addr()?.port())
}
