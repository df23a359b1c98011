//! A dialog beside the web view, used as assistive technology does: through the accessibility bus (AT-SPI).

use zbus::Connection;
use zbus::zvariant::{DynamicType, OwnedObjectPath, OwnedValue, Type};

use crate::wait::until;

/// Who has something in the tree, and what it is called there.
type Object = (String, OwnedObjectPath);

const ACCESSIBLE: &str = "org.a11y.atspi.Accessible";

/// Presses the button of this name, in whichever window it is, once it is there.
pub(crate) async fn press(button: &str, patience: std::time::Duration) {
    let bus = accessibility_bus().await;
    let what = format!("a dialog has the button '{button}'");
    let object = until(&what, patience, async || find(&bus, "push button", button).await).await;
    let done: Option<bool> = ask(&bus, &object, "org.a11y.atspi.Action", "DoAction", &0_i32).await;
    assert_eq!(done, Some(true), "the button '{button}' is pressed");
}

async fn accessibility_bus() -> Connection {
    let session = Connection::session().await.expect("a session bus");
    let bus = Some("org.a11y.Bus");
    let answer = session.call_method(bus, "/org/a11y/bus", bus, "GetAddress", &()).await;
    let address: String = answer.expect("at-spi2-core is installed").body().deserialize().expect("an address");
    let connection = zbus::connection::Builder::address(&*address).expect("an address").build().await;
    connection.expect("a connection to the accessibility bus")
}

async fn find(bus: &Connection, role: &str, name: &str) -> Option<Object> {
    let root = OwnedObjectPath::try_from("/org/a11y/atspi/accessible/root").expect("a path");
    let mut open = vec![("org.a11y.atspi.Registry".to_owned(), root)];
    while let Some(object) = open.pop() {
        let its_role: Option<String> = ask(bus, &object, ACCESSIBLE, "GetRoleName", &()).await;
        if its_role.as_deref() == Some(role) {
            let arguments = &(ACCESSIBLE, "Name");
            let value: Option<OwnedValue> =
                ask(bus, &object, "org.freedesktop.DBus.Properties", "Get", arguments).await;
            if value.and_then(|value| String::try_from(value).ok()).as_deref() == Some(name) {
                return Some(object);
            }
        }
        open.extend(ask::<Vec<Object>>(bus, &object, ACCESSIBLE, "GetChildren", &()).await.unwrap_or_default());
    }
    None
}

/// What is gone answers nothing.
async fn ask<T: serde::de::DeserializeOwned + Type>(
    bus: &Connection,
    (owner, path): &Object,
    interface: &str,
    method: &str,
    arguments: &(impl serde::Serialize + DynamicType + Sync),
) -> Option<T> {
    // A process that was stopped never answers.
    let call = bus.call_method(Some(owner.as_str()), path.as_str(), Some(interface), method, arguments);
    let answer = tokio::time::timeout(std::time::Duration::from_secs(2), call).await.ok()?.ok()?;
    answer.body().deserialize().ok()
}
