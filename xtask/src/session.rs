//! A desktop session of its own: a display (Xvfb), a D-Bus bus and an unlocked keyring, with folders that are nobody's.

use std::fs;
use std::io::Write as _;
use std::path::{Path, PathBuf};
use std::process::{Command, ExitStatus, Stdio};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

use anyhow::{Context, Result, bail};

use crate::program::{POLL, Program};
use crate::{process, workspace};

/// Guards a keyring that lives and dies with a test run, so it need not be secret.
const KEYRING_PASSWORD: &[u8] = b"throwaway";

/// The prototype's font, so that a screenshot looks the same on every machine.
const FONTS: &str = r#"<?xml version="1.0"?>
<!DOCTYPE fontconfig SYSTEM "fonts.dtd">
<fontconfig>
  <alias binding="strong"><family>sans-serif</family><prefer><family>Inter</family></prefer></alias>
  <alias binding="strong"><family>system-ui</family><prefer><family>Inter</family></prefer></alias>
</fontconfig>
"#;

/// Services of a whole desktop, which the bus would start where they are installed: they need more than is here, and
/// what a window does must not depend on them.
const UNAVAILABLE: [&str; 2] = ["org.freedesktop.portal.Desktop", "org.freedesktop.portal.Documents"];

pub(crate) struct Session {
    home: PathBuf,
    runtime: tempfile::TempDir,
    display: String,
    bus_address: Option<String>,
    interrupted: Arc<AtomicBool>,
    services: Vec<Program>,
}

impl Drop for Session {
    fn drop(&mut self) {
        // The last one started is the first to end. Then the folder is nobody's, and goes with the fields.
        while let Some(service) = self.services.pop() {
            drop(service);
        }
    }
}

impl Session {
    /// Starts the display, the bus and the keyring. Programs in the session see `home` as the home folder of their person.
    pub(crate) fn start(home: &Path) -> Result<Self> {
        let interrupted = Arc::new(AtomicBool::new(false));
        let flag = Arc::clone(&interrupted);
        ctrlc::set_handler(move || flag.store(true, Ordering::Relaxed)).context("cannot listen for Ctrl-C")?;

        let fonts = home.join("config/fontconfig");
        fs::create_dir_all(&fonts).with_context(|| format!("cannot make {}", fonts.display()))?;
        fs::write(fonts.join("fonts.conf"), FONTS).context("cannot write fonts.conf")?;
        // Sockets lie in it: their paths must be short, and the folder closed to others.
        let runtime =
            tempfile::Builder::new().prefix("ollm-teams-").tempdir().context("cannot make a runtime folder")?;

        mask_services(runtime.path()).context("cannot mask the portals")?;

        let mut xvfb = Command::new("Xvfb");
        xvfb.args(["-displayfd", "1", "-screen", "0", "1440x900x24"])
            .args(["-nolisten", "tcp", "-noreset", "-nocursor"])
            .arg("-fbdir")
            .arg(runtime.path());
        let (xvfb, number) = Program::start_service(&mut xvfb)?;

        let mut session = Self {
            home: home.to_owned(),
            runtime,
            display: format!(":{number}"),
            bus_address: None,
            interrupted,
            services: vec![xvfb],
        };
        let mut bus = session.command("dbus-daemon");
        bus.args(["--session", "--nofork", "--nopidfile", "--print-address"]);
        let (bus, address) = Program::start_service(&mut bus)?;
        session.services.push(bus);
        session.bus_address = Some(address);
        unlock_keyring(&mut session.command("gnome-keyring-daemon"))?;
        Ok(session)
    }

    /// The file in which Xvfb keeps what is on the screen, in XWD format.
    pub(crate) fn framebuffer(&self) -> PathBuf {
        self.runtime.path().join("Xvfb_screen0")
    }

    /// A command that will run `program` in the session, in the workspace's folder.
    pub(crate) fn command(&self, program: impl AsRef<std::ffi::OsStr>) -> Command {
        let mut command = process::in_folder(program, workspace::root());
        command.stdin(Stdio::null());
        // What cargo keeps for the person is still theirs.
        for (name, folder) in [("CARGO_HOME", ".cargo"), ("RUSTUP_HOME", ".rustup")] {
            if let (None, Some(home)) = (std::env::var_os(name), std::env::home_dir()) {
                command.env(name, home.join(folder));
            }
        }
        command
            .env("HOME", &self.home)
            .env("XDG_DATA_HOME", self.home.join("data"))
            .env("XDG_CONFIG_HOME", self.home.join("config"))
            .env("XDG_CACHE_HOME", self.home.join("cache"))
            .env("XDG_STATE_HOME", self.home.join("state"))
            .env("XDG_RUNTIME_DIR", self.runtime.path())
            .env("DISPLAY", &self.display)
            .env_remove("WAYLAND_DISPLAY")
            .env("GDK_BACKEND", "x11")
            // There is no settings daemon here. The DMA-BUF renderer stays on, without a GPU too: WebKitWebDriver takes
            // no screenshot of a view that is rendered in another way.
            .env("GSETTINGS_BACKEND", "memory")
            .env_remove("WEBKIT_DISABLE_DMABUF_RENDERER")
            .env_remove("WEBKIT_DISABLE_COMPOSITING_MODE")
            .env("LC_ALL", "C.UTF-8");
        match &self.bus_address {
            Some(address) => command.env("DBUS_SESSION_BUS_ADDRESS", address),
            None => command.env_remove("DBUS_SESSION_BUS_ADDRESS"),
        };
        command
    }

    /// Runs a command of this session to its end.
    ///
    /// # Errors
    /// It fails, or the person pressed Ctrl-C.
    pub(crate) fn run(&self, command: &mut Command) -> Result<()> {
        match self.wait(&mut Program::start(command)?)? {
            Some(status) if status.success() => Ok(()),
            Some(status) => bail!("failed ({status})"),
            None => bail!("interrupted"),
        }
    }

    /// How `program` ended, or nothing when the person pressed Ctrl-C first.
    pub(crate) fn wait(&self, program: &mut Program) -> Result<Option<ExitStatus>> {
        loop {
            if let Some(status) = program.ended()? {
                return Ok(Some(status));
            }
            if self.is_interrupted() {
                return Ok(None);
            }
            std::thread::sleep(POLL);
        }
    }

    pub(crate) fn is_interrupted(&self) -> bool {
        self.interrupted.load(Ordering::Relaxed)
    }
}

/// Service files in the runtime folder come before the system's.
fn mask_services(runtime: &Path) -> std::io::Result<()> {
    let services = runtime.join("dbus-1/services");
    fs::create_dir_all(&services)?;
    UNAVAILABLE.iter().try_for_each(|name| {
        fs::write(services.join(format!("{name}.service")), format!("[D-BUS Service]\nName={name}\nExec=/bin/false\n"))
    })
}

fn unlock_keyring(command: &mut Command) -> Result<()> {
    command.args(["--unlock", "--components=secrets"]);
    command.stdin(Stdio::piped()).stdout(Stdio::null()).stderr(Stdio::null());
    let mut daemon = command.spawn().context("cannot start gnome-keyring-daemon")?;
    // Dropping standard input ends the password.
    daemon.stdin.take().context("gnome-keyring-daemon has no input")?.write_all(KEYRING_PASSWORD)?;
    // It returns once the service stands, which goes on in the background until the bus is gone.
    if !daemon.wait()?.success() {
        bail!("gnome-keyring-daemon did not start");
    }
    Ok(())
}
