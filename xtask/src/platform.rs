//! What the operating system must bring. Debian and Ubuntu get it installed; elsewhere it is named.

use anyhow::Result;

use crate::node;
use crate::setup::{Consent, Needs};

#[cfg(target_os = "linux")]
pub(crate) use system::{agrees, apt_get};

/// # Errors
/// Something is missing that can not be installed from here; the message says what, and how to get it.
pub(crate) fn ensure(consent: Consent, needs: Needs) -> Result<()> {
    node::ensure_node()?;
    system::ensure(consent, needs)
}

/// Rust's own prerequisites, a linker among them, are there: they built this program. The system brings the web view.
#[cfg(not(target_os = "linux"))]
mod system {
    use anyhow::{Result, bail};

    use crate::e2e;
    use crate::setup::{Consent, Needs};

    pub(super) fn ensure(_consent: Consent, needs: Needs) -> Result<()> {
        let Needs { session, packages, cross, windows, wine, python, .. } = needs;
        if session {
            bail!(e2e::LINUX_ONLY);
        }
        if packages || cross || windows || wine || python {
            bail!("this needs Debian");
        }
        Ok(())
    }
}

#[cfg(target_os = "linux")]
mod system {
    use std::process::Command;

    use anyhow::{Context, Result, bail};

    use crate::process::{self, ask, say};
    use crate::setup::{Consent, Needs};

    /// A library or program, and how to find out whether it is there.
    struct Part {
        probe: Probe,
        /// The Debian and Ubuntu package.
        debian: &'static str,
    }

