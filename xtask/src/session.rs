//! A desktop session of its own: a display (Xvfb), a D-Bus bus and an unlocked keyring, with folders that are nobody's.

use std::fs;
use std::io::{BufRead as _, BufReader, Write as _};
use std::os::unix::process::CommandExt as _;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, ExitStatus, Stdio};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::{Duration, Instant};

use anyhow::{Context, Result, bail};
use rustix::process::{Pid, Signal, kill_process_group};

use crate::process::say;
use crate::workspace;

/// Guards a keyring that lives and dies with a test run, so it need not be secret.
const KEYRING_PASSWORD: &[u8] = b"throwaway";

/// How often a running program is looked at.
const POLL: Duration = Duration::from_millis(50);

/// How long a program may take to end when asked to.
const GRACE: Duration = Duration::from_secs(5);

/// The prototype's font, so that a screenshot looks the same on every machine.
const FONTS: &str = r#"<?xml version="1.0"?>
<!DOCTYPE fontconfig SYSTEM "fonts.dtd">
<fontconfig>
  <alias binding="strong"><family>sans-serif</family><prefer><family>Inter</family></prefer></alias>
  <alias binding="strong"><family>system-ui</family><prefer><family>Inter</family></prefer></alias>
</fontconfig>
"#;

pub(crate) struct Session {
    home: PathBuf,
    runtime: tempfile::TempDir,
    display: String,
    interrupted: Arc<AtomicBool>,
    // Last, because it ends when dropped.
    _xvfb: Program,
}

impl Session {
    /// Starts a display. Programs in the session see `home` as the home folder of their person.
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

        let mut xvfb = Command::new("Xvfb");
        xvfb.args(["-displayfd", "1", "-screen", "0", "1440x900x24"])
            .args(["-nolisten", "tcp", "-noreset", "-nocursor"])
            .arg("-fbdir")
            .arg(runtime.path())
            .stdout(Stdio::piped())
            .stderr(Stdio::null());
        let mut xvfb = Program::start(&mut xvfb)?;
        let mut number = String::new();
        let stdout = xvfb.child.stdout.take().context("Xvfb has no output")?;
        BufReader::new(stdout).read_line(&mut number).context("cannot read Xvfb's display number")?;
        if number.trim().is_empty() {
            bail!("Xvfb did not start");
        }
        let display = format!(":{}", number.trim());
        Ok(Self { home: home.to_owned(), runtime, display, interrupted, _xvfb: xvfb })
    }

    /// The file in which Xvfb keeps what is on the screen, in XWD format.
    pub(crate) fn framebuffer(&self) -> PathBuf {
        self.runtime.path().join("Xvfb_screen0")
    }

    /// A command that will run `program` in the session, in the workspace's folder. Arguments go to the program.
    pub(crate) fn command(&self, program: impl AsRef<std::ffi::OsStr>) -> Command {
        let mut command = Command::new("dbus-run-session");
        command.arg("--").arg(std::env::current_exe().unwrap_or_else(|_| "xtask".into())).args(["session", "--"]);
        command.arg(program).current_dir(workspace::root()).stdin(Stdio::null());
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
            // There is no settings daemon and no GPU here.
            .env("GSETTINGS_BACKEND", "memory")
            .env("WEBKIT_DISABLE_DMABUF_RENDERER", "1")
            .env("LC_ALL", "C.UTF-8");
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

/// A running program with all that it starts: one process group, apart from the terminal's, so that Ctrl-C reaches this
/// program alone and things end in order.
pub(crate) struct Program {
    child: Child,
}

impl Program {
    pub(crate) fn start(command: &mut Command) -> Result<Self> {
        let name = command.get_program().to_string_lossy().into_owned();
        let child = command.process_group(0).spawn().with_context(|| format!("cannot start {name}"))?;
        Ok(Self { child })
    }

    pub(crate) fn ended(&mut self) -> Result<Option<ExitStatus>> {
        self.child.try_wait().context("cannot wait for a program")
    }

    fn signal(&self, signal: Signal) {
        // An error means that the group is gone, which is what is wanted.
        let _ = kill_process_group(Pid::from_child(&self.child), signal);
    }
}

impl Drop for Program {
    fn drop(&mut self) {
        self.signal(Signal::TERM);
        let deadline = Instant::now() + GRACE;
        while Instant::now() < deadline && matches!(self.child.try_wait(), Ok(None)) {
            std::thread::sleep(POLL);
        }
        self.signal(Signal::KILL);
        // Nothing is left to do about a process that can not be waited for.
        let _ = self.child.wait();
    }
}

/// `cargo xtask session -- PROGRAM`: runs inside the new D-Bus session.
#[derive(clap::Args)]
pub(crate) struct Arguments {
    #[arg(required = true, trailing_var_arg = true, allow_hyphen_values = true)]
    program: Vec<std::ffi::OsString>,
}

/// Unlocks a keyring and becomes the program: returns only when that fails.
pub(crate) fn become_program(arguments: &Arguments) -> Result<()> {
    let [program, rest @ ..] = arguments.program.as_slice() else { bail!("no program") };
    unlock_keyring()?;
    let error = Command::new(program).args(rest).exec();
    Err(error).with_context(|| format!("cannot start {}", program.display()))
}

fn unlock_keyring() -> Result<()> {
    let mut daemon = Command::new("gnome-keyring-daemon")
        .args(["--unlock", "--components=secrets"])
        .stdin(Stdio::piped())
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .spawn()
        .context("cannot start gnome-keyring-daemon")?;
    // Dropping standard input ends the password.
    daemon.stdin.take().context("gnome-keyring-daemon has no input")?.write_all(KEYRING_PASSWORD)?;
    // It returns once the service stands and goes on in the background, until the bus is gone.
    if !daemon.wait()?.success() {
        bail!("gnome-keyring-daemon did not start");
    }
    say("in a private desktop session with an unlocked keyring");
    Ok(())
}
