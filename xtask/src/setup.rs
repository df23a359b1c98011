//! `cargo xtask setup`, and the part of it that each other command needs.

use std::io::IsTerminal as _;

use anyhow::Result;

use crate::{node, platform, tools, workspace};

/// Whether system packages may be installed without asking.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Consent {
    Given,
    Ask,
}

impl Consent {
    /// Asks only a person who can answer: at a terminal, without `--yes` and outside CI.
    pub(crate) fn new(yes: bool) -> Self {
        let interactive = std::io::stdin().is_terminal() && std::env::var_os("CI").is_none();
        if yes || !interactive { Self::Given } else { Self::Ask }
    }
}

/// What a command needs beyond a built view.
#[derive(Clone, Copy, Default)]
pub(crate) struct Needs {
    /// A private desktop session: Xvfb, D-Bus, a keyring, fonts.
    pub(crate) session: bool,
    /// tauri-driver and the web view's own driver.
    pub(crate) driver: bool,
    /// The proxy that checks client and server against the contract.
    pub(crate) contract: bool,
    /// What the tests sign in at through the browser.
    pub(crate) authorization_server: bool,
    /// What makes and judges Linux packages.
    pub(crate) packages: bool,
    /// What builds for other systems (Debian).
    pub(crate) cross: bool,
    /// A C compiler for Windows.
    pub(crate) windows: bool,
    /// What Windows programs run in.
    pub(crate) wine: bool,
    /// What programs from PyPI are installed and run with.
    pub(crate) python: bool,
}

impl Needs {
    /// All that the everyday commands use on this system: the session and the driver are for the end-to-end tests, which
    /// need Linux. What other systems and packages need is large, and fetched by the commands for them.
    pub(crate) const EVERYTHING: Self = Self {
        session: cfg!(target_os = "linux"),
        driver: cfg!(target_os = "linux"),
        contract: true,
        authorization_server: true,
        packages: false,
        cross: false,
        windows: false,
        wine: false,
        python: false,
    };
}

/// `cargo xtask setup`.
pub(crate) fn everything(consent: Consent) -> Result<()> {
    ensure(consent, Needs::EVERYTHING)?;
    println!("Everything is set up. Start the app with `cargo xtask run`.");
    Ok(())
}

/// Sets up what is missing of `needs`.
pub(crate) fn ensure(consent: Consent, needs: Needs) -> Result<()> {
    platform::ensure(consent, needs)?;
    node::ensure_view()?;
    if needs.contract {
        node::ensure_packages(&workspace::contract())?;
    }
    if needs.authorization_server {
        node::ensure_packages(&workspace::authorization_server())?;
    }
    if needs.driver {
        tools::ensure(&tools::TAURI_DRIVER)?;
    }
    Ok(())
}
