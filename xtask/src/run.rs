//! `cargo xtask run`: the app, on the person's display or on one of its own.

use std::ffi::OsString;

use anyhow::Result;

use crate::setup::{self, Consent, Needs};
use crate::{process, workspace};

#[derive(clap::Args)]
pub(crate) struct Arguments {
    /// Show the app on a virtual display, write the screenshot and end (Linux).
    #[arg(long)]
    screenshot_only: bool,
    /// Passed to the app.
    #[arg(last = true)]
    app: Vec<OsString>,
}

pub(crate) fn run(consent: Consent, arguments: &Arguments) -> Result<()> {
    #[cfg(target_os = "linux")]
    if arguments.screenshot_only || !has_display() {
        setup::ensure(consent, Needs { session: true, ..Needs::default() })?;
        return virtual_display::run(arguments);
    }
    #[cfg(not(target_os = "linux"))]
    if arguments.screenshot_only {
        anyhow::bail!("--screenshot-only needs Linux");
    }
    setup::ensure(consent, Needs::default())?;
    build()?;
    process::run(process::in_folder(workspace::built_app(), workspace::root()).args(&arguments.app))
}

fn build() -> Result<()> {
    // The whole workspace is named so that its crates have the features that the tests build them with.
    process::run(process::cargo().args(["build", "--workspace", "--bin", "ollm-teams"]))
}

#[cfg(target_os = "linux")]
fn has_display() -> bool {
    ["DISPLAY", "WAYLAND_DISPLAY"].iter().any(|name| std::env::var_os(name).is_some_and(|value| !value.is_empty()))
}

#[cfg(target_os = "linux")]
pub(crate) mod virtual_display {
    use std::time::{Duration, Instant};

    use anyhow::{Context, Result, bail};

    use super::Arguments;
    use crate::process::say;
    use crate::program::Program;
    use crate::screenshot::Picture;
    use crate::session::Session;
    use crate::workspace;

    /// How long the window may take to show something.
    const PAINT_TIMEOUT: Duration = Duration::from_secs(60);

    /// Between two looks at the screen. Two looks alike mean that it has come to rest.
    const LOOK: Duration = Duration::from_millis(500);

    /// How long something may go on moving before a picture is taken all the same.
    const REST_TIMEOUT: Duration = Duration::from_secs(5);

    pub(super) fn run(arguments: &Arguments) -> Result<()> {
        super::build()?;
        let folder = workspace::artifacts("run");
        say(&format!("the app runs under Xvfb; its home folder and keyring are in {}", folder.join("home").display()));
        let session = Session::start(&folder.join("home"))?;
        let mut app = Program::start(session.command(workspace::built_app()).args(&arguments.app))?;
        let Some(picture) = wait_until_painted(&session, &mut app)? else { return Ok(()) };
        let path = folder.join("screenshot.png");
        picture.cropped().write_png(&path)?;
        println!("Screenshot: {}", path.display());
        if arguments.screenshot_only {
            return Ok(());
        }
        println!("The app is running. Ctrl-C ends it.");
        match session.wait(&mut app)? {
            Some(status) if !status.success() => bail!("the app failed ({status})"),
            _ => Ok(()),
        }
    }

    /// What the screen shows once the view is there and at rest, or nothing when the person pressed Ctrl-C first.
    pub(crate) fn wait_until_painted(session: &Session, app: &mut Program) -> Result<Option<Picture>> {
        let start = Instant::now();
        let mut painted_at = None;
        let mut last = None;
        loop {
            if session.is_interrupted() {
                return Ok(None);
            }
            if let Some(status) = app.ended()? {
                bail!("the app ended before it showed anything ({status})");
            }
            let picture = Picture::read(&session.framebuffer()).context("cannot see the screen")?;
            if picture.is_painted() {
                let since = *painted_at.get_or_insert_with(Instant::now);
                if last.as_ref() == Some(&picture) || since.elapsed() > REST_TIMEOUT {
                    return Ok(Some(picture));
                }
            } else if start.elapsed() > PAINT_TIMEOUT {
                bail!("the window was still empty after {} s", PAINT_TIMEOUT.as_secs());
            }
            last = Some(picture);
            std::thread::sleep(LOOK);
        }
    }
}
