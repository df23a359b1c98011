//! Declares our commands and the capabilities to Tauri: a command that is not on the list is not callable at all.

include!("src/commands/declared.rs");

macro_rules! names {
    ($($module:ident::$command:ident),+ $(,)?) => {
        &[$(stringify!($command)),+]
    };
}

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let attributes = tauri_build::Attributes::new()
        .capabilities_path_pattern("./src-tauri/capabilities/**/*")
        .app_manifest(tauri_build::AppManifest::new().commands(with_commands!(names)));
    Ok(tauri_build::try_build(attributes)?)
}
