//! The operating system's keyring: Secret Service, Keychain or Credential Manager. A person finds the app's entries
//! there under [`SERVICE`], one an account, and can delete them.

mod faults;
#[cfg(any(target_os = "macos", windows))]
mod native;
#[cfg(not(any(target_os = "macos", windows)))]
mod secret_service;

#[cfg(any(target_os = "macos", windows))]
pub(crate) use native::OsKeyring;
#[cfg(not(any(target_os = "macos", windows)))]
pub(crate) use secret_service::OsKeyring;

const SERVICE: &str = "OLLM Teams";
