//! The least that an app of Tauri can be: one window, one page without content. `cargo xtask bench` holds the app's
//! start and memory against it.

use std::io::{self, Write};
use std::process::ExitCode;

/// The page says that its first frame is on the screen; whoever started this program reads it as a line.
#[tauri::command]
async fn painted() -> Result<(), String> {
    writeln!(io::stderr().lock(), "painted").map_err(|error| error.to_string())
}

fn main() -> ExitCode {
    let run =
        tauri::Builder::default().invoke_handler(tauri::generate_handler![painted]).run(tauri::generate_context!());
    match run {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            // No window, so standard error is all that is left.
            let _ = writeln!(io::stderr(), "the window can not be opened: {error}");
            ExitCode::FAILURE
        }
    }
}
