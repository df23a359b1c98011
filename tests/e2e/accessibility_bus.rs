//! The accessibility bus (AT-SPI), from which a screen reader on Linux learns what is in a window.

use zbus::Connection;
use zbus::zvariant::{DynamicType, OwnedObjectPath, OwnedValue};

/// Who has something in the tree, and what it is called there.
type Object = (String, OwnedObjectPath);

const ACCESSIBLE: &str = "org.a11y.atspi.Accessible";
const PROPERTIES: &str = "org.freedesktop.DBus.Properties";

/// One thing in the tree, as a screen reader speaks of it.
#[derive(Debug)]
pub(crate) struct Spoken {
    /// A number of `AtspiRole`: WebKit leaves the roles' names empty.
    pub(crate) role: u32,
    pub(crate) name: String,
    /// What is read out after the name: why a button does nothing, for one.
    pub(crate) description: String,
}

pub(crate) struct AccessibilityBus(Connection);

impl AccessibilityBus {
    /// The one of this session, which its first user starts.
    pub(crate) async fn connect() -> Self {
        let session = Connection::session().await.expect("a session bus");
        let bus = Some("org.a11y.Bus");
        let answer = session.call_method(bus, "/org/a11y/bus", bus, "GetAddress", &()).await;
        let address: String = answer.expect("at-spi2-core is installed").body().deserialize().expect("an address");
        let connection = zbus::connection::Builder::address(&*address).expect("an address").build().await;
        Self(connection.expect("a connection to the accessibility bus"))
    }

    /// Everything below the app's window. What goes while it is read is left out.
    pub(crate) async fn tree(&self, app: &str) -> Vec<Spoken> {
        let mut tree = Vec::new();
        let root = OwnedObjectPath::try_from("/org/a11y/atspi/accessible/root").expect("a path");
        let mut open = Vec::new();
        for each in self.children(&("org.a11y.atspi.Registry".to_owned(), root)).await {
            if self.property(&each, "Name").await == app {
                open.push(each);
            }
        }
        while let Some(object) = open.pop() {
            let role = self.ask::<u32>(&object, ACCESSIBLE, "GetRole", &()).await.unwrap_or_default();
            let name = self.property(&object, "Name").await;
            let description = self.property(&object, "Description").await;
            tree.push(Spoken { role, name, description });
            open.extend(self.children(&object).await);
        }
        tree
    }

    async fn children(&self, object: &Object) -> Vec<Object> {
        let children: Vec<Object> = self.ask(object, ACCESSIBLE, "GetChildren", &()).await.unwrap_or_default();
        if !children.is_empty() {
            return children;
        }
        // What another process puts there, as WebKit its page, is a child by number alone.
        self.ask(object, ACCESSIBLE, "GetChildAtIndex", &0_i32).await.into_iter().collect()
    }

    async fn property(&self, object: &Object, name: &str) -> String {
        let value = self.ask::<OwnedValue>(object, PROPERTIES, "Get", &(ACCESSIBLE, name)).await;
        value.and_then(|value| String::try_from(value).ok()).unwrap_or_default()
    }

    async fn ask<T>(
        &self,
        (owner, path): &Object,
        interface: &str,
        method: &str,
        arguments: &(impl serde::Serialize + DynamicType + Sync),
    ) -> Option<T>
    where
        T: serde::de::DeserializeOwned + zbus::zvariant::Type,
    {
        let answer =
            self.0.call_method(Some(owner.as_str()), path.as_str(), Some(interface), method, arguments).await.ok()?;
        answer.body().deserialize().ok()
    }
}
