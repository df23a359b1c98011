//! Identifiers. Each is a type of its own, so that a team's can not stand where a user's is asked for.

macro_rules! identifier {
    ($( $(#[$meta:meta])* $name:ident ),+ $(,)?) => { $(
        $(#[$meta])*
        #[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, serde::Serialize, serde::Deserialize)]
        #[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
        #[cfg_attr(feature = "ts", derive(ts_rs::TS), ts(type = "string"))]
        #[serde(transparent)]
        pub struct $name(String);

        impl $name {
            /// Takes the text of an identifier as the server wrote it; it is opaque, so nothing is checked.
            pub fn new(text: impl Into<String>) -> Self {
                Self(text.into())
            }

            /// The identifier's text.
            #[must_use]
            pub fn as_str(&self) -> &str {
                &self.0
            }
        }

        impl std::fmt::Display for $name {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                f.write_str(&self.0)
            }
        }
    )+ };
}

identifier! {
    /// A person at OLLM.
    UserId,
    /// A team: a slug of its first name and 8 hex digits, such as `dev-d7035d80`. A rename keeps it.
    TeamId,
    /// An invitation of one e-mail address to one team.
    InvitationId,
    /// One attempt to add credits to a team.
    TopUpId,
    /// One entry of a team's ledger.
    TransactionId,
    /// An API key; never its secret.
    ApiKeyId,
    /// One entry of a team's activity.
    EventId,
}
