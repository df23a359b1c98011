//! One token, looked for everywhere that it must not be.

use std::collections::BTreeSet;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex};
use std::time::Duration;

use ollm_server::Payments;
use secrecy::ExposeSecret;

use crate::driver::Driver;
use crate::server::Server;
use crate::sign_in::{assert_nowhere, sign_in};
use crate::teams::create_team;
use crate::window::Window;

/// Keeps what comes back over the bridge, whichever way it takes.
const LISTEN: &str = r#"
window.received = [];
const keep = (text) => window.received.push(text);
const fetched = window.fetch;
window.fetch = async (...request) => {
  const answer = await fetched(...request);
  keep(await answer.clone().text());
  return answer;
};
const { runCallback } = window.__TAURI_INTERNALS__;
if (runCallback) window.__TAURI_INTERNALS__.runCallback = (id, data) => { keep(JSON.stringify(data) ?? ""); runCallback(id, data); };
"#;

/// The command line and the environment of every process of this machine that can be read, again and again.
fn watch_processes(done: Arc<AtomicBool>) -> (std::thread::JoinHandle<()>, Arc<Mutex<BTreeSet<String>>>) {
    let seen = Arc::new(Mutex::new(BTreeSet::new()));
    let lines = Arc::clone(&seen);
    let watching = std::thread::spawn(move || {
        while !done.load(Ordering::SeqCst) {
            for process in std::fs::read_dir("/proc").unwrap().flatten() {
                for file in ["cmdline", "environ"] {
                    if let Ok(bytes) = std::fs::read(process.path().join(file)) {
                        lines.lock().unwrap().insert(String::from_utf8_lossy(&bytes).into_owned());
                    }
                }
            }
            std::thread::sleep(Duration::from_millis(50));
        }
    });
    (watching, seen)
}

#[tokio::test]
async fn the_token_is_in_the_keyring_and_nowhere_else() {
    let server = Server::start(Payments::Instant).await;
    let token = server.token("owner@example.com").await;
    let token = token.expose_secret();
    let done = Arc::new(AtomicBool::new(false));
    let (watching, processes) = watch_processes(Arc::clone(&done));

    let data = tempfile::tempdir().unwrap();
    let driver = Driver::start(data.path(), Some(&server.url())).await;
    let window = Window::open(&driver.url, "secrets").await;
    window.get("button", "Use a token").await;
    window.script(LISTEN).await;
    sign_in(&window, &server.url(), token).await;
    window.get("heading", "Teams").await;
    create_team(&window, "Development").await;
    window.click("button", "Settings").await;
    window.click("button", "Save a report…").await;
    let report = window.get("textbox", "The report").await.value().await.unwrap().unwrap();
    let received = window.script("return window.received.join('\\n')").await.to_string();
    window.close().await;
    done.store(true, Ordering::SeqCst);
    watching.join().unwrap();

    assert!(received.contains("owner@example.com"), "the bridge was listened to");
    assert!(!received.contains(token), "no message to the web view holds it");
    assert!(report.contains("Logs"), "{report}");
    assert!(!report.contains(token), "the report does not hold it");
    let processes = processes.lock().unwrap();
    let with = |text: &str| processes.iter().any(|line| line.contains(text));
    assert!(with("ollm-teams"), "the app's processes were looked at");
    assert!(!with(token), "no command line and no environment holds it");
    assert!(data.path().join("logs").is_dir(), "the logs are there to be searched");
    assert_nowhere(data.path(), token);
}
