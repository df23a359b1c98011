//! The icon in the tray, as a desktop's tray sees it: on the session's bus.

use std::collections::HashMap;
use std::sync::{Arc, Mutex};

use serde::Serialize;
use zbus::zvariant::{DynamicType, OwnedValue, Value};
use zbus::{Connection, Message};

use crate::driver::Driver;
use crate::keyring_session::KeyringSession;
use crate::program;
use crate::wait::{PATIENCE, until};
use crate::window::Window;

/// The part of a desktop that collects the icons.
struct Watcher(Arc<Mutex<Vec<String>>>);

#[zbus::interface(name = "org.kde.StatusNotifierWatcher")]
impl Watcher {
    fn register_status_notifier_item(&self, service: String) {
        self.0.lock().unwrap().push(service);
    }

    #[zbus(property)]
    fn is_status_notifier_host_registered(&self) -> bool {
        true
    }
}

/// A desktop's tray.
struct Tray {
    bus: Connection,
    items: Arc<Mutex<Vec<String>>>,
}

impl Tray {
    async fn start(session: &KeyringSession) -> Self {
        let items = Arc::<Mutex<Vec<String>>>::default();
        let bus = session.connect().await;
        bus.object_server().at("/StatusNotifierWatcher", Watcher(Arc::clone(&items))).await.expect("an object");
        bus.request_name("org.kde.StatusNotifierWatcher").await.expect("the name");
        Self { bus, items }
    }

    /// The last item that was offered.
    async fn item(&self) -> String {
        until("there is an icon", PATIENCE, async || self.items.lock().unwrap().last().cloned()).await
    }

    async fn is_there(&self, item: &str) -> bool {
        let bus = zbus::fdo::DBusProxy::new(&self.bus).await.expect("the bus answers");
        bus.name_has_owner(item.try_into().expect("a name")).await.expect("the bus answers")
    }

    /// What the menu says, with the number of each line.
    async fn menu(&self, item: &str) -> Vec<(i32, String)> {
        let all = (Vec::<i32>::new(), vec!["label"]);
        let answer = self.call(item, "GetGroupProperties", &all).await;
        let mut lines: Vec<(i32, HashMap<String, OwnedValue>)> = answer.body().deserialize().expect("a menu");
        lines.sort_by_key(|(number, _)| *number);
        let text = |(number, properties): (i32, HashMap<String, OwnedValue>)| {
            Some((number, properties.get("label")?.downcast_ref::<String>().ok()?))
        };
        lines.into_iter().filter_map(text).filter(|(_, text)| !text.is_empty()).collect()
    }

    async fn choose(&self, item: &str, text: &str) {
        let (number, _) = self.menu(item).await.into_iter().find(|(_, line)| line == text).expect("such a line");
        self.call(item, "Event", &(number, "clicked", Value::from(0i32), 0u32)).await;
    }

    async fn call(&self, item: &str, method: &str, arguments: &(impl Serialize + DynamicType)) -> Message {
        let answer = self.bus.call_method(Some(item), "/MenuBar", Some("com.canonical.dbusmenu"), method, arguments);
        answer.await.expect("the menu answers")
    }

    /// Waits until the menu says this, whether it groups digits or not.
    async fn says(&self, item: &str, wanted: &[&str]) {
        let mut said = Vec::new();
        until(&format!("the menu says {wanted:?}"), PATIENCE, async || {
            said = self.menu(item).await.into_iter().map(|(_, text)| text.replace(',', "")).collect();
            (said == wanted).then_some(())
        })
        .await;
    }
}

#[tokio::test]
async fn the_tray_has_the_total_and_the_lowest_balance() {
    let session = KeyringSession::start();
    let tray = Tray::start(&session).await;
    let data = tempfile::tempdir().expect("a folder");
    let driver = Driver::start_in(data.path(), None, &session.environment()).await;
    let window = Window::open(&driver.url, "tray").await;
    window.get("button", "Start a local workspace").await;
    let item = tray.item().await;
    tray.says(&item, &["Open OLLM Teams", "Quit"]).await;

    window.click("checkbox", "With sample data").await;
    window.click("button", "Start a local workspace").await;
    window.get("heading", "Teams").await;
    window.says("status", "Live").await;
    let (total, lowest) = balances(&window).await;
    tray.says(&item, &[&total, &lowest, "Open OLLM Teams", "Quit"]).await;

    // A setting turns it off and on again.
    window.click("button", "Settings").await;
    window.get("checkbox", "Show an icon in the tray").await;
    window.scroll_to("checkbox", "Show an icon in the tray").await;
    window.picture("settings").await;
    window.click("checkbox", "Show an icon in the tray").await;
    until("the icon is gone", PATIENCE, async || (!tray.is_there(&item).await).then_some(())).await;
    window.click("checkbox", "Show an icon in the tray").await;
    let again = until("the icon is back", PATIENCE, async || {
        let last = tray.items.lock().unwrap().last().cloned()?;
        tray.is_there(&last).await.then_some(last)
    })
    .await;
    tray.says(&again, &[&total, &lowest, "Open OLLM Teams", "Quit"]).await;

    tray.choose(&again, "Quit").await;
    program::gone(data.path()).await;
    assert!(program::log(data.path()).trim_end().ends_with("ended"), "it ends as it does when its window is closed");
    window.forget();
}

/// What the window says of the same: the total beneath the heading, and the row with the least.
async fn balances(window: &Window) -> (String, String) {
    let script = "const rows = [...document.querySelectorAll('[data-team-id]')]
        .map((row) => ({ name: row.querySelector('[data-name]').textContent.trim(),
                         balance: Number(row.querySelector('[data-balance]')?.dataset.balance ?? 'NaN') }))
        .filter((row) => !Number.isNaN(row.balance));
      const money = new Intl.NumberFormat('en', { style: 'currency', currency: 'USD', useGrouping: false });
      const sum = rows.reduce((sum, row) => sum + row.balance, 0);
      const least = rows.reduce((least, row) => (row.balance < least.balance ? row : least));
      return [`Total: ${money.format(sum)}`, `Lowest: ${least.name} ${money.format(least.balance)}`]";
    let said = window.script(script).await;
    let line = |n: usize| said[n].as_str().expect("a line").to_owned();
    (line(0), line(1))
}

#[tokio::test]
async fn without_a_tray_the_setting_says_so() {
    let (_data, _driver, window) = crate::teams::local_workspace("no-tray").await;
    window.click("button", "Settings").await;
    window.says_somewhere("This desktop has no tray.").await;
    let setting = window.get("checkbox", "Show an icon in the tray").await;
    assert_eq!(setting.attr("aria-disabled").await.unwrap().as_deref(), Some("true"));
    window.scroll_to("checkbox", "Show an icon in the tray").await;
    window.picture("settings").await;
    window.close().await;
}
