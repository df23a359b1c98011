use std::path::Path;

use ollm_teams_core::{Installation, UpdateObstacle};
use tauri::utils::config::BundleType;
use tauri::utils::platform::bundle_type;
use tauri::{AppHandle, Manager};

/// Where dpkg keeps which files are whose (dpkg(1), 'FILES').
const DPKG: &str = "/var/lib/dpkg/info";
/// The name of the package that this project makes.
const PACKAGE: &str = "ollm-teams";

/// Why this app, as it was installed, does not update itself.
pub(super) fn obstacle(handle: &AppHandle, has_key: bool) -> Option<UpdateObstacle> {
    let program = match tauri::process::current_binary(&handle.env()) {
        Ok(program) => program,
        Err(error) => {
            tracing::warn!(%error, "the app does not know where it is");
            return Some(UpdateObstacle::NoKey);
        }
    };
    let is_packaged =
        matches!(bundle_type(), Some(BundleType::Deb | BundleType::Rpm)) || is_dpkgs(Path::new(DPKG), &program);
    Installation { program: &program, is_packaged, has_key }.obstacle()
}

/// Whether dpkg, whose lists are in `info`, put the program there.
fn is_dpkgs(info: &Path, program: &Path) -> bool {
    let list = std::fs::read_to_string(info.join(format!("{PACKAGE}.list"))).unwrap_or_default();
    list.lines().any(|line| Path::new(line) == program)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn dpkg_has_what_is_on_its_list() {
        let info = tempfile::tempdir().unwrap();
        let program = Path::new("/opt/ollm-teams/ollm-teams");
        assert!(!is_dpkgs(info.path(), program), "there is no dpkg");
        std::fs::write(info.path().join("ollm-teams.list"), "/.\n/opt\n/opt/ollm-teams\n").unwrap();
        assert!(!is_dpkgs(info.path(), program));
        std::fs::write(info.path().join("ollm-teams.list"), "/.\n/opt\n/opt/ollm-teams/ollm-teams\n").unwrap();
        assert!(is_dpkgs(info.path(), program));
        assert!(!is_dpkgs(info.path(), Path::new("/home/you/ollm-teams")));
    }
}
