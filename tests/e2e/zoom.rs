//! Text at twice its size, and everything at twice its size: nothing scrolls sideways, and no words are cut off at the side.
//! What lies over something else is seen in the pictures.

use thirtyfour::Key;

use crate::driver::Driver;
use crate::window::Window;

/// Of what is wider than its place and cut off, though its words are nowhere else: the text.
const CUT_OFF: &str = include_str!("cut_off.js");

async fn sample(driver: &Driver, test: &'static str) -> Window {
    let window = Window::open(&driver.url, test).await;
    window.click("checkbox", "With sample data").await;
    window.click("button", "Start a local workspace").await;
    window.get("button", "Research").await;
    window
}

/// Looks at each screen, in the window's size at the start and in its smallest one.
async fn look(window: &Window, how: &str) {
    for (width, height) in [(1180, 740), (760, 520)] {
        window.resize(width, height).await;
        for screen in ["teams", "members", "billing", "top-up", "activity", "settings"] {
            show(window, screen).await;
            let (role, name) = sign_of(screen);
            window.scroll_to(role, name).await;
            window.picture(&format!("{how}-{width}-{screen}")).await;
            let scrolls = "return document.documentElement.scrollWidth - document.documentElement.clientWidth";
            assert!(window.script(scrolls).await.as_i64() <= Some(0), "{screen} scrolls sideways, {how}, {width}");
            let cut = window.script(CUT_OFF).await;
            assert_eq!(cut, serde_json::json!([]), "cut off on {screen}, {how}, {width}");
            leave(window, screen).await;
        }
    }
}

/// Presses a button from the keyboard: WebDriver's pointer misses what CSS has enlarged.
async fn press(window: &Window, role: &str, name: &str) {
    window.get(role, name).await.send_keys(Key::Enter).await.expect("it takes keys");
}

async fn show(window: &Window, screen: &str) {
    match screen {
        "members" | "billing" => {
            press(window, "button", "Research").await;
            press(window, "tab", if screen == "members" { "Members" } else { "Billing" }).await;
        }
        "top-up" => press(window, "button", "Top up Dev").await,
        "activity" => press(window, "button", "Activity").await,
        "settings" => press(window, "button", "Settings").await,
        _ => press(window, "button", "Teams").await,
    }
}

/// What is on a screen once it is there.
fn sign_of(screen: &str) -> (&str, &str) {
    match screen {
        "members" => ("table", "Members of Research"),
        "billing" => ("table", "Transactions of Research"),
        "top-up" => ("dialog", "Top up Dev"),
        "activity" => ("heading", "Activity"),
        "settings" => ("heading", "Diagnostics"),
        _ => ("button", "Research"),
    }
}

async fn leave(window: &Window, screen: &str) {
    match screen {
        "members" | "billing" => press(window, "button", "Research").await,
        "top-up" => {
            window.press(Key::Escape).await;
            window.gone("dialog", "Top up Dev").await;
        }
        "activity" => press(window, "button", "Teams").await,
        _ => {}
    }
}

#[tokio::test]
async fn text_of_twice_the_size_fits() {
    let data = tempfile::tempdir().unwrap();
    let driver = Driver::start(data.path(), None).await;
    let window = sample(&driver, "zoom").await;
    window.click("button", "Settings").await;
    window.click("radio", "200%").await;
    look(&window, "text").await;
    window.close().await;
}

#[tokio::test]
async fn everything_of_twice_the_size_fits() {
    let data = tempfile::tempdir().unwrap();
    let driver = Driver::start(data.path(), None).await;
    let window = sample(&driver, "zoom").await;
    window.script("document.documentElement.style.zoom = '2'").await;
    look(&window, "page").await;
    window.close().await;
}
