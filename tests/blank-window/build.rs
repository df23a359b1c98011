//! As every Tauri app.

fn main() {
    tauri_build::build();
}
