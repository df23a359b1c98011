//! The person's own entry in the registry (Windows), or their own agent (macOS): neither needs an administrator.

use auto_launch::{AutoLaunch, AutoLaunchBuilder, MacOSLaunchMode, Result, WindowsEnableMode};
use tauri::AppHandle;

pub(super) fn is_on(handle: &AppHandle) -> Result<bool> {
    of(handle)?.is_enabled()
}

pub(super) fn add(handle: &AppHandle) -> Result<()> {
    of(handle)?.enable()
}

pub(super) fn remove(handle: &AppHandle) -> Result<()> {
    of(handle)?.disable()
}

fn of(handle: &AppHandle) -> Result<AutoLaunch> {
    AutoLaunchBuilder::new()
        .set_app_name(&handle.package_info().name)
        .set_app_path(&std::env::current_exe()?.to_string_lossy())
        .set_macos_launch_mode(MacOSLaunchMode::LaunchAgent)
        .set_bundle_identifiers(&[&handle.config().identifier])
        .set_windows_enable_mode(WindowsEnableMode::CurrentUser)
        .build()
}
