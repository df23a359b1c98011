//! What machine the figures are of, without a name that would tell whose.

use std::fs;

use procfs::{CpuInfo, Current as _, Meminfo};

use crate::process::ask;

/// A line each: what it is, and what it is here.
pub(crate) fn describe() -> Vec<(&'static str, String)> {
    let unknown = || "unknown".to_owned();
    let cpu = CpuInfo::current().ok();
    let model = cpu.as_ref().and_then(|cpu| cpu.model_name(0)).map_or_else(unknown, str::to_owned);
    let cores = cpu.map_or(0, |cpu| cpu.num_cores());
    let memory = Meminfo::current().map_or_else(|_| unknown(), |memory| gibibytes(memory.mem_total));
    let release = fs::read_to_string("/etc/os-release").unwrap_or_default();
    let system = pretty_name(&release).map_or_else(unknown, str::to_owned);
    let web_view = ask("pkg-config", &["--modversion", "webkit2gtk-4.1"]).unwrap_or_else(unknown);
    vec![
        ("Processor", format!("{model}, {cores} cores")),
        ("Memory", memory),
        ("System", format!("{system}, on Xvfb without a GPU")),
        ("Web view", format!("WebKitGTK {web_view}")),
        ("Date", ask("date", &["--utc", "+%Y-%m-%d"]).unwrap_or_else(unknown)),
    ]
}

fn gibibytes(bytes: u64) -> String {
    format!("{:.0} GiB", bytes as f64 / f64::from(1 << 30))
}

fn pretty_name(os_release: &str) -> Option<&str> {
    os_release.lines().find_map(|line| line.strip_prefix("PRETTY_NAME=")).map(|name| name.trim_matches('"'))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_system_has_a_name() {
        let release = "ID=debian\nPRETTY_NAME=\"Debian GNU/Linux 12 (bookworm)\"\n";
        assert_eq!(pretty_name(release), Some("Debian GNU/Linux 12 (bookworm)"));
        assert_eq!(pretty_name("ID=debian"), None);
    }

    #[test]
    fn memory_is_said_in_gibibytes() {
        assert_eq!(gibibytes(25_200_000_000), "23 GiB");
    }
}
