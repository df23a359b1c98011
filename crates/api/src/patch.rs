use serde::{Deserialize, Deserializer};

/// Tells a field that is absent (`None`: leave it) from one that is `null` (`Some(None)`: clear it), RFC 7396.
pub(crate) fn present<'de, T, D>(deserializer: D) -> Result<Option<Option<T>>, D::Error>
where
    T: Deserialize<'de>,
    D: Deserializer<'de>,
{
    Option::deserialize(deserializer).map(Some)
}
