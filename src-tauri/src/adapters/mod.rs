//! The core's ports on this machine, and what else only the desktop knows.

pub(crate) mod appearance;
pub(crate) mod browser;
pub(crate) mod data_dir;
pub(crate) mod file_manager;
pub(crate) mod keyring;
pub(crate) mod local_workspaces;
pub(crate) mod machine;
pub(crate) mod notifications;
pub(crate) mod preferences;
pub(crate) mod updates;
