//! A file in the folder of what starts at a login (Desktop Application Autostart Specification). Own code: the crate
//! for it takes `~/.config` for the person's configuration folder, whatever `XDG_CONFIG_HOME` says.

use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use tauri::{AppHandle, Manager};

const FILE: &str = "ollm-teams.desktop";

pub(super) fn is_on(handle: &AppHandle) -> io::Result<bool> {
    match fs::read_to_string(file(handle)?) {
        Ok(text) => Ok(starts(&text)),
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(false),
        Err(error) => Err(error),
    }
}

pub(super) fn add(handle: &AppHandle) -> io::Result<()> {
    let file = file(handle)?;
    if let Some(folder) = file.parent() {
        fs::create_dir_all(folder)?;
    }
    // An AppImage runs from a folder of this run alone: this is where it lies itself.
    let program = tauri::process::current_binary(&handle.env())?;
    fs::write(file, entry(&handle.package_info().name, &program))
}

pub(super) fn remove(handle: &AppHandle) -> io::Result<()> {
    match fs::remove_file(file(handle)?) {
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(()),
        removed => removed,
    }
}

fn file(handle: &AppHandle) -> io::Result<PathBuf> {
    let folder = handle.path().config_dir().map_err(io::Error::other)?;
    Ok(folder.join("autostart").join(FILE))
}

fn entry(name: &str, program: &Path) -> String {
    format!(
        "[Desktop Entry]\nType=Application\nName={name}\nExec={}\nIcon=ollm-teams\nTerminal=false\n",
        argument(&program.to_string_lossy())
    )
}

/// An argument of `Exec`: in quotes, with what means something there, or in the file, escaped (Desktop Entry
/// Specification, 'The Exec key').
fn argument(text: &str) -> String {
    let mut quoted = String::from("\"");
    for character in text.chars() {
        match character {
            '"' | '`' | '$' => {
                quoted.push_str("\\\\");
                quoted.push(character);
            }
            '\\' => quoted.push_str("\\\\\\\\"),
            '%' => quoted.push_str("%%"),
            _ => quoted.push(character),
        }
    }
    quoted.push('"');
    quoted
}

/// Whether a file there starts anything: desktops turn one off by a line in it.
fn starts(text: &str) -> bool {
    let says = |line: &str, key: &str, value: &str| {
        line.split_once('=').is_some_and(|(its, said)| its.trim() == key && said.trim() == value)
    };
    !text.lines().any(|line| says(line, "Hidden", "true") || says(line, "X-GNOME-Autostart-enabled", "false"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn it_starts_the_program_wherever_that_lies() {
        let entry = entry("OLLM Teams", Path::new("/usr/bin/ollm-teams"));
        assert!(entry.contains("\nExec=\"/usr/bin/ollm-teams\"\n"), "{entry}");
        assert!(entry.starts_with("[Desktop Entry]\nType=Application\nName=OLLM Teams\n"), "{entry}");
        assert!(starts(&entry));
    }

    #[test]
    fn what_means_something_is_escaped() {
        assert_eq!(argument("/opt/a b/100%"), r#""/opt/a b/100%%""#);
        assert_eq!(argument(r#"/a"b$c`d\e"#), r#""/a\\"b\\$c\\`d\\\\e""#);
    }

    #[test]
    fn what_a_desktop_turned_off_is_off() {
        for line in ["Hidden=true", "Hidden = true", "X-GNOME-Autostart-enabled=false"] {
            assert!(!starts(&format!("[Desktop Entry]\n{line}\n")), "{line}");
        }
        assert!(starts("[Desktop Entry]\nHidden=false\nX-GNOME-Autostart-enabled=true\n"));
    }
}
