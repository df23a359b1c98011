//! Cargo for the other systems, from Debian: its own Rust (with the sources of the standard library, which rustup's stable
//! toolchains lack for systems that are not installed) builds the standard library along with the workspace.
//! docs/adr/0019 says why.

mod macos;
mod windows;

use std::path::PathBuf;
use std::process::Command;

use anyhow::Result;
use clap::ValueEnum;

use crate::setup::Needs;
use crate::{process, workspace};

pub(crate) use windows::{exe, wine};

/// A system that this one is not.
#[derive(Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum System {
    Windows,
    Macos,
}

impl System {
    /// The name that Rust has for it, with the C compiler that there is for it here.
    pub(crate) fn triple(self) -> &'static str {
        match self {
            Self::Windows => "x86_64-pc-windows-gnu",
            Self::Macos => "aarch64-apple-darwin",
        }
    }

    /// As people call it.
    pub(crate) fn name(self) -> &'static str {
        match self {
            Self::Windows => "Windows",
            Self::Macos => "macOS",
        }
    }

    pub(crate) fn needs(self) -> Needs {
        let windows = self == Self::Windows;
        Needs { cross: true, windows, python: !windows, ..Needs::default() }
    }

    /// Where its builds are: apart from this system's, whose features and compiler are others.
    pub(crate) fn target_dir(self) -> PathBuf {
        workspace::artifacts(match self {
            Self::Windows => "windows",
            Self::Macos => "macos",
        })
    }

    /// `cargo SUBCOMMAND` for this system.
    pub(crate) fn cargo(self, subcommand: &str) -> Result<Command> {
        const CARGO: &str = "/usr/bin/cargo";
        // Cargo looks for its subcommands where rustup keeps its own, too.
        let program = if subcommand == "clippy" { "/usr/bin/cargo-clippy" } else { CARGO };
        let mut command = process::in_folder(program, workspace::root());
        command
            .arg(subcommand)
            .args(["-Zbuild-std=std,panic_unwind", "--target", self.triple()])
            .env("CARGO", CARGO)
            .env("RUSTC", "/usr/bin/rustc")
            .env("RUSTDOC", "/usr/bin/rustdoc")
            // Building the standard library is not stable.
            .env("RUSTC_BOOTSTRAP", "1")
            .env("CARGO_TARGET_DIR", self.target_dir())
            // `cargo xtask` puts the libraries of the Rust there that it was built with.
            .env_remove("LD_LIBRARY_PATH")
            .env_remove("RUSTUP_TOOLCHAIN");
        if self == Self::Macos {
            macos::set_compiler(&mut command)?;
        }
        Ok(command)
    }
}
