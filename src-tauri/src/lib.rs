//! The desktop shell: a window, thin commands over `ollm-teams-core`, and the adapters of this machine (keyring, files,
//! embedded server).
//!
//! A command decodes, calls one function of the core and hands on its error. A branch in a command means that the core
//! lacks a function. Nothing here decides about teams, roles or money.

mod adapters;
mod commands;
mod desktop;
mod logging;
mod relaunch;
mod rendering;
mod safe_mode;
mod startup;

pub use startup::run;
