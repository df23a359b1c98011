//! Where the authorization server sends the browser at the end.

use std::fmt;

use url::Url;

/// The app's loopback address with the answer to its authorization request, not yet requested: what a test changes in
/// it is what the app receives.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RedirectUrl(Url);

impl RedirectUrl {
    pub(crate) fn new(url: Url) -> Self {
        Self(url)
    }

    /// The whole address.
    #[must_use]
    pub fn url(&self) -> &Url {
        &self.0
    }

    /// The value of a parameter of the answer: `code`, `state`, `iss`, `error`.
    #[must_use]
    pub fn parameter(&self, name: &str) -> Option<String> {
        self.0.query_pairs().find(|(key, _)| key == name).map(|(_, value)| value.into_owned())
    }

    /// With another `state`.
    #[must_use]
    pub fn with_state(&self, state: &str) -> Self {
        self.with("state", Some(state))
    }

    /// With another `iss`.
    #[must_use]
    pub fn with_issuer(&self, issuer: &str) -> Self {
        self.with("iss", Some(issuer))
    }

    /// With another `code`.
    #[must_use]
    pub fn with_code(&self, code: &str) -> Self {
        self.with("code", Some(code))
    }

    /// Without a parameter.
    #[must_use]
    pub fn without(&self, name: &str) -> Self {
        self.with(name, None)
    }

    fn with(&self, name: &str, value: Option<&str>) -> Self {
        let others: Vec<(String, String)> = self
            .0
            .query_pairs()
            .filter(|(key, _)| key != name)
            .map(|(key, value)| (key.into(), value.into()))
            .collect();
        let mut url = self.0.clone();
        url.query_pairs_mut().clear().extend_pairs(others).extend_pairs(value.map(|value| (name, value)));
        Self(url)
    }
}

impl fmt::Display for RedirectUrl {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(formatter)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_parameter_changes_and_the_others_stay() {
        let original =
            RedirectUrl(Url::parse("http://127.0.0.1:1/callback?code=a%2Bb&state=s&iss=http%3A%2F%2Fi").unwrap());
        let changed = original.with_state("x y");
        assert_eq!(changed.parameter("state").as_deref(), Some("x y"));
        assert_eq!(changed.parameter("code").as_deref(), Some("a+b"));
        assert_eq!(original.without("iss").parameter("iss"), None);
        assert_eq!(original.with_issuer("http://i").parameter("iss"), original.parameter("iss"));
    }
}
