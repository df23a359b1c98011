//! The web view can do what the view needs, and nothing more.

use crate::driver::Driver;
use crate::window::Window;

const PROBE: &str = r#"
const done = arguments[0];
const invoke = (command, args) => window.__TAURI_INTERNALS__.invoke(command, args).then(() => "answered", () => "refused");
const violated = [];
document.addEventListener("securitypolicyviolation", (event) => violated.push(event.effectiveDirective));
const evaluate = () => { try { return new Function("return 'ran'")(); } catch { return "refused"; } };
(async () => {
  await fetch("https://example.com/").catch(() => {});
  const image = new Image();
  image.src = "https://example.com/x.png";
  const script = document.createElement("script");
  script.textContent = "window.injected = true";
  document.body.append(image, script);
  const outcome = {
    ours: await invoke("about"),
    unknown: await invoke("no_such_command"),
    store: await invoke("plugin:store|load", { path: "preferences.json" }),
    events: await invoke("plugin:event|emit", { event: "x", payload: null }),
    windows: await invoke("plugin:window|close", { label: "main" }),
    updater: await invoke("plugin:updater|check"),
    global: typeof window.__TAURI__,
    evaluated: evaluate(),
    injected: window.injected ?? "refused",
  };
  await new Promise((next) => setTimeout(next, 200));
  done({ ...outcome, violated: [...new Set(violated)].sort() });
})();
"#;

#[tokio::test]
async fn the_web_view_is_closed_but_for_our_commands() {
    let data = tempfile::tempdir().expect("a folder");
    let driver = Driver::start(data.path(), None).await;
    let window = Window::open(&driver.url, "security").await;
    window.get("button", "Start a local workspace").await;
    let outcome = window.driver.execute_async(PROBE, Vec::new()).await.expect("the script runs").json().clone();
    let expected = serde_json::json!({
        "ours": "answered", "unknown": "refused", "store": "refused", "events": "refused", "windows": "refused",
        "updater": "refused",
        "global": "undefined", "evaluated": "refused", "injected": "refused",
        "violated": ["connect-src", "img-src", "script-src", "script-src-elem"],
    });
    assert_eq!(outcome, expected);
    window.close().await;
}
