use tauri::Config;
#[cfg(debug_assertions)]
use tauri::Url;
use tauri_plugin_updater::UpdaterBuilder;

/// A server and a key for the tests of this project: builds for people do not look.
#[cfg(debug_assertions)]
const VARIABLE: &str = "OLLM_TEAMS_TEST_PUBLISHER";

/// Who publishes this app.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Publisher {
    /// Nobody is named in the configuration.
    Unknown,
    /// The configuration's, which the updater has read.
    Configured,
    /// A test's, on this machine.
    #[cfg(debug_assertions)]
    Test { server: Url, key: String },
}

impl Publisher {
    pub(super) fn of(config: &Config) -> Self {
        #[cfg(debug_assertions)]
        if let Some(test) = std::env::var(VARIABLE).ok().as_deref().and_then(Self::of_test) {
            return test;
        }
        let updater = config.plugins.0.get("updater");
        let has = |field: &str, empty: &serde_json::Value| {
            updater.and_then(|updater| updater.get(field)).is_some_and(|value| value != empty)
        };
        let is_known = has("pubkey", &"".into()) && has("endpoints", &serde_json::json!([]));
        if is_known { Self::Configured } else { Self::Unknown }
    }

    /// `http://127.0.0.1:1234/latest.json KEY`; a server elsewhere is none.
    #[cfg(debug_assertions)]
    fn of_test(text: &str) -> Option<Self> {
        let (server, key) = text.split_once(' ')?;
        let server = Url::parse(server).ok().filter(ollm_teams_core::api::client::is_loopback)?;
        Some(Self::Test { server, key: key.to_owned() })
    }

    pub(super) fn is_known(&self) -> bool {
        *self != Self::Unknown
    }

    /// The builder that asks them.
    pub(super) fn applied(&self, builder: UpdaterBuilder) -> tauri_plugin_updater::Result<UpdaterBuilder> {
        match self {
            Self::Unknown | Self::Configured => Ok(builder),
            #[cfg(debug_assertions)]
            Self::Test { server, key } => Ok(builder.endpoints(vec![server.clone()])?.pubkey(key)),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn with(updater: serde_json::Value) -> Publisher {
        let config = serde_json::json!({ "identifier": "com.example.app", "plugins": { "updater": updater } });
        Publisher::of(&serde_json::from_value(config).unwrap())
    }

    #[test]
    fn only_a_key_and_a_server_make_a_publisher() {
        let server = serde_json::json!(["https://example.com/latest.json"]);
        assert_eq!(with(serde_json::json!({ "pubkey": "k", "endpoints": server })), Publisher::Configured);
        assert_eq!(with(serde_json::json!({ "pubkey": "", "endpoints": server })), Publisher::Unknown);
        assert_eq!(with(serde_json::json!({ "pubkey": "k", "endpoints": [] })), Publisher::Unknown);
        assert_eq!(with(serde_json::json!(null)), Publisher::Unknown);
    }

    #[test]
    fn this_projects_own_configuration_names_nobody_and_asks_for_signed_versions() {
        let config: Config = serde_json::from_str(include_str!("../../../../tauri.conf.json")).unwrap();
        assert_eq!(Publisher::of(&config), Publisher::Unknown);
        assert_eq!(config.plugins.0["updater"]["requireSignedVersion"], true);
    }

    #[cfg(debug_assertions)]
    #[test]
    fn a_tests_publisher_is_on_this_machine() {
        assert!(matches!(Publisher::of_test("http://127.0.0.1:4000/x.json KEY"), Some(Publisher::Test { .. })));
        for refused in ["http://example.com/x.json KEY", "http://127.0.0.1:4000/x.json", "KEY", ""] {
            assert_eq!(Publisher::of_test(refused), None, "{refused}");
        }
    }
}