    enum Probe {
        /// A pkg-config module.
        Library(&'static str),
        /// A program on the PATH.
        Program(&'static str),
        /// Only looks better with it: asked for by package name alone.
        Package,
    }
    use Probe::{Library, Package, Program};

    const BUILD: [Part; 6] = [
        Part { probe: Program("cc"), debian: "build-essential" },
        Part { probe: Program("pkg-config"), debian: "pkg-config" },
        Part { probe: Library("webkit2gtk-4.1"), debian: "libwebkit2gtk-4.1-dev" },
        Part { probe: Library("ayatana-appindicator3-0.1"), debian: "libayatana-appindicator3-dev" },
        Part { probe: Library("librsvg-2.0"), debian: "librsvg2-dev" },
        Part { probe: Library("openssl"), debian: "libssl-dev" },
    ];

    const SESSION: [Part; 8] = [
        Part { probe: Program("Xvfb"), debian: "xvfb" },
        Part { probe: Program("dbus-daemon"), debian: "dbus" },
        Part { probe: Program("gnome-keyring-daemon"), debian: "gnome-keyring" },
        Part { probe: Library("atspi-2"), debian: "at-spi2-core" },
        Part { probe: Package, debian: "fonts-inter" },
        Part { probe: Package, debian: "fonts-dejavu-core" },
        Part { probe: Package, debian: "fonts-droid-fallback" },
        Part { probe: Package, debian: "fonts-noto-color-emoji" },
    ];

    const DRIVER: [Part; 1] = [Part { probe: Program("WebKitWebDriver"), debian: "webkit2gtk-driver" }];

    /// What makes and judges packages. `dpkg-shlibdeps` comes with `build-essential`.
    const PACKAGES: [Part; 4] = [
        Part { probe: Program("desktop-file-validate"), debian: "desktop-file-utils" },
        Part { probe: Program("lintian"), debian: "lintian" },
        Part { probe: Program("rpm"), debian: "rpm" },
        Part { probe: Program("rpmlint"), debian: "rpmlint" },
    ];

    /// A second Rust beside rustup's, with the sources of its standard library.
    const CROSS: [Part; 4] = [
        Part { probe: Package, debian: "cargo-web" },
        Part { probe: Package, debian: "rustc-web" },
        Part { probe: Package, debian: "rust-web-clippy" },
        Part { probe: Package, debian: "rust-web-src" },
    ];

    const WINDOWS: [Part; 2] = [
        Part { probe: Program("x86_64-w64-mingw32-gcc"), debian: "gcc-mingw-w64-x86-64" },
        Part { probe: Program("x86_64-w64-mingw32-g++"), debian: "g++-mingw-w64-x86-64" },
    ];

    const WINE: [Part; 2] =
        [Part { probe: Program("wine"), debian: "wine" }, Part { probe: Package, debian: "wine64" }];

    const PYTHON: [Part; 1] = [Part { probe: Program("python3"), debian: "python3-pip" }];

    pub(super) fn ensure(consent: Consent, needs: Needs) -> Result<()> {
        let mut parts: Vec<&Part> = BUILD.iter().collect();
        parts.extend(SESSION.iter().filter(|_| needs.session));
        parts.extend(DRIVER.iter().filter(|_| needs.driver));
        parts.extend(PACKAGES.iter().filter(|_| needs.packages));
        parts.extend(CROSS.iter().filter(|_| needs.cross));
        parts.extend(WINDOWS.iter().filter(|_| needs.windows));
        parts.extend(WINE.iter().filter(|_| needs.wine));
        parts.extend(PYTHON.iter().filter(|_| needs.python));
        let os_release = std::fs::read_to_string("/etc/os-release").unwrap_or_default();
        if is_debian(&os_release) { install(consent, &parts) } else { name_missing(&parts) }
    }

    /// Whether the distribution is Debian, Ubuntu or made from one of them.
    fn is_debian(os_release: &str) -> bool {
        let values = os_release.lines().filter_map(|line| line.strip_prefix("ID=").or(line.strip_prefix("ID_LIKE=")));
        values.flat_map(|value| value.trim_matches('"').split_whitespace()).any(|id| id == "debian" || id == "ubuntu")
    }

    fn install(consent: Consent, parts: &[&Part]) -> Result<()> {
        let wanted: Vec<_> = parts.iter().map(|part| part.debian).collect();
        // dpkg-query fails when it knows nothing of a package, and lists the others all the same.
        let query = Command::new("dpkg-query")
            .args(["--show", "--showformat=${Package} ${db:Status-Status}\n"])
            .args(&wanted)
            .output()
            .context("cannot start dpkg-query")?;
        let missing = missing(&wanted, &String::from_utf8_lossy(&query.stdout));
        if missing.is_empty() {
            return Ok(());
        }
        say(&format!("system packages are missing: {}", missing.join(" ")));
        if consent == Consent::Ask && !agrees("Install them with apt-get?")? {
            bail!("nothing was installed");
        }
        process::run(apt_get()?.arg("update"))?;
        process::run(apt_get()?.args(["install", "--yes", "--no-install-recommends"]).args(&missing))
    }

    /// What the person answers; no answer is a no.
    pub(crate) fn agrees(question: &str) -> Result<bool> {
        eprint!("{question} [Y/n] ");
        let mut answer = String::new();
        let read = std::io::stdin().read_line(&mut answer).context("cannot read the answer")?;
        // Nothing read is the end of input, which is no answer.
        Ok(read > 0 && matches!(answer.trim().to_ascii_lowercase().as_str(), "" | "y" | "yes"))
    }

    /// Those of `wanted` that `listing`, a line of name and state for each, does not show as installed.
    fn missing<'a>(wanted: &[&'a str], listing: &str) -> Vec<&'a str> {
        let is_installed = |package: &str| listing.lines().any(|line| line == format!("{package} installed"));
        wanted.iter().copied().filter(|package| !is_installed(package)).collect()
    }

    /// apt-get with the rights that it needs, asking nothing.
    ///
    /// # Errors
    /// There is no way to these rights from here.
    pub(crate) fn apt_get() -> Result<Command> {
        let mut command = if rustix::process::geteuid().is_root() {
            Command::new("env")
        } else if is_on_path("sudo") {
            let mut sudo = Command::new("sudo");
            sudo.arg("env");
            sudo
        } else {
            bail!("installing system packages needs root, and sudo is not there: run this command once as root")
        };
        command.args(["DEBIAN_FRONTEND=noninteractive", "apt-get", "--quiet"]);
        Ok(command)
    }

    fn name_missing(parts: &[&Part]) -> Result<()> {
        let lines: Vec<_> = parts.iter().filter_map(|part| explain(part)).collect();
        if lines.is_empty() {
            return Ok(());
        }
        bail!(
            "missing on this system:\n{}\nInstall the packages that hold them (https://v2.tauri.app/start/prerequisites/ \
             names them for each distribution), then run this command again.",
            lines.join("\n")
        )
    }

    fn is_on_path(program: &str) -> bool {
        let folders = std::env::var_os("PATH").unwrap_or_default();
        std::env::split_paths(&folders).any(|folder| folder.join(program).is_file())
    }

    /// What is missing, if it is.
    fn explain(part: &Part) -> Option<String> {
        let debian = part.debian;
        match part.probe {
            Library(module) if ask("pkg-config", &["--exists", module]).is_none() => {
                Some(format!("  the development files of {module} (a pkg-config module; Debian's {debian})"))
            }
            Program(program) if !is_on_path(program) => Some(format!("  the program {program} (Debian's {debian})")),
            Library(_) | Program(_) | Package => None,
        }
    }

    #[cfg(test)]
    mod tests {
        use super::*;

        #[test]
        fn debian_and_what_is_made_from_it_are_known() {
            assert!(is_debian("PRETTY_NAME=\"Debian GNU/Linux 12 (bookworm)\"\nID=debian\n"));
            assert!(is_debian("ID=linuxmint\nID_LIKE=\"ubuntu debian\"\n"));
            assert!(!is_debian("ID=fedora\nPRETTY_NAME=\"not debian\"\n"));
            assert!(!is_debian(""));
        }

        #[test]
        fn only_installed_packages_count() {
            let listing = "xvfb installed\nlibssl-dev config-files\nfonts-inter not-installed\n";
            assert_eq!(
                missing(&["xvfb", "libssl-dev", "fonts-inter", "gnome-keyring"], listing),
                ["libssl-dev", "fonts-inter", "gnome-keyring"]
            );
        }

        #[test]
        fn a_missing_part_is_named() {
            let part = Part { probe: Program("no-such-program"), debian: "some-package" };
            assert_eq!(explain(&part).as_deref(), Some("  the program no-such-program (Debian's some-package)"));
            let part = Part { probe: Library("no-such-module"), debian: "libsome-dev" };
            assert!(explain(&part).is_some_and(|line| line.contains("no-such-module") && line.contains("libsome-dev")));
            assert!(explain(&Part { probe: Program("sh"), debian: "dash" }).is_none());
        }
    }
}
